package io.nocturne.evaluate;

import io.nocturne.dataset.WindowSet;

/**
 * Scores of a baseline, which sees what a network sees: the tokens of the window up to a position.
 *
 * <p>The windows of a piece overlap. A target that came in the window before, with all of the
 * baseline's memory before it both times, is not scored again.
 */
final class BaselineScores {
  private final Baseline baseline;
  private final WindowSet windows;
  private final WindowScores scores;
  private final double[] probabilities;
  private Score[] before;
  private Score[] now;
  private int pieceBefore;
  private int startBefore;

  /** None yet. */
  BaselineScores(Baseline baseline, WindowSet windows, TargetSpec targets) {
    this.baseline = baseline;
    this.windows = windows;
    scores = new WindowScores(baseline.name(), windows, targets);
    probabilities = new double[targets.tokens().size()];
    before = new Score[targets.window()];
    now = new Score[targets.window()];
    pieceBefore = windows.pieces().size(); // Of no window.
  }

  /**
   * Scores a window.
   *
   * @param window its number
   * @param tokens holds the window and the token after it, from {@code from} on
   */
  void add(long window, int[] tokens, int from) {
    int piece = windows.piece(window);
    int start = windows.start(window);
    int shift = piece == pieceBefore ? start - startBefore : now.length;
    scores.add(
        window,
        tokens,
        from,
        position -> {
          now[position] = score(tokens, from, position, shift);
          return now[position];
        });
    Score[] oldest = before;
    before = now;
    now = oldest;
    pieceBefore = piece;
    startBefore = start;
  }

  private Score score(int[] tokens, int from, int position, int shift) {
    int earlier = position + shift;
    // A position's context are the tokens up to it: position + 1 of them.
    boolean known = shift > 0 && earlier < before.length && position + 1 >= baseline.memory();
    if (known) {
      return before[earlier];
    }
    int end = from + position + 1;
    baseline.predict(tokens, from, end, probabilities);
    return Score.of(probabilities, tokens[end]);
  }

  /** All that was scored. */
  ModelMetrics measures() {
    return scores.measures();
  }
}
