package io.nocturne.dataset;

import io.nocturne.base.Require;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Windows dealt in batches, every window once an epoch; the last batch of an epoch takes what is
 * left. Any batch can be had by itself, so a run resumes at the step where it stopped.
 */
public final class Batches {
  private final WindowSet windows;
  private final int batchSize;
  private final Shuffle order;
  private final Augmentation augmentation;

  /**
   * Deals a set of windows.
   *
   * @param windows at least one
   * @param batchSize windows a batch, at least 1
   */
  public Batches(WindowSet windows, int batchSize, Shuffle order) {
    this(windows, batchSize, order, Augmentation.NONE);
  }

  /**
   * Deals a set of windows, each changed as it is dealt.
   *
   * @param windows at least one
   * @param batchSize windows a batch, at least 1
   */
  public Batches(WindowSet windows, int batchSize, Shuffle order, Augmentation augmentation) {
    if (windows.size() < 1) {
      throw new IllegalArgumentException("there must be at least one window, were none");
    }
    Require.atLeast("batch size", batchSize, 1);
    if ((long) batchSize * windows.width() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "batch size must be at most %d for windows of %d tokens, was %d"
              .formatted(
                  (Integer.MAX_VALUE - 8) / windows.width(), windows.width() - 1, batchSize));
    }
    this.windows = windows;
    this.batchSize = batchSize;
    this.order = order;
    this.augmentation = augmentation;
  }

  /** Returns how many batches an epoch has. */
  public long count() {
    return (windows.size() - 1) / batchSize + 1;
  }

  /** Returns how many windows an epoch has. */
  public long windowCount() {
    return windows.size();
  }

  /** Returns the number of windows in every batch but the last of an epoch. */
  public int batchSize() {
    return batchSize;
  }

  /**
   * Returns the batches of an epoch from a step on; each iteration deals the same ones.
   *
   * @param epoch counted from 0
   * @param firstStep in [0, count]; count gives none
   */
  public Iterable<Batch> epoch(long epoch, long firstStep) {
    Require.atLeast("epoch", epoch, 0);
    Objects.checkIndex(firstStep, count() + 1);
    Shuffle.Epoch places = order.epoch(windows.size(), epoch);
    return () -> new Dealer(places, epoch, firstStep);
  }

  private Batch batchAt(Shuffle.Epoch places, long epoch, long step) {
    long first = step * batchSize;
    int size = (int) Math.min(batchSize, windows.size() - first);
    int width = windows.width();
    int[] tokens = new int[size * width];
    for (int row = 0; row < size; row++) {
      long window = places.at(first + row);
      windows.copy(window, tokens, row * width);
      augmentation.apply(tokens, new Augmentation.Row(row * width, width), epoch, window);
    }
    return new Batch(size, width, tokens);
  }

  private final class Dealer implements Iterator<Batch> {
    private final Shuffle.Epoch places;
    private final long epoch;
    private long step;

    Dealer(Shuffle.Epoch places, long epoch, long firstStep) {
      this.places = places;
      this.epoch = epoch;
      this.step = firstStep;
    }

    @Override
    public boolean hasNext() {
      return step < count();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the epoch has " + count() + " batches");
      }
      return batchAt(places, epoch, step++);
    }
  }

  /**
   * A batch of windows with their targets.
   *
   * @param size how many windows
   * @param width tokens of each with its target, which is the last
   * @param tokens ids, row-major [size, width]; this batch's own array
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed to native code as it is; never compared.
  public record Batch(int size, int width, int[] tokens) {
    public Batch {
      Require.atLeast("batch size", size, 1);
      Require.atLeast("batch width", width, 2);
      if (tokens.length != (long) size * width) {
        throw new IllegalArgumentException(
            "batch tokens must be %d x %d, were %d".formatted(size, width, tokens.length));
      }
    }
  }
}
