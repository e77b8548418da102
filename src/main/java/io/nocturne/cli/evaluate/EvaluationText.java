package io.nocturne.cli.evaluate;

import io.nocturne.base.Numbers;
import io.nocturne.cli.console.Table;
import io.nocturne.cli.console.Table.TextColumn;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.Evaluation.EvaluatedData;
import io.nocturne.evaluate.Evaluation.Leak;
import io.nocturne.evaluate.Evaluation.Overlap;
import io.nocturne.evaluate.Metrics;
import io.nocturne.evaluate.ModelMetrics;
import io.nocturne.evaluate.ModelMetrics.NamedMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** An evaluation as text: a table of the models, with notes. */
final class EvaluationText {
  private static final int PIECES_SHOWN = 3;
  private static final int NAME_COLUMNS = 40;

  private final String run;
  private final Path data;
  private final Evaluation evaluation;

  EvaluationText(String run, Path data, Evaluation evaluation) {
    this.run = run;
    this.data = data;
    this.evaluation = evaluation;
  }

  /**
   * Returns all lines.
   *
   * @param remark a remark on the baselines, if there is one
   */
  List<String> lines(Optional<String> remark) {
    List<String> lines = new ArrayList<>();
    lines.add(title());
    lines.addAll(table().lines());
    remark.ifPresent(lines::add);
    evaluation.leak().ifPresent(leak -> lines.addAll(leakText(leak)));
    lines.add("");
    evaluation.data().overlap().map(Overlap::sentence).ifPresent(lines::add);
    intervals().ifPresent(lines::add);
    lines.add(calibration());
    if (evaluation.network().positions().size() > 1) {
      lines.add(positions(evaluation));
    }
    lines.addAll(sections());
    lines.addAll(types());
    lines.addAll(pieces());
    return lines;
  }

