package io.nocturne.dataset;

import io.nocturne.base.Require;
import io.nocturne.random.Mixer;
import io.nocturne.token.Tokenizer;

/**
 * Transposes each window by a random number of semitones, sampled again in each epoch, so that a
 * model does not learn the keys that pieces happen to be in. The shifts up to a maximum, down and
 * up, that keep every token of the window in the vocabulary are equally likely; no shift is always
 * one of them.
 *
 * <p>The sample is a function of seed, epoch and window, so that a resumed run repeats it.
 */
final class Transpositions implements Augmentation {
  // Keeps these samples apart from others of the same seed.
  private static final long STREAM = 0x7472616e73706f73L;

  private final TokenMaps maps;

  /**
   * Creates an augmentation.
   *
   * @param semitones the maximum shift, at least 0
   * @param seed the run's
   */
  Transpositions(Tokenizer tokenizer, int semitones, long seed) {
    Require.atLeast("semitones", semitones, 0);
    this.maps = new TokenMaps(Mixer.key(seed, STREAM), semitones, tokenizer, tokenizer::transposed);
  }

  @Override
  public void apply(int[] tokens, Row row, long epoch, long window) {
    maps.apply(tokens, row, epoch, window);
  }
}
