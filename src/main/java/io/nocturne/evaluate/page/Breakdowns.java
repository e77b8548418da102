package io.nocturne.evaluate.page;

import static io.nocturne.base.Numbers.grouped;
import static io.nocturne.base.Numbers.measured;

import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.ModelMetrics;
import io.nocturne.evaluate.ModelMetrics.NamedMetrics;
import io.nocturne.io.html.Block.Chart;
import io.nocturne.io.html.Block.Chart.ChartType;
import io.nocturne.io.html.Block.DataTable;
import io.nocturne.io.html.Block.Prose;
import io.nocturne.io.html.Block.Series;
import io.nocturne.io.html.Report.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The sections of a page that divide a network's predictions: by part, token type and piece. */
final class Breakdowns {
  /** The number of pieces shown at each end, predicted best and predicted worst. */
  private static final int PIECES_SHOWN = 5;

  private Breakdowns() {}

  static Section parts(Evaluation evaluation) {
    List<NamedMetrics> parts = evaluation.network().sections();
    return Section.of(
        "Parts of the pieces",
        new Prose("The later in a piece, the more there is to come back to."),
        new Chart(
            ChartType.LINE,
            "Bits per note by part of the piece",
            "part",
            "bits/note",
            parts.stream().map(NamedMetrics::name).toList(),
            evaluation.networks().stream()
                .map(model -> new Series(model.name(), values(model.sections(), Breakdowns::bits)))
                .toList()));
  }

  private static double bits(NamedMetrics part) {
    return part.metrics().bitsPerNote().orElse(Double.NaN);
  }

  static Section types(Evaluation evaluation) {
    List<ModelMetrics> models = new ArrayList<>(evaluation.networks());
    evaluation.baselines().stream().findFirst().ifPresent(models::add);
    long notes = evaluation.network().total().notes();
    List<String> types = evaluation.network().types().stream().map(NamedMetrics::name).toList();
    return Section.of(
        "Types of tokens",
        new Prose("How the bits per note divide among the token types; they add up to the total."),
        new Chart(
            ChartType.BAR,
            "Bits per note by token type",
            "type",
            "bits/note",
            types,
            models.stream()
                .map(
                    model ->
                        new Series(
                            model.name(), values(types, type -> model.ofType(type).bitsOf(notes))))
                .toList()),
        new Chart(
            ChartType.BAR,
            "Accuracy by token type",
            "type",
            "share of the targets",
            types,
            models.stream()
                .map(
                    model ->
                        new Series(
                            model.name(), values(types, type -> model.ofType(type).accuracy())))
                .toList()));
  }

  static Section pieces(List<NamedMetrics> pieces) {
    List<NamedMetrics> byLoss =
        pieces.stream()
            .sorted(Comparator.comparingDouble(piece -> piece.metrics().loss()))
            .toList();
    int shown = Math.min(PIECES_SHOWN, byLoss.size() / 2);
    List<List<String>> rows = new ArrayList<>();
    byLoss.subList(0, Math.max(1, shown)).forEach(piece -> rows.add(row("best", piece)));
    byLoss
        .subList(byLoss.size() - shown, byLoss.size())
        .forEach(piece -> rows.add(row("worst", piece)));
    return Section.of(
        "Pieces predicted best and worst",
        new DataTable(
            "By loss; %s in total".formatted(grouped(byLoss.size())),
            List.of("piece", "predicted", "targets", "loss", "accuracy"),
            rows));
  }

  private static List<String> row(String how, NamedMetrics piece) {
    return List.of(
        piece.name(),
        how,
        grouped(piece.metrics().targets()),
        measured(piece.metrics().loss()),
        measured(piece.metrics().accuracy()));
  }

  private static <T> List<Double> values(List<T> of, ToDoubleFunction<T> value) {
    return of.stream().map(value::applyAsDouble).toList();
  }
}
