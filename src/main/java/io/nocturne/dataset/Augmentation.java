package io.nocturne.dataset;

import io.nocturne.token.Tokenizer;

/** Changes windows each time that they are dealt, so that an epoch is not like another. */
@FunctionalInterface
public interface Augmentation {
  /** Leaves windows as they are. */
  Augmentation NONE = (tokens, row, epoch, window) -> {};

  /**
   * Changes a window in place; the same window of the same epoch always alike.
   *
   * @param tokens of a batch
   * @param row where the window is among them, its target included
   * @param epoch counted from 0
   * @param window its number in its set
   */
  void apply(int[] tokens, Row row, long epoch, long window);

  /**
   * Returns transpositions by up to a number of semitones.
   *
   * @param semitones at least 0
   * @param seed the run's
   */
  static Augmentation transpositions(Tokenizer tokenizer, int semitones, long seed) {
    return new Transpositions(tokenizer, semitones, seed);
  }

  /**
   * Returns changes of the tempo.
   *
   * @param tokenizer whose times are in seconds
   * @param maxShare the maximum change of all times, 0 to less than 1
   * @param seed the run's
   */
  static Augmentation tempos(Tokenizer tokenizer, double maxShare, long seed) {
    return new TempoStretches(tokenizer, maxShare, seed);
  }

  /**
   * Returns shifts of all velocities by up to a number of bins.
   *
   * @param bins at least 0
   * @param seed the run's
   */
  static Augmentation velocities(Tokenizer tokenizer, int bins, long seed) {
    return new VelocityShifts(tokenizer, bins, seed);
  }

  /** Returns the augmentation that applies this one and then another. */
  default Augmentation then(Augmentation next) {
    return (tokens, row, epoch, window) -> {
      apply(tokens, row, epoch, window);
      next.apply(tokens, row, epoch, window);
    };
  }

  /**
   * A stretch of a batch's tokens.
   *
   * @param offset of the first
   * @param width how many
   */
  record Row(int offset, int width) {}
}
