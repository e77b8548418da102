package io.nocturne.memory;

import io.nocturne.memory.MatchIndex.Matches;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A piece so far, and what it suggests for the next token: what followed the longest earlier
 * occurrences of its last tokens, in the same key and in any other. A bounded number of occurrences
 * is compared, however long the piece is.
 */
public final class PieceMemory {
  static final int MIN_EXACT = 3;
  static final int MIN_TRANSPOSED = 4;
  static final int MAX_LENGTH = 64;

  private final MemoryModel model;
  private final MatchIndex exact;
  private final MatchIndex transposed;

  /** For each position, the pitch that the interval of its token is counted from. */
  private int[] references;

  private int reference;

  PieceMemory(MemoryModel model) {
    this(
        model,
        new MatchIndex(MIN_EXACT, MAX_LENGTH),
        new MatchIndex(MIN_TRANSPOSED, MAX_LENGTH),
        new int[16],
        0);
  }

  private PieceMemory(
      MemoryModel model, MatchIndex exact, MatchIndex transposed, int[] references, int reference) {
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
    return new Suggestions(model, exactFollowers(), transposedFollowers());
  }

  Followers exactFollowers() {
    Matches matches = exact.matches();
    int[] followers = matches.positions().clone();
    for (int i = 0; i < followers.length; i++) {
      followers[i] = exact.symbol(followers[i]);
    }
    return Followers.of(matches.length(), matches.isLoop(), followers);
  }

  private Followers transposedFollowers() {
    Matches matches = transposed.matches();
    int[] followers = new int[matches.positions().length];
    int count = 0;
    for (int position : matches.positions()) {
      int semitones = reference - references[position];
      OptionalInt id = model.pitches().transposed(exact.symbol(position), semitones);
      if (id.isPresent()) {
        followers[count++] = id.getAsInt();
      }
    }
    return Followers.of(matches.length(), matches.isLoop(), Arrays.copyOf(followers, count));
  }
}
