package io.nocturne.evaluate;

import io.nocturne.base.Require;
import java.util.List;

/**
 * Which tokens of a window and the one after it are to be predicted: those after the positions from
 * one on. Padding never is.
 *
 * @param window tokens of a window, at least 1
 * @param first the first of these positions, in [0, window)
 * @param pad the id of padding
 * @param tokens what there is to know of the token of each id
 */
record TargetSpec(int window, int first, int pad, List<Token> tokens) {

  /**
   * A token.
   *
   * @param type what it tells
   * @param notes how many notes it strikes
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

  /** After how many positions of a window there is a target. */
  int positions() {
    return window - first;
  }

  /** This with the targets after all positions. */
  TargetSpec fromTheFirst() {
    return new TargetSpec(window, 0, pad, tokens);
  }
}
