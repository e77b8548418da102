package io.nocturne.random;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** SplitMix64's mixing of 64 bits (Steele, Lea and Flood 2014; Stafford's variant 13). */
public final class Mixer {
  /** 2^64 divided by the golden ratio, odd. */
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Mixer() {}

  /** Mixes a number, one to one; each input bit flips each output bit about half the time. */
  public static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /**
   * Returns the random numbers of one piece of many; they depend on the seed and the number alone.
   *
   * <p>SplittableRandom walks its state in steps of the golden gamma. Starting two streams one such
   * step apart would make one the other shifted by a number, so the state is mixed first.
   *
   * @param number at least 0
   */
  public static RandomGenerator stream(long seed, int number) {
    return new SplittableRandom(mix(mix(seed) + (number + 1L) * GOLDEN_GAMMA));
  }

  /** Returns a key of two numbers; exchanging them gives another key. */
  public static long key(long first, long second) {
    return mix(mix(first + GOLDEN_GAMMA) + second + GOLDEN_GAMMA);
  }
}
