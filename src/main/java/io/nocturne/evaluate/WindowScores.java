package io.nocturne.evaluate;

import io.nocturne.corpus.TokenizedPiece;
import io.nocturne.dataset.WindowSet;
import java.util.function.IntFunction;

/** A model's scores, window by window. */
final class WindowScores {
  private final WindowSet windows;
  private final TargetSpec targets;
  private final Scorecard card;

  /**
   * None yet.
   *
   * @param model its name
   */
  WindowScores(String model, WindowSet windows, TargetSpec targets) {
    this.windows = windows;
    this.targets = targets;
    card =
        new Scorecard(
            model,
            windows.pieces().stream().map(TokenizedPiece::name).toList(),
            targets.positions());
  }

  /**
   * Takes the scores of a window.
   *
   * @param window its number
   * @param tokens holds the window and the token after it, from {@code from} on
   * @param scores gives the score of the target after a position of the window
   */
  void add(long window, int[] tokens, int from, IntFunction<Score> scores) {
    int piece = windows.piece(window);
    for (int position = targets.first(); position < targets.window(); position++) {
      int target = tokens[from + position + 1];
      if (target != targets.pad()) {
        card.add(
            piece,
            position - targets.first(),
            scores.apply(position),
            targets.tokens().get(target));
      }
    }
  }

  /** All that was taken. */
  ModelMetrics measures() {
    return card.measures();
  }
}
