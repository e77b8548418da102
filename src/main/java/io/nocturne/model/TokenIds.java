package io.nocturne.model;

/**
 * The ids that a model reads and predicts: 0 to {@code count − 1}.
 *
 * @param count size of the vocabulary, padding included; at least 2
 * @param pad the id of the padding, which is read but is never a target
 */
public record TokenIds(int count, int pad) {
  public TokenIds {
    if (count < 2) {
      throw new IllegalArgumentException("token count must be at least 2, was " + count);
    }
    if (pad < 0 || pad >= count) {
      throw new IllegalArgumentException("pad must be 0 to " + (count - 1) + ", was " + pad);
    }
  }
}
