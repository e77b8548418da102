package io.nocturne.generate;

import java.util.random.RandomGenerator;

/** Pieces that grow side by side, one call of the model for a token of each. */
final class Batch {
  private final NextTokenModel model;
  private final TokenSpace tokens;
  private final Sampler sampler;
  private final int firstPiece;
  private final int[][] windows;
  private final RandomGenerator[] randoms;

  /**
   * A batch about to take its first step.
   *
   * @param firstPiece the number of the first of its pieces, which follow one another
   * @param windows what the model reads first, a row for each piece; changed by each step
   */
  Batch(
      NextTokenModel model, TokenSpace tokens, GenerateSpec spec, int firstPiece, int[][] windows) {
    this.model = model;
    this.tokens = tokens;
    this.sampler = spec.sampler();
    this.firstPiece = firstPiece;
    this.windows = windows;
    this.randoms = new RandomGenerator[windows.length];
    for (int row = 0; row < windows.length; row++) {
      randoms[row] = PieceRandom.of(spec.seed(), firstPiece + row);
    }
  }

  /** Writes token {@code step} of each of this batch's pieces; rows are all pieces' tokens. */
  void step(int[][] pieces, int step) {
    float[][] logits = model.logits(windows);
    if (logits.length != windows.length) {
      throw new IllegalStateException(
          "model must return " + windows.length + " rows of logits, returned " + logits.length);
    }
    for (int row = 0; row < windows.length; row++) {
      int id = sampler.sample(allowed(logits[row], row, step), randoms[row]);
      if (!tokens.allows(id)) {
        throw wrong(
            row, step, "sampler " + sampler + " returned id " + id + ", which is not allowed");
      }
      pieces[firstPiece + row][step] = id;
      push(windows[row], id);
    }
  }

  /** A copy of a row's logits in which ids that must not be sampled are excluded. */
  private float[] allowed(float[] logits, int row, int step) {
    int size = tokens.vocabularySize();
    if (logits.length != size) {
      throw wrong(row, step, "model must return " + size + " logits, returned " + logits.length);
    }
    float[] allowed = logits.clone();
    for (int id = 0; id < size; id++) {
      if (!Float.isFinite(allowed[id])) {
        String problem = "the model's logit for id " + id + " is " + allowed[id];
        throw wrong(row, step, problem + "; use the weights of an earlier checkpoint");
      }
      if (!tokens.allows(id)) {
        allowed[id] = Float.NEGATIVE_INFINITY;
      }
    }
    return allowed;
  }

  private IllegalStateException wrong(int row, int step, String problem) {
    return new IllegalStateException(
        "piece " + (firstPiece + row) + ", step " + step + ": " + problem);
  }

  private static void push(int[] window, int id) {
    System.arraycopy(window, 1, window, 0, window.length - 1);
    window[window.length - 1] = id;
  }
}
