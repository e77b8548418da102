package io.nocturne.generate;

import io.nocturne.random.Mixer;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The random numbers of one piece of many. */
final class PieceRandom {
  /** 2^64 divided by the golden ratio, odd: the step between pieces' states. */
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private PieceRandom() {}

  /**
   * A stream that depends on the seed and the piece's number alone.
   *
   * <p>SplittableRandom walks its state in steps of the golden gamma. Starting pieces one such step
   * apart would make each piece the one before shifted by a number, so the state is mixed first.
   */
  static RandomGenerator of(long seed, int piece) {
    return new SplittableRandom(Mixer.mix(Mixer.mix(seed) + (piece + 1L) * GOLDEN_GAMMA));
  }
}
