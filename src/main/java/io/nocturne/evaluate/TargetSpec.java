package io.nocturne.evaluate;

import io.nocturne.base.Require;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import io.nocturne.token.Tokenizer;
import java.util.List;
import java.util.stream.IntStream;

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

  /** Returns the targets of a run that it has not read. */
  static TargetSpec of(RunFolder run) {
    ModelSpec model = run.model();
    TokenIds ids = run.tokenIds();
    Tokenizer tokenizer = run.tokenizer();
    List<Token> tokens =
        IntStream.range(0, ids.count())
            .mapToObj(id -> new Token(tokenizer.type(id), tokenizer.pitches(id).size()))
            .toList();
    boolean lastAlone = model.targets() == Targets.LAST || leaks(model);
    return new TargetSpec(model.window(), lastAlone ? model.window() - 1 : 0, ids.pad(), tokens);
  }

  /** Returns whether a network has read its targets at all positions but the last. */
  static boolean leaks(ModelSpec model) {
    return model.targets() == Targets.EVERY
        && model.directions() == Directions.BOTH
        && model.window() > 1;
  }

  /** Returns the number of positions of a window that a target follows. */
  int positions() {
    return window - first;
  }

  /**
   * Returns the last of these targets.
   *
   * @param count how many, at most; there is always one
   */
  TargetSpec last(int count) {
    return new TargetSpec(window, Math.max(first, window - Math.max(1, count)), pad, tokens);
  }

  /** Returns these targets, but after all positions. */
  TargetSpec atEveryPosition() {
    return new TargetSpec(window, 0, pad, tokens);
  }
}
