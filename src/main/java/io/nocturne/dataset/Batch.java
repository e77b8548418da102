package io.nocturne.dataset;

/**
 * Some windows with their targets.
 *
 * @param size how many windows
 * @param width tokens of each with its target, which is the last
 * @param tokens ids, row-major [size, width]; this batch's own array
 */
@SuppressWarnings("ArrayRecordComponent") // Handed to native code as it is; never compared.
public record Batch(int size, int width, int[] tokens) {
  public Batch {
    if (size < 1) {
      throw new IllegalArgumentException("batch size must be at least 1, was " + size);
    }
    if (width < 2) {
      throw new IllegalArgumentException("batch width must be at least 2, was " + width);
    }
    if (tokens.length != (long) size * width) {
      throw new IllegalArgumentException(
          "batch tokens must be %d x %d, were %d".formatted(size, width, tokens.length));
    }
  }
}
