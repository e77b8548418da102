package io.nocturne.random;

/** SplitMix64's mixing of 64 bits (Steele, Lea and Flood 2014; Stafford's variant 13). */
public final class Mixer {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Mixer() {}

  /** A bijection of 64-bit numbers; each input bit flips each output bit about half the time. */
  public static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** A key of two numbers; exchanging them gives another key. */
  public static long key(long first, long second) {
    return mix(mix(first + GOLDEN_GAMMA) + second + GOLDEN_GAMMA);
  }
}
