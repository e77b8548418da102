package io.nocturne.model;

import io.nocturne.base.Require;

/**
 * The token ids that a model reads and predicts: 0 to {@code count − 1}.
 *
 * @param count size of the vocabulary, padding included; at least 2
 * @param pad the id of the padding, which is read but is never a target
 */
public record TokenIds(int count, int pad) {
  public TokenIds {
    Require.atLeast("token count", count, 2);
    if (pad < 0 || pad >= count) {
      throw new IllegalArgumentException("pad must be 0 to " + (count - 1) + ", was " + pad);
    }
  }

  /**
   * Checks token ids before TensorFlow gets them: a target outside the vocabulary would be a row of
   * zeros among the one-hot targets and silently lower the loss.
   *
   * @param tokens rows of {@code columns} tokens, row-major; tokens after the last row are ignored
   * @throws IllegalArgumentException if there are fewer tokens than the rows need, or one is not an
   *     id of this vocabulary, naming its row and column, counted from 0
   */
  void check(int[] tokens, int rows, int columns) {
    if (rows < 1) {
      throw new IllegalArgumentException("a batch must have at least 1 row, had " + rows);
    }
    if (tokens.length < (long) rows * columns) {
      throw new IllegalArgumentException(
          String.format(
              "a batch of %d rows must have at least %d token ids, had %d",
              rows, (long) rows * columns, tokens.length));
    }
    for (int i = 0; i < rows * columns; i++) {
      if (tokens[i] < 0 || tokens[i] >= count) {
        throw new IllegalArgumentException(
            String.format(
                "token ids must be 0 to %d, was %d in row %d, column %d",
                count - 1, tokens[i], i / columns, i % columns));
      }
    }
  }

  /**
   * Returns rows of token ids as one array, row-major.
   *
   * @param windows [B][T], at least one
   * @param length T
   * @throws IllegalArgumentException if a window is of another length or a token is not of this
   *     vocabulary
   */
  public int[] flatten(int[][] windows, int length) {
    int[] flat = new int[windows.length * length];
    for (int i = 0; i < windows.length; i++) {
      if (windows[i].length != length) {
        throw new IllegalArgumentException(
            "windows must be of length " + length + ", was " + windows[i].length);
      }
      System.arraycopy(windows[i], 0, flat, i * length, length);
    }
    check(flat, windows.length, length);
    return flat;
  }
}
