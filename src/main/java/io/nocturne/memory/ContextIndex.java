package io.nocturne.memory;

import io.nocturne.model.MemoryTables;
import io.nocturne.model.MemoryTables.Likeness;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the last symbols of a growing sequence with those before each earlier symbol, without
 * asking that they are all the same: the likeness of two contexts is the sum of {@code decay^k}
 * over the symbols that agree k places before their ends. It is kept by lag, so that a new symbol
 * decays all and adds 1 where the symbol has occurred before.
 */
final class ContextIndex {
  private static final int INITIAL_CAPACITY = 64;
  private static final int NONE = -1;

  private int[] symbols = new int[INITIAL_CAPACITY];
  private int length;

  /** For each symbol, the position where it came last; for each position, where before. */
  private final Map<Integer, Integer> latest = new HashMap<>();

  private int[] earlier = new int[INITIAL_CAPACITY];

  private final List<DecayingSums> likeness =
      Likeness.KINDS.stream().map(kind -> new DecayingSums(kind.decay())).toList();

  /** For each lag, the number of symbols between two contexts, the last symbol that agreed. */
  private int[] agreed = new int[INITIAL_CAPACITY];

  /** For each lag, how many symbols up to that one agree without exception. */
  private int[] runs = new int[INITIAL_CAPACITY];

  private boolean isLoop;

  /** Returns an index of the same sequence that grows independently. */
  ContextIndex copy() {
    ContextIndex copy = new ContextIndex();
    copy.symbols = symbols.clone();
    copy.length = length;
    copy.latest.putAll(latest);
    copy.earlier = earlier.clone();
    for (int kind = 0; kind < likeness.size(); kind++) {
      copy.likeness.get(kind).set(likeness.get(kind));
    }
    copy.agreed = agreed.clone();
    copy.runs = runs.clone();
    copy.isLoop = isLoop;
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

  /** Returns the largest lag of an earlier context that is compared; 0 if there is none. */
  int maxLag() {
    return Math.max(0, Math.min(length - 1, MemoryTables.MAX_LAG));
  }

  /** Appends a symbol. */
  void add(int symbol) {
    grow();
    int position = length++;
    symbols[position] = symbol;
    Integer before = latest.put(symbol, position);
    earlier[position] = before == null ? NONE : before;
    likeness.forEach(sums -> sums.decay(maxLag()));
    isLoop = false;
    for (int same = earlier[position];
        same != NONE && position - same <= MemoryTables.MAX_LAG;
        same = earlier[same]) {
      agree(position, position - same);
    }
  }

  private void agree(int position, int lag) {
    runs[lag] = agreed[lag] == position - 1 ? runs[lag] + 1 : 1;
    agreed[lag] = position;
    isLoop |= runs[lag] >= Math.max(2 * lag, MemoryTables.MIN_LOOP);
    for (int kind = 0; kind < likeness.size(); kind++) {
      likeness.get(kind).increment(lag);
    }
  }

  private void grow() {
    if (length == symbols.length) {
      symbols = Arrays.copyOf(symbols, 2 * length);
      earlier = Arrays.copyOf(earlier, 2 * length);
    }
    if (maxLag() + 2 > runs.length) {
      int capacity = Math.min(2 * runs.length, MemoryTables.MAX_LAG + 1);
      runs = Arrays.copyOf(runs, capacity);
      agreed = Arrays.copyOf(agreed, capacity);
    }
  }

  /**
   * Finds the contexts that are at least so alike.
   *
   * @param kind the number of the likeness in {@link Likeness#KINDS}
   * @param nearest the smallest lag to look at, at least 1
   * @param lags receives their lags, ascending: the symbol after a context is that many symbols
   *     from the end; has a place for each of {@link #maxLag} and one more
   * @return how many there are
   */
  int find(int kind, float least, int nearest, int[] lags) {
    return likeness.get(kind).find(least, nearest, maxLag(), lags);
  }

  /**
   * Returns the likeness of the last symbols and those before.
   *
   * @param kind the number of the likeness in {@link Likeness#KINDS}
   * @param lag from 1 to {@link #maxLag}
   */
  float likeness(int kind, int lag) {
    return likeness.get(kind).get(lag);
  }

  /**
   * Returns the largest likeness of a kind to an earlier context; 0 if there is none.
   *
   * @param nearest the smallest lag to look at, at least 1
   */
  float peak(int kind, int nearest) {
    return likeness.get(kind).peak(nearest, maxLag());
  }

  /** Returns whether the last symbols are one passage three times in a row. */
  boolean isLoop() {
    return isLoop;
  }
}
