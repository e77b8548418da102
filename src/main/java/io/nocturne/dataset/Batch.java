package io.nocturne.dataset;

import io.nocturne.base.Require;

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
