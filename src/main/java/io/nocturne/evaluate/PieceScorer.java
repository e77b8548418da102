package io.nocturne.evaluate;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.dataset.WindowSet;
import io.nocturne.model.InferenceModel.TargetScores;
import io.nocturne.model.Recurrence;
import io.nocturne.model.Recurrence.ScoredReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores models on whole pieces, each read once from its beginning to its end: every token is a
 * target once, with all tokens of the piece before it as context.
 */
final class PieceScorer {
  private static final int MAX_ROWS = 64;

  private final WindowSet windows;
  private final int leadingPads;
  private final TargetSpec targets;

  /**
   * Creates a scorer.
   *
   * @param windows whose pieces are read
   * @param leadingPads the number of pads that are read before a piece; if it is 0, the first token
   *     of a piece has nothing before it and is not a target
   */
  PieceScorer(WindowSet windows, int leadingPads, TargetSpec targets) {
    this.windows = windows;
    this.leadingPads = leadingPads;
    this.targets = targets;
  }

  /** Scores a baseline. */
  ModelMetrics baseline(Baseline baseline) {
    MetricsAccumulator metrics = MetricsAccumulator.of(baseline.name(), windows, targets);
    double[] probabilities = new double[targets.tokens().size()];
    // The baselines are trained on pieces after that much padding.
    int pads = leadingPads == 0 ? 0 : NGram.MAX_ORDER - 1;
    for (int piece = 0; piece < windows.pieces().size(); piece++) {
      int[] text = text(piece, pads);
      for (int end = Math.max(1, pads); end < text.length; end++) {
        baseline.predict(text, 0, end, probabilities);
        add(metrics, piece, end - pads, text[end], Score.of(probabilities, text[end]));
      }
    }
    return metrics.metrics();
  }

  /** Scores a network. */
  ModelMetrics network(Recurrence network) {
    MetricsAccumulator metrics = MetricsAccumulator.of("network", windows, targets);
    // Pieces of similar length side by side: few rows are left without tokens.
    List<Integer> byLength =
        IntStream.range(0, windows.pieces().size())
            .boxed()
            .sorted(Comparator.comparingInt(piece -> -windows.pieces().get(piece).length()))
            .toList();
    int rows = rows(network.scoredSteps());
    for (int first = 0; first < byLength.size(); first += rows) {
      List<Row> batch = new ArrayList<>();
      for (int piece : byLength.subList(first, Math.min(first + rows, byLength.size()))) {
        batch.add(new Row(piece, text(piece, leadingPads), network.start()));
      }
      score(network, batch, metrics);
    }
    return metrics.metrics();
  }

  /** Returns how many pieces are read side by side; fewer for a large vocabulary. */
  private int rows(int steps) {
    long fit = Evaluator.MAX_LOGITS / ((long) steps * targets.tokens().size());
    return (int) Math.max(1, Math.min(MAX_ROWS, fit));
  }

  /** A piece that is being read. */
  private static final class Row {
    private final int piece;
    private final int[] text;
    private float[] state;

    Row(int piece, int[] text, float[] state) {
      this.piece = piece;
      this.text = text;
      this.state = state;
    }
  }

  /** The scores of the targets of one row. */
  private record SpanScores(TargetScores all, int row, int steps) {
    Score after(int step) {
      int index = row * steps + step;
      // A softmax in float32 may exceed 1 in the last digit.
      return new Score(
          all.nats()[index], all.ranks()[index], Math.min(1, all.confidences()[index]));
    }
  }

  private void score(Recurrence network, List<Row> batch, MetricsAccumulator metrics) {
    List<Row> unfinished = new ArrayList<>(batch);
    int steps = network.scoredSteps();
    for (int from = 0; ; from += steps) {
      int start = from;
      unfinished.removeIf(row -> row.text.length <= start + 1);
      if (unfinished.isEmpty()) {
        return;
      }
      float[][] states = unfinished.stream().map(row -> row.state).toArray(float[][]::new);
      ScoredReading reading = network.score(states, spans(unfinished, from, steps + 1));
      for (int i = 0; i < unfinished.size(); i++) {
        unfinished.get(i).state = reading.states()[i];
        addSpan(metrics, unfinished.get(i), from, new SpanScores(reading.scores(), i, steps));
      }
    }
  }

  /** Returns a stretch of each row, filled with padding behind its end. */
  private int[] spans(List<Row> rows, int from, int width) {
    int[] spans = new int[rows.size() * width];
    Arrays.fill(spans, targets.pad());
    for (int i = 0; i < rows.size(); i++) {
      int[] text = rows.get(i).text;
      System.arraycopy(text, from, spans, i * width, Math.min(width, text.length - from));
    }
    return spans;
  }

  private void addSpan(MetricsAccumulator metrics, Row row, int from, SpanScores scores) {
    int steps = Math.min(scores.steps(), row.text.length - 1 - from);
    for (int step = 0; step < steps; step++) {
      int place = from + step + 1;
      if (place >= leadingPads) {
        add(metrics, row.piece, place - leadingPads, row.text[place], scores.after(step));
      }
    }
  }

  /** Adds the score of the token at a place of a piece, by the number of targets before it. */
  private void add(MetricsAccumulator metrics, int piece, int place, int id, Score score) {
    int before = leadingPads == 0 ? place - 1 : place;
    int position = Math.min(before, targets.window() - 1);
    metrics.add(piece, position, targets.tokens().get(id), score);
  }

  private int[] text(int piece, int pads) {
    TokenizedPiece read = windows.pieces().get(piece);
    int[] text = new int[pads + read.length()];
    Arrays.fill(text, 0, pads, targets.pad());
    read.tokens().copyTo(0, text, pads, read.length());
    return text;
  }
}
