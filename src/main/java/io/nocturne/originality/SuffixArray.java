package io.nocturne.originality;

import java.util.Arrays;

/**
 * All suffixes of a text in order, so that a passage of the text is found by bisection.
 *
 * <p>Sorted by doubling prefixes, where only groups that are still equal are sorted further (N. J.
 * Larsson and K. Sadakane, Faster Suffix Sorting, 2007). Repetitions, frequent in music, take one
 * round for each doubling of their length.
 */
final class SuffixArray {
  private static final int SYMBOLS = 256;

  private final byte[] text;
  private final int[] order;

  /**
   * Sorts a text's suffixes.
   *
   * @param text kept, not copied; its bytes count as 0 to 255
   */
  SuffixArray(byte[] text) {
    this.text = text;
    order = new Sorting(text).sorted();
  }

  /** Returns the start of the suffix at an index of the order. */
  int position(int index) {
    return order[index];
  }

  /** Returns the range of all suffixes. */
  SuffixRange all() {
    return new SuffixRange(0, order.length, 0);
  }

  /**
   * Suffixes with equal beginnings, neighbors in the order.
   *
   * @param from the first of them
   * @param to after the last of them
   * @param length symbols in which they agree, at least
   */
  record SuffixRange(int from, int to, int length) {
    boolean isEmpty() {
      return from >= to;
    }
  }

  /** Returns the suffixes of a range that continue with a symbol. */
  SuffixRange narrowed(SuffixRange range, int symbol) {
    int from = firstAtLeast(range, symbol);
    int to = firstAtLeast(new SuffixRange(from, range.to(), range.length()), symbol + 1);
    return new SuffixRange(from, to, range.length() + 1);
  }

  /**
   * Returns the first place of a range whose suffix continues with a symbol or a greater one; else
   * its end.
   */
  private int firstAtLeast(SuffixRange range, int symbol) {
    int low = range.from();
    int high = range.to();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (symbolAt(order[middle] + range.length()) < symbol) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int symbolAt(int position) {
    return position < text.length ? text[position] & 0xff : -1;
  }

  /** The work of sorting. */
  private static final class Sorting {
    private final int[] order;

    /** The last place, by position, of the group of suffixes that are equal so far. */
    private final int[] group;

    private int[] unsorted;
    private int unsortedCount;
    private int agreed;

    Sorting(byte[] text) {
      order = new int[text.length];
      group = new int[text.length];
      unsorted = new int[Math.max(2, text.length / 4)];
      sortByFirstSymbol(text);
    }

    int[] sorted() {
      for (agreed = 1; unsortedCount > 0; agreed *= 2) {
        int[] groups = Arrays.copyOf(unsorted, unsortedCount);
        unsortedCount = 0;
        for (int i = 0; i < groups.length; i += 2) {
          sort(groups[i], groups[i + 1]);
        }
      }
      return order;
    }

    private void sortByFirstSymbol(byte[] text) {
      int[] ends = new int[SYMBOLS];
      for (byte symbol : text) {
        ends[symbol & 0xff]++;
      }
      for (int symbol = 1; symbol < SYMBOLS; symbol++) {
        ends[symbol] += ends[symbol - 1];
      }
      int[] next = ends.clone();
      for (int position = text.length - 1; position >= 0; position--) {
        order[--next[text[position] & 0xff]] = position;
        group[position] = ends[text[position] & 0xff] - 1;
      }
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        remember(next[symbol], ends[symbol]);
      }
    }

    /** Sorts places [from, to), which agree so far, by what follows. */
    private void sort(int from, int to) {
      int low = from;
      int high = to;
      while (high - low > 1) {
        int pivot = median(key(low), key(low + (high - low) / 2), key(high - 1));
        int less = low;
        int greater = high;
        for (int i = low; i < greater; ) {
          int key = key(i);
          if (key < pivot) {
            swap(i++, less++);
          } else if (key > pivot) {
            swap(i, --greater);
          } else {
            i++;
          }
        }
        // In this order: what is assigned to a group must not be seen by one before it.
        sort(low, less);
        assign(less, greater);
        low = greater;
      }
      assign(low, high);
    }

    private void assign(int from, int to) {
      for (int i = from; i < to; i++) {
        group[order[i]] = to - 1;
      }
      remember(from, to);
    }

    private void remember(int from, int to) {
      if (to - from > 1) {
        if (unsortedCount + 2 > unsorted.length) {
          unsorted = Arrays.copyOf(unsorted, 2 * unsortedCount);
        }
        unsorted[unsortedCount++] = from;
        unsorted[unsortedCount++] = to;
      }
    }

    /** Returns the group of the suffix that begins where the agreement ends. */
    private int key(int place) {
      int position = order[place] + agreed;
      return position < group.length ? group[position] : -1;
    }

    private void swap(int one, int other) {
      int kept = order[one];
      order[one] = order[other];
      order[other] = kept;
    }

    private static int median(int a, int b, int c) {
      return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
  }
}
