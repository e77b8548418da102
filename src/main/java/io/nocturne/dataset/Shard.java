package io.nocturne.dataset;

import io.nocturne.base.Require;
import java.util.Objects;

/**
 * A worker's share of every batch: contiguous rows, whose numbers differ between workers by at most
 * one. A worker that gets none, of a batch with fewer windows than workers, computes a row of
 * padding, which has no targets.
 *
 * @param index of the worker, from 0
 * @param count of all workers
 * @param padding the token id of padding
 */
public record Shard(int index, int count, int padding) {
  /** All rows. */
  static final Shard WHOLE = new Shard(0, 1, 0);

  public Shard {
    Require.atLeast("workers", count, 1);
    Objects.checkIndex(index, count);
  }

  /** A range of rows. */
  record RowRange(int first, int count) {}

  /** Returns the share of a batch of {@code size} rows. */
  RowRange rows(int size) {
    int first = (int) ((long) size * index / count);
    return new RowRange(first, (int) ((long) size * (index + 1) / count) - first);
  }
}