  private Optional<String> intervals() {
    List<String> intervals = new ArrayList<>();
    for (ModelMetrics model : evaluation.networks()) {
      model
          .bitsPerNoteInterval()
          .ifPresent(
              interval ->
                  intervals.add(
                      "%s %s to %s"
                          .formatted(
                              model.name(),
                              Numbers.measured(interval.low()),
                              Numbers.measured(interval.high()))));
    }
    return intervals.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "95 % interval of bits/note over "
                + (isGrouped() ? "groups of pieces: " : "pieces: ")
                + String.join("; ", intervals));
  }

  private boolean isGrouped() {
    ModelMetrics network = evaluation.network();
    return network.groups().size() < network.pieces().size();
  }

  private String calibration() {
    return evaluation.networks().stream()
        .map(model -> format("%s %.4f", model.name(), model.calibration().expectedError()))
        .collect(
            Collectors.joining(
                "; ",
                "calibration error (the average difference of confidence and accuracy): ",
                ""));
  }

  private String title() {
    EvaluatedData evaluated = evaluation.data();
    Metrics total = evaluation.network().total();
    return format(
        "%s on %s, %s: %s, %s, %s",
        run,
        data,
        evaluated.label(),
        TextWidth.count(evaluated.pieces(), "piece", "pieces"),
        TextWidth.count(total.targets(), "target", "targets"),
        TextWidth.count(total.notes(), "note", "notes"));
  }

  private Table table() {
    Table table =
        new Table(
            TextColumn.text("model"),
            TextColumn.number("loss"),
            TextColumn.number("perplexity"),
            TextColumn.number("bits/token"),
            TextColumn.number("bits/note"),
            TextColumn.number("accuracy"),
            TextColumn.number("top-5"));
    boolean leaks = evaluation.leak().isPresent();
    row(table, leaks ? "network, last position" : "network", evaluation.network().total());
    evaluation.memory().ifPresent(memory -> row(table, memory.name(), memory.total()));
    evaluation.baselines().forEach(baseline -> row(table, baseline.name(), baseline.total()));
    evaluation
        .leak()
        .ifPresent(leak -> row(table, "network, all positions*", leak.everyPosition().total()));
    return table;
  }

  private static void row(Table table, String model, Metrics metrics) {
    table.row(
        model,
        Numbers.measured(metrics.loss()),
        Numbers.fixed(metrics.perplexity(), 2),
        Numbers.measured(metrics.bitsPerToken()),
        metrics.bitsPerNote().isPresent()
            ? Numbers.measured(metrics.bitsPerNote().getAsDouble())
            : "-",
        Numbers.measured(metrics.accuracy()),
        Numbers.measured(metrics.topFiveAccuracy()));
  }

  private List<String> leakText(Leak leak) {
    Metrics last = evaluation.network().total();
    Metrics every = leak.everyPosition().total();
    return List.of(
        format(
            "* Inflated: at all but the last of %d positions the backward layers have read the"
                + " target.",
            leak.window()),
        format(
            "  A network that only copies it reaches %.1f %% accuracy; this one reaches %.1f %%. At"
                + " the last position,",
            100 * evaluation.copyingAccuracy().getAsDouble(), 100 * every.accuracy()),
        format(
            "  whose target is not read, it reaches %.1f %%: only this accuracy is prediction.",
            100 * last.accuracy()));
  }

  private static String positions(Evaluation evaluation) {
    ModelMetrics network = evaluation.network();
    // Windows that begin before the piece may leave the first positions without a target.
    List<Metrics> positions =
        network.positions().stream().filter(position -> position.targets() > 0).toList();
    Metrics first = positions.get(0);
    Metrics last = positions.get(positions.size() - 1);
    return format(
        "by %s: loss %s, accuracy %s at the first; loss %s, accuracy %s %s",
        evaluation.data().positionLabel(),
        Numbers.measured(first.loss()),
        Numbers.measured(first.accuracy()),
        Numbers.measured(last.loss()),
        Numbers.measured(last.accuracy()),
        switch (evaluation.data().context()) {
          case WINDOW -> "at the last";
          case PIECE -> "from the %dth on".formatted(network.positions().size());
        });
  }

  /** Returns the bits per note by section of the pieces, from their beginning. */
  private List<String> sections() {
    List<ModelMetrics> models = evaluation.networks();
    if (models.get(0).sections().size() < 2) {
      return List.of();
    }
    List<TextColumn> columns =
        new ArrayList<>(
            List.of(TextColumn.text("part of the piece"), TextColumn.number("targets")));
    models.forEach(model -> columns.add(TextColumn.number(model.name() + ", bits/note")));
    Table table = new Table(columns.toArray(TextColumn[]::new));
    for (int i = 0; i < models.get(0).sections().size(); i++) {
      List<Object> cells = new ArrayList<>();
      NamedMetrics first = models.get(0).sections().get(i);
      cells.add(first.name());
      cells.add(first.metrics().targets());
      for (ModelMetrics model : models) {
        OptionalDouble bits = model.sections().get(i).metrics().bitsPerNote();
        cells.add(bits.isPresent() ? Numbers.measured(bits.getAsDouble()) : "-");
      }
      table.row(cells.toArray());
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines());
    return lines;
  }

  /** Returns how the bits per note divide among the token types, if there are several. */
  private List<String> types() {
    ModelMetrics network = evaluation.network();
    long notes = network.total().notes();
    if (network.types().size() < 2 || notes == 0) {
      return List.of();
    }
    List<ModelMetrics> models = new ArrayList<>(evaluation.networks());
    evaluation.baselines().stream().findFirst().ifPresent(models::add);
    List<TextColumn> columns =
        new ArrayList<>(List.of(TextColumn.text("tokens"), TextColumn.number("targets")));
    models.forEach(model -> columns.add(TextColumn.number(model.name() + ", bits/note")));
    models.forEach(model -> columns.add(TextColumn.number("accuracy")));
    Table table = new Table(columns.toArray(TextColumn[]::new));
    for (NamedMetrics type : network.types()) {
      List<Object> cells = new ArrayList<>(List.of(type.name(), type.metrics().targets()));
      List<Metrics> metrics = models.stream().map(model -> model.ofType(type.name())).toList();
      metrics.forEach(one -> cells.add(Numbers.measured(one.bitsOf(notes))));
      metrics.forEach(one -> cells.add(Numbers.measured(one.accuracy())));
      table.row(cells.toArray());
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines());
    return lines;
  }

  private List<String> pieces() {
    List<NamedMetrics> byLoss =
        evaluation.network().pieces().stream()
            .sorted(Comparator.comparingDouble(piece -> piece.metrics().loss()))
            .toList();
    if (byLoss.size() < 2) {
      return List.of();
    }
    int shown = Math.min(PIECES_SHOWN, byLoss.size() / 2);
    Table table =
        new Table(
            TextColumn.text("pieces"),
            TextColumn.text("").atMost(NAME_COLUMNS),
            TextColumn.number("targets"),
            TextColumn.number("loss"),
            TextColumn.number("accuracy"));
    for (int i = 0; i < shown; i++) {
      row(table, i == 0 ? "predicted best" : "", byLoss.get(i));
    }
    for (int i = byLoss.size() - shown; i < byLoss.size(); i++) {
      row(table, i == byLoss.size() - shown ? "predicted worst" : "", byLoss.get(i));
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines());
    return lines;
  }

  private static void row(Table table, String heading, NamedMetrics piece) {
    table.row(
        heading,
        piece.name(),
        piece.metrics().targets(),
        Numbers.measured(piece.metrics().loss()),
        Numbers.measured(piece.metrics().accuracy()));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
