package io.nocturne.dataset;

import io.nocturne.base.Require;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Windows dealt in batches, every window once an epoch; the last batch of an epoch takes what is
 * left. Any batch can be had by itself, so a run resumes at the step where it stopped.
 */
public final class Batches {
  private final WindowSet windows;
  private final int batchSize;
  private final Shuffle order;
  private final Augmentation augmentation;
  private final Optional<PieceRows> rows;
  private final Shard shard;

  /**
   * Deals windows that follow each other: each row of the batches reads pieces from their beginning
   * to their end, so that it can hand on a state. Batches become smaller where rows are done; a row
   * stays where it is. Each epoch has another order of the pieces.
   *
   * @param windows that follow each other, {@link WindowSpec#following}; at least one
   * @param rows the maximum number of pieces side by side, at least 1
   * @param augmentation changes a whole piece at a time
   */
  public static Batches following(
      WindowSet windows, int rows, Shuffle order, Augmentation augmentation) {
    return new Batches(
        windows,
        rows,
        order,
        augmentation,
        Optional.of(PieceRows.of(windows, rows, order)),
        Shard.WHOLE);
  }

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
    this(windows, batchSize, order, augmentation, Optional.empty(), Shard.WHOLE);
  }

  private Batches(
      WindowSet windows,
      int batchSize,
      Shuffle order,
      Augmentation augmentation,
      Optional<PieceRows> rows,
      Shard shard) {
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
    this.rows = rows;
    this.shard = shard;
  }

  /**
   * Returns a worker's shares of these batches, as many as there are batches.
   *
   * @throws IllegalStateException if the windows follow each other
   */
  public Batches share(Shard other) {
    if (rows.isPresent()) {
      throw new IllegalStateException("windows that follow each other cannot be shared");
    }
    return new Batches(windows, batchSize, order, augmentation, rows, other);
  }

  /** Returns how many batches an epoch has. */
  public long count() {
    return rows.map(PieceRows::steps).orElse((windows.size() - 1) / batchSize + 1);
  }

  /** Returns how many windows an epoch has. */
  public long windowCount() {
    return windows.size();
  }

  /** Returns the maximum number of windows in a batch, those of all workers. */
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
    if (rows.isPresent()) {
      PieceRows.EpochRows walk = rows.get().epoch(epoch);
      return () -> {
        PieceTokens[] read = new PieceTokens[batchSize];
        return new Dealer(step -> following(walk, read, epoch, step), firstStep);
      };
    }
    Shuffle.Epoch places = order.epoch(windows.size(), epoch);
    return () -> new Dealer(step -> batchAt(places, epoch, step), firstStep);
  }

  private Batch batchAt(Shuffle.Epoch places, long epoch, long step) {
    long first = step * batchSize;
    Shard.RowRange share = shard.rows((int) Math.min(batchSize, windows.size() - first));
    int size = share.count();
    int width = windows.width();
    if (size == 0) {
      return Batch.ofPadding(width, shard.padding());
    }
    int[] tokens = new int[size * width];
    for (int row = 0; row < size; row++) {
      long window = places.at(first + share.first() + row);
      windows.copy(window, tokens, row * width);
      augmentation.apply(tokens, new Augmentation.Row(row * width, width), epoch, window);
    }
    return new Batch(size, width, tokens);
  }

  /**
   * A piece that a row reads.
   *
   * @param first the number of its first window
   * @param ids as they are dealt
   */
  @SuppressWarnings("ArrayRecordComponent") // Of this class alone, never compared.
  private record PieceTokens(long first, int[] ids) {}

  /**
   * Returns the batch of a step.
   *
   * @param read the piece that each row has read last, so that a piece is changed once
   */
  private Batch following(PieceRows.EpochRows walk, PieceTokens[] read, long epoch, long step) {
    int size = walk.size(step);
    int width = windows.width();
    int[] tokens = new int[size * width];
    for (int row = 0; row < size; row++) {
      PieceRows.RowWindow place = walk.at(row, step);
      if (read[row] == null || read[row].first() != place.first()) {
        read[row] = piece(place, epoch);
      }
      System.arraycopy(read[row].ids(), place.window() * (width - 1), tokens, row * width, width);
    }
    return new Batch(size, width, tokens);
  }

  /** Returns a piece, changed as a whole, or its windows would not fit each other. */
  private PieceTokens piece(PieceRows.RowWindow place, long epoch) {
    int step = windows.width() - 1;
    int[] ids = new int[place.windows() * step + 1];
    for (int i = 0; i < place.windows(); i++) {
      windows.copy(place.first() + i, ids, i * step);
    }
    augmentation.apply(ids, new Augmentation.Row(0, ids.length), epoch, place.first());
    return new PieceTokens(place.first(), ids);
  }

  private final class Dealer implements Iterator<Batch> {
    private final LongFunction<Batch> batches;
    private long step;

    Dealer(LongFunction<Batch> batches, long firstStep) {
      this.batches = batches;
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
      return batches.apply(step++);
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
    private static Batch ofPadding(int width, int padding) {
      int[] tokens = new int[width];
      Arrays.fill(tokens, padding);
      return new Batch(1, width, tokens);
    }

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
