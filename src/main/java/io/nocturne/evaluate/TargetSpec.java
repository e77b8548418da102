package io.nocturne.evaluate;

import io.nocturne.base.Require;
import java.util.List;

/**
 * The targets of a window: the tokens after its positions from {@code first} on. Padding is never a
 * target.
 *
 * @param window the number of tokens of a window, at least 1
 * @param first the first of these positions, in [0, window)
 * @param pad the id of padding
 * @param tokens the token of each id
 */
record TargetSpec(int window, int first, int pad, List<Token> tokens) {

  /**
   * The properties of a token.
   *
   * @param type its type, such as {@code Pitch}
   * @param notes the number of notes that it starts
   */
  record Token(String type, int notes) {}

  TargetSpec {
    tokens = List.copyOf(tokens);
    Require.atLeast("target window", window, 1);
    if (first < 0 || first >= window) {
      throw new IllegalArgumentException(
          "first target must be 0 to %d, was %d".formatted(window - 1, first));
    }
  }

  /** Returns the number of positions of a window that a target follows. */
  int positions() {
    return window - first;
  }

  /** Returns these targets, but after all positions. */
  TargetSpec atEveryPosition() {
    return new TargetSpec(window, 0, pad, tokens);
  }
}
