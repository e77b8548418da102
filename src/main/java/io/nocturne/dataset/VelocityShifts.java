package io.nocturne.dataset;

import io.nocturne.random.Mixer;
import io.nocturne.token.Tokenizer;

/**
 * Plays each window louder or softer by a random number of velocity bins, sampled again in each
 * epoch. The shifts up to a maximum that keep every velocity of the window within the bins are
 * equally likely; no shift is always one of them.
 *
 * <p>The sample is a function of seed, epoch and window, so that a resumed run repeats it.
 */
final class VelocityShifts implements Augmentation {
  // Keeps these samples apart from others of the same seed.
  private static final long STREAM = 0x76656c6f63697479L;

  private final TokenMaps maps;

  /**
   * Creates an augmentation.
   *
   * @param bins the maximum shift, at least 0
   * @param seed the run's
   */
  VelocityShifts(Tokenizer tokenizer, int bins, long seed) {
    this.maps = new TokenMaps(Mixer.key(seed, STREAM), bins, tokenizer, tokenizer::louder);
  }

  @Override
  public void apply(int[] tokens, Row row, long epoch, long window) {
    maps.apply(tokens, row, epoch, window);
  }
}
