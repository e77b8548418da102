package io.nocturne.dataset;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/** Different numbers in ascending order. Takes a bit for each number that there may be. */
final class SortedNumbers {
  // The number of words of 64 bits whose numbers are counted together.
  private static final int BLOCK = 64;

  private final long[] words;
  // Entry k: how many numbers are in the blocks before k.
  private final long[] before;

  /**
   * Sorts numbers.
   *
   * @param limit is above all of them
   */
  SortedNumbers(long limit, LongStream numbers) {
    words = new long[Math.toIntExact((limit - 1) / Long.SIZE + 1)];
    PrimitiveIterator.OfLong all = numbers.iterator();
    while (all.hasNext()) {
      long number = all.nextLong();
      words[(int) (number / Long.SIZE)] |= 1L << number % Long.SIZE;
    }
    before = new long[(words.length - 1) / BLOCK + 1];
    long count = 0;
    for (int word = 0; word < words.length; word++) {
      if (word % BLOCK == 0) {
        before[word / BLOCK] = count;
      }
      count += Long.bitCount(words[word]);
    }
  }

  /**
   * Returns a number.
   *
   * @param place how many numbers are smaller
   */
  long at(long place) {
    int word = block(place) * BLOCK;
    long left = place - before[word / BLOCK];
    while (left >= Long.bitCount(words[word])) {
      left -= Long.bitCount(words[word++]);
    }
    long bits = words[word];
    for (; left > 0; left--) {
      bits &= bits - 1; // Removes the smallest.
    }
    return (long) word * Long.SIZE + Long.numberOfTrailingZeros(bits);
  }

  /** Returns the last block that has at most a number of numbers before it. */
  private int block(long place) {
    int found = Arrays.binarySearch(before, place);
    int block = found < 0 ? -found - 2 : found;
    while (block + 1 < before.length && before[block + 1] == place) {
      block++;
    }
    return block;
  }
}
