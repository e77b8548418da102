package io.nocturne.memory;

import io.nocturne.model.MemoryTables;
import io.nocturne.model.MemoryTables.Likeness;
import java.util.ArrayDeque;
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

  /** The number of tokens that begin notes. */
  private int notes;

  /** The positions of the last {@link MemoryTables#NEAR_NOTES} tokens that begin notes. */
  private final ArrayDeque<Integer> nearNotes = new ArrayDeque<>();

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
    PieceMemory copy =
        new PieceMemory(model, exact.copy(), transposed.copy(), references.clone(), reference);
    copy.notes = notes;
    copy.nearNotes.addAll(nearNotes);
    return copy;
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
    if (pitches.beginsNotes(id)) {
      notes++;
      nearNotes.add(position);
      if (nearNotes.size() > MemoryTables.NEAR_NOTES) {
        nearNotes.remove();
      }
    }
  }

  /** Returns what the tokens so far suggest for the next one. */
  public Suggestions suggestions() {
    int nearest = nearest();
    float[] peaks = new float[Gate.VIEWS];
    for (int view = 0; view < Gate.VIEWS; view++) {
      peaks[view] = index(view).peak(kind(view), nearest);
    }
    double strength = strength(Math.max(peaks[Gate.VIEWS - 2], peaks[Gate.VIEWS - 1]));
    double[][] shares = new double[Gate.VIEWS][model.pitches().size()];
    if (strength > 0) { // Else all contexts, equally unlike, would vote for nothing.
      int[] lags = new int[exact.maxLag() + 1];
      for (int view = 0; view < Gate.VIEWS; view++) {
        vote(view, nearest, peaks[view], lags, shares[view]);
      }
    }
    return new Suggestions(
        model, SuggestedTokens.of(shares, peaks), exact.isLoop() || transposed.isLoop(), strength);
  }

  /** Returns the tokens as they are for the even views, their intervals for the others. */
  private ContextIndex index(int view) {
    return isExact(view) ? exact : transposed;
  }

  private static boolean isExact(int view) {
    return view % 2 == 0;
  }

  private static int kind(int view) {
    return view / 2;
  }

  /**
   * Counts the votes in a view.
   *
   * @param lags room for the contexts that vote
   * @param shares receives each token's share of the votes
   */
  private void vote(int view, int nearest, float peak, int[] lags, double[] shares) {
    int kind = kind(view);
    float sharpness = Likeness.KINDS.get(kind).sharpness();
    float least = peak + MemoryTables.MIN_EXPONENT / sharpness;
    int count = index(view).find(kind, least, nearest, lags);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      int token = token(lags[i], isExact(view));
      if (token != TokenPitches.NONE) {
        double vote = Math.exp(sharpness * (index(view).likeness(kind, lags[i]) - peak));
        shares[token] += vote;
        sum += vote;
      }
    }
    divide(shares, sum);
  }

  /** Returns the smallest lag that is compared. */
  private int nearest() {
    if (!model.isComposing()) {
      return 1;
    }
    return nearNotes.size() < MemoryTables.NEAR_NOTES
        ? exact.maxLag() + 1
        : exact.length() - nearNotes.element();
  }

  private double strength(float likeness) {
    return model.isComposing()
        ? MemoryTables.strength(likeness, (double) exact.length() / Math.max(1, notes))
        : 1;
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
