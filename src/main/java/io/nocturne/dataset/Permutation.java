package io.nocturne.dataset;

import io.nocturne.base.Require;
import io.nocturne.random.Mixer;
import java.util.Objects;

/**
 * A shuffling of the numbers below {@code size} that takes no memory: each number's place is
 * computed from a key.
 *
 * <p>It is a Feistel network over the next power of two, walked until it lands inside (Black and
 * Rogaway, "Ciphers with arbitrary finite domains", 2002). The same size, seed and stream give the
 * same permutation in every version, or saved runs could not be resumed.
 */
final class Permutation {
  private static final int ROUNDS = 8;
  // Below 64 numbers the halves of the network are too small to reach most permutations.
  private static final int MIN_BITS = 6;

  private final long size;
  private final int lowBits;
  private final long lowMask;
  private final long highMask;
  private final long[] keys = new long[ROUNDS];

  /**
   * Creates one of the permutations of [0, size).
   *
   * @param size at least 1
   * @param seed the run's
   * @param stream distinguishes uses of the same seed, such as epochs
   */
  Permutation(long size, long seed, long stream) {
    Require.atLeast("permutation size", size, 1);
    this.size = size;
    int bits = Math.max(MIN_BITS, Long.SIZE - Long.numberOfLeadingZeros(size - 1));
    this.lowBits = bits / 2;
    this.lowMask = (1L << lowBits) - 1;
    this.highMask = (1L << (bits - lowBits)) - 1;
    long key = Mixer.key(seed, stream);
    for (int round = 0; round < ROUNDS; round++) {
      keys[round] = Mixer.key(key, round);
    }
  }

  /**
   * Returns where a number goes.
   *
   * @param index in [0, size)
   * @return in [0, size), different for different indices
   */
  long at(long index) {
    Objects.checkIndex(index, size);
    long walked = network(index);
    while (walked >= size) {
      walked = network(walked);
    }
    return walked;
  }

  /**
   * Maps a number by a bijection of the numbers of lowBits + highBits bits: each round changes one
   * half.
   */
  private long network(long value) {
    long low = value & lowMask;
    long high = value >>> lowBits;
    for (int round = 0; round < ROUNDS; round += 2) {
      high ^= Mixer.mix(low ^ keys[round]) & highMask;
      low ^= Mixer.mix(high ^ keys[round + 1]) & lowMask;
    }
    return high << lowBits | low;
  }
}
