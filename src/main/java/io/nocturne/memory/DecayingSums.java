package io.nocturne.memory;

import java.util.Arrays;

/**
 * Numbers that all decay at each step, after which some are incremented. The largest number of each
 * block is known without a search: that which was the largest has either decayed or is among those
 * that were incremented.
 */
final class DecayingSums {
  private static final int BLOCK = 32;

  private final float decay;
  private float[] sums = new float[BLOCK];
  private float[] blocks = new float[1];

  DecayingSums(float decay) {
    this.decay = decay;
  }

  /** Takes over the numbers of another. */
  void set(DecayingSums other) {
    sums = other.sums.clone();
    blocks = other.blocks.clone();
  }

  /**
   * Lets the numbers decay.
   *
   * @param last the index of the last one, which is 0 at first
   */
  void decay(int last) {
    if (last >= sums.length) {
      sums = Arrays.copyOf(sums, 2 * sums.length);
      blocks = Arrays.copyOf(blocks, 2 * blocks.length);
    }
    scale(sums, decay);
    scale(blocks, decay);
  }

  private static void scale(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  /** Adds 1 to a number. */
  void increment(int index) {
    float sum = sums[index] + 1;
    sums[index] = sum;
    int block = index / BLOCK;
    blocks[block] = Math.max(blocks[block], sum);
  }

  float get(int index) {
    return sums[index];
  }

  /**
   * Returns the largest number; 0 if there is none.
   *
   * @param first the first index to look at, at least 1
   * @param last the last one
   */
  float peak(int first, int last) {
    float peak = 0;
    int block = (first + BLOCK - 1) / BLOCK; // The first whole one.
    for (int i = first; i <= Math.min(last, block * BLOCK - 1); i++) {
      peak = Math.max(peak, sums[i]);
    }
    for (; block <= last / BLOCK; block++) {
      peak = Math.max(peak, blocks[block]);
    }
    return peak;
  }

  /**
   * Finds numbers.
   *
   * @param least a bound that they are not below
   * @param first the first index to look at, at least 1
   * @param last the last one
   * @param found receives their indices, ascending; longer than there can be indices
   * @return how many there are
   */
  int find(float least, int first, int last, int[] found) {
    int count = 0;
    for (int block = first / BLOCK; block <= last / BLOCK; block++) {
      if (blocks[block] >= least) {
        int end = Math.min(last, block * BLOCK + BLOCK - 1);
        for (int i = Math.max(first, block * BLOCK); i <= end; i++) {
          found[count] = i; // Without a branch, as nobody can predict which are found.
          count += sums[i] >= least ? 1 : 0;
        }
      }
    }
    return count;
  }
}
