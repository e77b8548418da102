package io.nocturne.evaluate;

import io.nocturne.evaluate.Reliability.Bin;
import io.nocturne.evaluate.TargetSpec.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes a model's scores, target by target, and sums them up. */
final class Scorecard {
  private final String model;
  private final List<String> pieces;
  private final Tally total = new Tally();
  private final Tally[] byPosition;
  private final Tally[] byPiece;
  private final Map<String, Tally> byType = new HashMap<>();
  private final long[] sure = new long[Reliability.BINS];
  private final long[] right = new long[Reliability.BINS];
  private final double[] confidence = new double[Reliability.BINS];

  /**
   * An empty card.
   *
   * @param model its name
   * @param pieces the names of the pieces
   * @param positions how many positions of a window are judged
   */
  Scorecard(String model, List<String> pieces, int positions) {
    this.model = model;
    this.pieces = List.copyOf(pieces);
    byPosition = tallies(positions);
    byPiece = tallies(pieces.size());
  }

  private static Tally[] tallies(int count) {
    Tally[] tallies = new Tally[count];
    Arrays.setAll(tallies, i -> new Tally());
    return tallies;
  }

  /**
   * Takes a score.
   *
   * @param piece where the target is, as a place in the list of pieces
   * @param position which of the judged positions it comes after, from 0
   * @param target the token that was to be predicted
   */
  void add(int piece, int position, Score score, Token target) {
    int notes = target.notes();
    total.add(score, notes);
    byPosition[position].add(score, notes);
    byPiece[piece].add(score, notes);
    byType.computeIfAbsent(target.type(), type -> new Tally()).add(score, notes);
    int bin = Reliability.bin(score.confidence());
    sure[bin]++;
    confidence[bin] += score.confidence();
    right[bin] += score.rank() == 0 ? 1 : 0;
  }

  /** All that was taken. */
  ModelMetrics measures() {
    List<NamedMetrics> judged = new ArrayList<>();
    for (int piece = 0; piece < byPiece.length; piece++) {
      Metrics measures = byPiece[piece].measures();
      if (measures.targets() > 0) {
        judged.add(new NamedMetrics(pieces.get(piece), measures));
      }
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < Reliability.BINS; i++) {
      bins.add(new Bin(sure[i], confidence[i], right[i]));
    }
    return new ModelMetrics(
        model,
        total.measures(),
        new Reliability(bins),
        Arrays.stream(byPosition).map(Tally::measures).toList(),
        judged,
        byType.entrySet().stream()
            .map(type -> new NamedMetrics(type.getKey(), type.getValue().measures()))
            .sorted(Comparator.comparingDouble(type -> -type.measures().nats()))
            .toList());
  }
}
