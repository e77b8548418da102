package io.nocturne.evaluate;

import io.nocturne.dataset.WindowSet;

/**
 * Scores a baseline, which sees what a network sees: the tokens of the window up to a position.
 *
 * <p>The windows of a piece overlap. The score of a target of the previous window is reused if both
 * windows show the baseline as many preceding tokens as it considers.
 */
final class BaselineScorer {
  private final Baseline baseline;
  private final WindowSet windows;
  private final MetricsAccumulator metrics;
  private final double[] probabilities;
  private Score[] previous;
  private Score[] current;
  private int previousPiece;
  private int previousStart;

  /** Creates a scorer without scores. */
  BaselineScorer(Baseline baseline, WindowSet windows, TargetSpec targets) {
    this.baseline = baseline;
    this.windows = windows;
    metrics = MetricsAccumulator.of(baseline.name(), windows, targets);
    probabilities = new double[targets.tokens().size()];
    previous = new Score[targets.window()];
    current = new Score[targets.window()];
    previousPiece = windows.pieces().size(); // Not the piece of any window.
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
    int shift = piece == previousPiece ? start - previousStart : current.length;
    metrics.add(
        piece,
        tokens,
        from,
        position -> {
          current[position] = score(tokens, from, position, shift);
          return current[position];
        });
    Score[] oldest = previous;
    previous = current;
    current = oldest;
    previousPiece = piece;
    previousStart = start;
  }

  private Score score(int[] tokens, int from, int position, int shift) {
    int earlier = position + shift;
    // A position's context are the tokens up to it: position + 1 of them.
    boolean known = shift > 0 && earlier < previous.length && position + 1 >= baseline.memory();
    if (known) {
      return previous[earlier];
    }
    int end = from + position + 1;
    baseline.predict(tokens, from, end, probabilities);
    return Score.of(probabilities, tokens[end]);
  }

  /** Returns the metrics of all windows added so far. */
  ModelMetrics metrics() {
    return metrics.metrics();
  }
}
