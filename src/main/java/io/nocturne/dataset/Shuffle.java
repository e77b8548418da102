package io.nocturne.dataset;

/** The order of windows in an epoch. */
public sealed interface Shuffle {

  /** The order of one epoch. */
  interface Epoch {
    /**
     * Returns the window's number.
     *
     * @param place in [0, size)
     */
    long at(long place);
  }

  /**
   * Returns the order of one epoch.
   *
   * @param size how many windows there are, at least 1
   * @param epoch counted from 0
   */
  Epoch epoch(long size, long epoch);

  /** Returns the order from the first window to the last, in every epoch. */
  record Sequential() implements Shuffle {
    @Override
    public Epoch epoch(long size, long epoch) {
      return place -> place;
    }
  }

  /**
   * Another random order in each epoch, the same for the same seed.
   *
   * @param seed the run's
   */
  record Shuffled(long seed) implements Shuffle {
    @Override
    public Epoch epoch(long size, long epoch) {
      return new Permutation(size, seed, epoch)::at;
    }
  }
}
