package io.nocturne.memory;

import io.nocturne.base.Require;
import java.util.Arrays;

/**
 * Finds where the last symbols of a growing sequence stood before.
 *
 * <p>Positions at which the same {@code minLength} symbols end are linked from the latest to the
 * earliest, so that a symbol takes a lookup and at most {@link #MAX_CANDIDATES} comparisons of at
 * most {@code maxLength} symbols. Whether a passage has come three times in a row takes one more,
 * which ends with the first difference.
 */
final class MatchIndex {
  /** The number of earlier occurrences that are compared, the latest first. */
  static final int MAX_CANDIDATES = 300;

  private static final int ABSENT = -1;

  private static final int INITIAL_CAPACITY = 64;

  private final int minLength;
  private final int maxLength;
  private int[] symbols = new int[INITIAL_CAPACITY];
  private int length;

  /** For each position after {@code minLength} symbols, the latest earlier one after the same. */
  private int[] earlier = new int[INITIAL_CAPACITY];

  /** Open addressing: the latest position after each different run of {@code minLength} symbols. */
  private int[] latest = absent(2 * INITIAL_CAPACITY);

  private int runs;

  /**
   * Creates the index of an empty sequence.
   *
   * @param minLength the fewest symbols that count as a match, at least 1
   * @param maxLength the number of symbols after which a match is not followed further
   */
  MatchIndex(int minLength, int maxLength) {
    Require.atLeast("minimum length of a match", minLength, 1);
    Require.atLeast("maximum length of a match", maxLength, minLength);
    this.minLength = minLength;
    this.maxLength = maxLength;
  }

  /**
   * The longest earlier occurrences of the last symbols.
   *
   * @param length the number of symbols that agree; 0 if there is no match
   * @param positions the positions of the symbols that followed them, the latest first
   * @param isLoop whether the last symbols are the same passage three times in a row, as the latest
   *     occurrence has it
   */
  @SuppressWarnings("ArrayRecordComponent") // It does not leave the package.
  record Matches(int length, int[] positions, boolean isLoop) {
    static final Matches NONE = new Matches(0, new int[0], false);
  }

  /** Returns an index of the same sequence that grows independently. */
  MatchIndex copy() {
    MatchIndex copy = new MatchIndex(minLength, maxLength);
    copy.symbols = symbols.clone();
    copy.length = length;
    copy.earlier = earlier.clone();
    copy.latest = latest.clone();
    copy.runs = runs;
    return copy;
  }

  /** Returns the number of symbols. */
  int length() {
    return length;
  }

  /** Returns the symbol at a position in [0, length). */
  int symbol(int position) {
    return symbols[position];
  }

  /** Appends a symbol. */
  void add(int symbol) {
    if (length + 1 >= symbols.length) {
      symbols = Arrays.copyOf(symbols, 2 * symbols.length);
      earlier = Arrays.copyOf(earlier, 2 * earlier.length);
    }
    symbols[length++] = symbol;
    earlier[length] = length < minLength ? ABSENT : link(length);
  }

  /** Returns the matches of the last symbols. */
  Matches matches() {
    int longest = 0;
    int count = 0;
    int[] positions = new int[8];
    int candidate = length < minLength ? ABSENT : earlier[length];
    for (int i = 0;
        i < MAX_CANDIDATES && candidate != ABSENT;
        i++, candidate = earlier[candidate]) {
      int common = common(candidate);
      if (common > longest) {
        longest = common;
        count = 0;
      }
      if (common == longest) {
        if (count == positions.length) {
          positions = Arrays.copyOf(positions, 2 * count);
        }
        positions[count++] = candidate;
      }
    }
    return longest == 0
        ? Matches.NONE
        : new Matches(longest, Arrays.copyOf(positions, count), isLoop(length - positions[0]));
  }

  /** Returns whether the last symbols are a passage of a length three times in a row. */
  private boolean isLoop(int passage) {
    return length >= 3 * passage
        && Arrays.equals(
            symbols, length - 2 * passage, length, symbols, length - 3 * passage, length - passage);
  }

  /** Returns how many symbols before a position agree with the last ones, up to the maximum. */
  private int common(int position) {
    int common = minLength;
    int most = Math.min(maxLength, position);
    while (common < most && symbols[position - common - 1] == symbols[length - common - 1]) {
      common++;
    }
    return common;
  }

  /** Makes a position the latest after its run, and returns the one that was. */
  private int link(int position) {
    if (2 * runs >= latest.length) {
      grow();
    }
    int slot = slot(position);
    int before = latest[slot];
    if (before == ABSENT) {
      runs++;
    }
    latest[slot] = position;
    return before;
  }

  private void grow() {
    int[] old = latest;
    latest = absent(2 * old.length);
    for (int position : old) {
      if (position != ABSENT) {
        latest[slot(position)] = position;
      }
    }
  }

  /** Returns the slot of the run before a position, or the free one where it belongs. */
  private int slot(int position) {
    int mask = latest.length - 1;
    int slot = hash(position) & mask;
    while (latest[slot] != ABSENT && !sameRun(latest[slot], position)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean sameRun(int one, int other) {
    return Arrays.equals(symbols, one - minLength, one, symbols, other - minLength, other);
  }

  private int hash(int position) {
    int hash = 0;
    for (int i = position - minLength; i < position; i++) {
      hash = (hash ^ symbols[i]) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    return hash;
  }

  private static int[] absent(int size) {
    int[] table = new int[size];
    Arrays.fill(table, ABSENT);
    return table;
  }
}
