package io.nocturne.evaluate;

import io.nocturne.corpus.PieceGroups;
import io.nocturne.evaluate.ModelMetrics.NamedMetrics;
import io.nocturne.evaluate.Reliability.Bin;
import io.nocturne.evaluate.TargetSpec.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums the scores of a model, target by target. */
final class MetricsAccumulator {
  private final String model;
  private final List<String> pieces;
  private final PieceGroups groups;
  private final List<String> sections;
  private final TargetSpec targets;
  private Metrics total = Metrics.NONE;
  private final Metrics[] byPosition;
  private final Metrics[] bySection;
  private final Metrics[] byPiece;
  private final Map<String, Metrics> byType = new HashMap<>();
  private final Bin[] bins = new Bin[Reliability.BINS];

  /**
   * Creates an accumulator without scores.
   *
   * @param model the name of the model
   * @param pieces the names of the pieces
   * @param groups the groups that they are in
   * @param sections the names of their sections
   */
  MetricsAccumulator(
      String model,
      List<String> pieces,
      PieceGroups groups,
      List<String> sections,
      TargetSpec targets) {
    this.model = model;
    this.pieces = List.copyOf(pieces);
    this.groups = groups;
    this.sections = List.copyOf(sections);
    this.targets = targets;
    byPosition = new Metrics[targets.positions()];
    bySection = new Metrics[sections.size()];
    byPiece = new Metrics[pieces.size()];
    Arrays.fill(byPosition, Metrics.NONE);
    Arrays.fill(bySection, Metrics.NONE);
    Arrays.fill(byPiece, Metrics.NONE);
    Arrays.fill(bins, Bin.EMPTY);
  }

  /**
   * Adds the score of a target.
   *
   * @param section the number of its section of the piece
   */
  void add(Target target, int section, Score score) {
    add(target.piece(), target.position(), section, targets.tokens().get(target.id()), score);
  }

  /**
   * Adds a score.
   *
   * @param piece the index of the target's piece
   * @param position the position of the window that the target comes after
   * @param section the number of its section of the piece
   * @param target the token to predict
   */
  void add(int piece, int position, int section, Token target, Score score) {
    int index = position - targets.first();
    int notes = target.notes();
    total = total.plus(score, notes);
    byPosition[index] = byPosition[index].plus(score, notes);
    bySection[section] = bySection[section].plus(score, notes);
    byPiece[piece] = byPiece[piece].plus(score, notes);
    byType.put(target.type(), byType.getOrDefault(target.type(), Metrics.NONE).plus(score, notes));
    int bin = Reliability.bin(score.confidence());
    bins[bin] = bins[bin].plus(score);
  }

  /** Returns the metrics of all scores added so far. */
  ModelMetrics metrics() {
    return new ModelMetrics(
        model,
        total,
        new Reliability(List.of(bins)),
        List.of(byPosition),
        named(sections, bySection),
        named(pieces, byPiece),
        byGroup(),
        byType.entrySet().stream()
            .map(type -> new NamedMetrics(type.getKey(), type.getValue()))
            .sorted(Comparator.comparingDouble(type -> -type.metrics().nats()))
            .toList());
  }

  private List<Metrics> byGroup() {
    Metrics[] byGroup = new Metrics[groups.count()];
    Arrays.fill(byGroup, Metrics.NONE);
    for (int piece = 0; piece < byPiece.length; piece++) {
      int group = groups.numbers()[piece];
      byGroup[group] = byGroup[group].plus(byPiece[piece]);
    }
    return Arrays.stream(byGroup).filter(metrics -> metrics.targets() > 0).toList();
  }

  /** Returns those of some metrics that have targets. */
  private static List<NamedMetrics> named(List<String> names, Metrics[] metrics) {
    List<NamedMetrics> named = new ArrayList<>();
    for (int i = 0; i < metrics.length; i++) {
      if (metrics[i].targets() > 0) {
        named.add(new NamedMetrics(names.get(i), metrics[i]));
      }
    }
    return named;
  }
}
