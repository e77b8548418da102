package io.nocturne.evaluate;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.dataset.WindowSet;
import io.nocturne.evaluate.ModelMetrics.NamedMetrics;
import io.nocturne.evaluate.Reliability.Bin;
import io.nocturne.evaluate.TargetSpec.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Sums the scores of a model, target by target. */
final class MetricsAccumulator {
  private final String model;
  private final List<String> pieces;
  private final TargetSpec targets;
  private Metrics total = Metrics.NONE;
  private final Metrics[] byPosition;
  private final Metrics[] byPiece;
  private final Map<String, Metrics> byType = new HashMap<>();
  private final Bin[] bins = new Bin[Reliability.BINS];

  /**
   * Creates an accumulator without scores.
   *
   * @param model the name of the model
   * @param pieces the names of the pieces
   */
  MetricsAccumulator(String model, List<String> pieces, TargetSpec targets) {
    this.model = model;
    this.pieces = List.copyOf(pieces);
    this.targets = targets;
    byPosition = new Metrics[targets.positions()];
    byPiece = new Metrics[pieces.size()];
    Arrays.fill(byPosition, Metrics.NONE);
    Arrays.fill(byPiece, Metrics.NONE);
    Arrays.fill(bins, Bin.EMPTY);
  }

  /** Creates an accumulator for the pieces of some windows. */
  static MetricsAccumulator of(String model, WindowSet windows, TargetSpec targets) {
    return new MetricsAccumulator(
        model, windows.pieces().stream().map(TokenizedPiece::name).toList(), targets);
  }

  /**
   * Adds the scores of the targets of a window.
   *
   * @param piece the index of the window's piece
   * @param tokens holds the window and the token after it, from index {@code from} on
   * @param scores returns the score of the target after a position of the window
   */
  void add(int piece, int[] tokens, int from, IntFunction<Score> scores) {
    for (int position = targets.first(); position < targets.window(); position++) {
      int target = tokens[from + position + 1];
      if (target != targets.pad()) {
        add(piece, position, targets.tokens().get(target), scores.apply(position));
      }
    }
  }

  /**
   * Adds a score.
   *
   * @param piece the index of the target's piece
   * @param position the position of the window that the target comes after
   * @param target the token to predict
   */
  void add(int piece, int position, Token target, Score score) {
    int index = position - targets.first();
    int notes = target.notes();
    total = total.plus(score, notes);
    byPosition[index] = byPosition[index].plus(score, notes);
    byPiece[piece] = byPiece[piece].plus(score, notes);
    byType.put(target.type(), byType.getOrDefault(target.type(), Metrics.NONE).plus(score, notes));
    int bin = Reliability.bin(score.confidence());
    bins[bin] = bins[bin].plus(score);
  }

  /** Returns the metrics of all scores added so far. */
  ModelMetrics metrics() {
    List<NamedMetrics> scored = new ArrayList<>();
    for (int piece = 0; piece < byPiece.length; piece++) {
      if (byPiece[piece].targets() > 0) {
        scored.add(new NamedMetrics(pieces.get(piece), byPiece[piece]));
      }
    }
    return new ModelMetrics(
        model,
        total,
        new Reliability(List.of(bins)),
        List.of(byPosition),
        scored,
        byType.entrySet().stream()
            .map(type -> new NamedMetrics(type.getKey(), type.getValue()))
            .sorted(Comparator.comparingDouble(type -> -type.metrics().nats()))
            .toList());
  }
}
