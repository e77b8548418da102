package io.nocturne.generate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Pieces that grow side by side, one call of the model for a token of each. */
final class DecodingBatch {
  private final NextTokenModel model;
  private final TokenSpace tokens;
  private final LogitsProcessor candidates;
  private final Sampler sampler;
  private final List<UnfinishedPiece> growing = new ArrayList<>();

  /** A piece that is not complete yet. */
  private record UnfinishedPiece(int number, DecodingState course, RandomGenerator random) {
    String place() {
      return "piece " + number + ", step " + course.soFar().generated();
    }
  }

  DecodingBatch(
      NextTokenModel model, TokenSpace tokens, LogitsProcessor candidates, Sampler sampler) {
    this.model = model;
    this.tokens = tokens;
    this.candidates = candidates;
    this.sampler = sampler;
  }

  /** Begins one piece more. */
  void add(int number, DecodingState start, RandomGenerator random) {
    growing.add(new UnfinishedPiece(number, start, random));
  }

  /** Whether no piece grows any more. */
  boolean isComplete() {
    return growing.isEmpty();
  }

  /** How far the piece that is least far in its form has come: 1 if no piece grows any more. */
  double shareDone() {
    return growing.stream().mapToDouble(draft -> draft.course().shareDone()).min().orElse(1);
  }

  /** Adds a token to each piece; those that end leave the batch. */
  void step() {
    List<UnfinishedPiece> choosing = new ArrayList<>();
    for (UnfinishedPiece draft : growing) {
      DecodingState course = draft.course();
      OptionalInt again = course.forcedToken();
      if (again.isPresent()) {
        course.add(again.getAsInt());
      } else {
        choosing.add(draft);
      }
    }
    if (!choosing.isEmpty()) {
      choose(choosing);
    }
    growing.removeIf(draft -> draft.course().isComplete());
  }

  private void choose(List<UnfinishedPiece> choosing) {
    int[][] windows = new int[choosing.size()][];
    for (int row = 0; row < windows.length; row++) {
      windows[row] = tokens.window(choosing.get(row).course().soFar());
    }
    float[][] logits = rows(model, windows);
    for (int row = 0; row < windows.length; row++) {
      UnfinishedPiece draft = choosing.get(row);
      int id = next(draft, logits[row]);
      if (tokens.ends(id) || draft.course().isCompletedBy(id)) {
        draft.course().end();
      } else {
        draft.course().add(id);
      }
    }
  }

  private int next(UnfinishedPiece draft, float[] logits) {
    float[] row = candidates.penalised(logits, draft.course(), draft.place());
    BitSet allowed = candidates.allowed(draft.course(), draft.random());
    if (allowed.isEmpty()) {
      throw candidates.exhausted(draft.course(), "piece " + (draft.number() + 1));
    }
    LogitsProcessor.exclude(row, allowed);
    int id = sampler.sample(row, draft.random());
    if (id < 0 || !allowed.get(id)) {
      throw new IllegalStateException(
          "%s: sampler %s returned id %d, which is not allowed"
              .formatted(draft.place(), sampler, id));
    }
    return id;
  }

  /** The model's logits, a row for each window. */
  static float[][] rows(NextTokenModel model, int[][] windows) {
    float[][] logits = model.logits(windows);
    if (logits.length != windows.length) {
      throw new IllegalStateException(
          "model must return " + windows.length + " rows of logits, returned " + logits.length);
    }
    return logits;
  }
}
