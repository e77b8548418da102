package io.nocturne.dataset;

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
   * A stretch of a batch's tokens.
   *
   * @param offset of the first
   * @param width how many
   */
  record Row(int offset, int width) {}
}
