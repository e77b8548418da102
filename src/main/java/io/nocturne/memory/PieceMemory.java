package io.nocturne.memory;

import io.nocturne.model.MemoryTables;
import io.nocturne.model.MemoryTables.Likeness;
import java.util.Arrays;

/**
 * A piece so far, and what it suggests for the next token: what followed where the tokens before
 * were most like the last ones, in the same key and in any other. A bounded number of tokens is
 * compared, however long the piece is.
 */
public final class PieceMemory {
  private final MemoryModel model;
  private final ContextIndex exact;
  private final ContextIndex transposed;

  /** For each position, the pitch that the interval of its token is counted from. */
  private int[] references;

  private int reference;

  PieceMemory(MemoryModel model) {
    this(model, new ContextIndex(), new ContextIndex(), new int[16], 0);
  }

  private PieceMemory(
      MemoryModel model,
      ContextIndex exact,
      ContextIndex transposed,
      int[] references,
      int reference) {
    this.model = model;
    this.exact = exact;
    this.transposed = transposed;
    this.references = references;
    this.reference = reference;
  }

  /** Returns a memory of the same tokens that grows independently. */
  public PieceMemory copy() {
    return new PieceMemory(model, exact.copy(), transposed.copy(), references.clone(), reference);
  }

  /**
   * Adds the next token.
   *
   * @param id in [0, vocabulary size)
   */
  public void add(int id) {
    TokenPitches pitches = model.pitches();
    int position = exact.length();
    if (position == references.length) {
      references = Arrays.copyOf(references, 2 * position);
    }
    references[position] = reference;
    transposed.add(pitches.symbol(id, reference));
    exact.add(id);
    if (pitches.isPitched(id)) {
      reference = pitches.lowest(id);
    }
  }

  /** Returns what the tokens so far suggest for the next one. */
  public Suggestions suggestions() {
    double[][] shares = new double[Gate.VIEWS][model.pitches().size()];
    float[] peaks = new float[Gate.VIEWS];
    int[] lags = new int[exact.maxLag() + 1];
    for (int view = 0; view < Gate.VIEWS; view++) {
      boolean isExact = view % 2 == 0;
      ContextIndex index = isExact ? exact : transposed;
      int kind = view / 2;
      peaks[view] = index.peak(kind);
      float sharpness = Likeness.KINDS.get(kind).sharpness();
      int count = index.find(kind, peaks[view] + MemoryTables.MIN_EXPONENT / sharpness, lags);
      double sum = 0;
      for (int i = 0; i < count; i++) {
        int token = token(lags[i], isExact);
        if (token != TokenPitches.NONE) {
          double vote = Math.exp(sharpness * (index.likeness(kind, lags[i]) - peaks[view]));
          shares[view][token] += vote;
          sum += vote;
        }
      }
      divide(shares[view], sum);
    }
    return new Suggestions(
        model, SuggestedTokens.of(shares, peaks), exact.isLoop() || transposed.isLoop());
  }

  private static void divide(double[] votes, double sum) {
    if (sum > 0) {
      for (int id = 0; id < votes.length; id++) {
        votes[id] /= sum;
      }
    }
  }

  /** Returns the token that followed an earlier context, in the current key. */
  private int token(int lag, boolean isExact) {
    int position = exact.length() - lag;
    int id = exact.symbol(position);
    return isExact ? id : model.pitches().transposed(id, reference - references[position]);
  }
}
