package io.nocturne.evaluate;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.dataset.WindowSet;
import io.nocturne.model.RecurrentNetwork;
import io.nocturne.model.RecurrentNetwork.SpanReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Predictions of whole pieces, each read once from its beginning to its end: every token is a
 * target once, with all tokens of the piece before it as context.
 */
final class PiecePredictions {
  /** The number of pieces that are read side by side. */
  static final int MAX_ROWS = 64;

  private final WindowSet windows;
  private final int leadingPads;
  private final TargetSpec targets;

  /**
   * Creates predictions of pieces.
   *
   * @param windows whose pieces are read
   * @param leadingPads the number of pads that are read before a piece; if it is 0, the first token
   *     of a piece has nothing before it and is not a target
   */
  PiecePredictions(WindowSet windows, int leadingPads, TargetSpec targets) {
    this.windows = windows;
    this.leadingPads = leadingPads;
    this.targets = targets;
  }

  /** Returns the predictions of a baseline. */
  Predictions of(Baseline baseline) {
    // The baselines are trained on pieces after that much padding.
    int pads = leadingPads == 0 ? 0 : NGram.MAX_ORDER - 1;
    return visitor -> {
      double[] probabilities = new double[targets.tokens().size()];
      for (int piece = 0; piece < windows.pieces().size(); piece++) {
        int[] text = text(piece, pads);
        for (int end = Math.max(1, pads); end < text.length; end++) {
          baseline.predict(text, 0, end, probabilities);
          visitor.predicted(target(piece, end - pads, text[end]), probabilities);
        }
      }
    };
  }

  /** Returns the predictions of a network. */
  Predictions of(RecurrentNetwork network) {
    return visitor -> {
      // Pieces of similar length side by side: few rows are left without tokens.
      List<Integer> byLength =
          IntStream.range(0, windows.pieces().size())
              .boxed()
              .sorted(Comparator.comparingInt(piece -> -windows.pieces().get(piece).length()))
              .toList();
      int rows = rows(network.predictedSteps());
      for (int first = 0; first < byLength.size(); first += rows) {
        List<UnfinishedText> batch = new ArrayList<>();
        for (int piece : byLength.subList(first, Math.min(first + rows, byLength.size()))) {
          batch.add(new UnfinishedText(piece, text(piece, leadingPads), network.start()));
        }
        predict(network, batch, visitor);
      }
    };
  }

  /** Returns how many pieces are read side by side; fewer for a large vocabulary. */
  private int rows(int steps) {
    long fit = Evaluator.MAX_LOGITS / ((long) steps * targets.tokens().size());
    return (int) Math.max(1, Math.min(MAX_ROWS, fit));
  }

  /** A piece that is being read. */
  private static final class UnfinishedText {
    private final int piece;
    private final int[] text;
    private float[] state;

    UnfinishedText(int piece, int[] text, float[] state) {
      this.piece = piece;
      this.text = text;
      this.state = state;
    }
  }

  private void predict(
      RecurrentNetwork network, List<UnfinishedText> batch, Predictions.Visitor visitor) {
    List<UnfinishedText> unfinished = new ArrayList<>(batch);
    int steps = network.predictedSteps();
    double[] probabilities = new double[targets.tokens().size()];
    for (int from = 0; ; from += steps) {
      int start = from;
      unfinished.removeIf(row -> row.text.length <= start + 1);
      if (unfinished.isEmpty()) {
        return;
      }
      float[][] states = unfinished.stream().map(row -> row.state).toArray(float[][]::new);
      SpanReading reading = network.predict(states, spans(unfinished, from, steps + 1));
      for (int i = 0; i < unfinished.size(); i++) {
        UnfinishedText row = unfinished.get(i);
        row.state = reading.states()[i];
        for (int step = 0; step < Math.min(steps, row.text.length - 1 - from); step++) {
          int place = from + step + 1 - leadingPads;
          if (place >= 0) {
            reading.logits().probabilities(i * steps + step, probabilities);
            visitor.predicted(target(row.piece, place, row.text[from + step + 1]), probabilities);
          }
        }
      }
    }
  }

  /** Returns a stretch of each row, filled with padding behind its end. */
  private int[] spans(List<UnfinishedText> rows, int from, int width) {
    int[] spans = new int[rows.size() * width];
    Arrays.fill(spans, targets.pad());
    for (int i = 0; i < rows.size(); i++) {
      int[] text = rows.get(i).text;
      System.arraycopy(text, from, spans, i * width, Math.min(width, text.length - from));
    }
    return spans;
  }

  private Target target(int piece, int place, int id) {
    int before = leadingPads == 0 ? place - 1 : place;
    return new Target(piece, place, Math.min(before, targets.window() - 1), id);
  }

  private int[] text(int piece, int pads) {
    TokenizedPiece read = windows.pieces().get(piece);
    int[] text = new int[pads + read.length()];
    Arrays.fill(text, 0, pads, targets.pad());
    read.tokens().copyTo(0, text, pads, read.length());
    return text;
  }
}
