package io.nocturne.evaluate.reproduction;

import io.nocturne.base.Numbers;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.evaluate.page.PieceBlocks;
import io.nocturne.evaluate.reproduction.StudyPlan.Ablation;
import io.nocturne.io.html.Block;
import io.nocturne.io.html.Block.Chart;
import io.nocturne.io.html.Block.Chart.ChartType;
import io.nocturne.io.html.Block.DataTable;
import io.nocturne.io.html.Block.Facts;
import io.nocturne.io.html.Block.Heading;
import io.nocturne.io.html.Block.Prose;
import io.nocturne.io.html.Block.Series;
import io.nocturne.io.html.Report;
import io.nocturne.io.html.Report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A reproduction as a report; {@link Report#html} makes a page of it. */
final class ReproductionReport {
  private final Reproduction reproduction;
  private final List<ResultColumn> readings;

  private ReproductionReport(Reproduction reproduction) {
    this.reproduction = reproduction;
    readings = reproduction.readings().values().stream().map(ResultColumn::new).toList();
  }

  /** Returns the report of a reproduction. */
  static Report of(Reproduction reproduction) {
    return new ReproductionReport(reproduction).report();
  }

  private Report report() {
    List<Section> sections = new ArrayList<>();
    sections.add(publishedTable());
    sections.add(prediction());
    sections.add(curves());
    reproduction
        .ablations()
        .forEach((ablation, variations) -> sections.add(ablation(ablation, variations)));
    sections.add(samples());
    sections.add(Section.of("How it was made", new Facts(reproduction.facts())));
    return new Report(
        "The study, run again",
        ("Zhou, \"Music Generation Based on Bidirectional GRU Model\", in the four readings that"
                + " its text allows: is the note after a window of %d predicted (\"last\"), or the"
                + " next note at each position (\"every\"); and are windows held out for validation,"
                + " or whole pieces?")
            .formatted(readings.get(0).first().trial().spec().model().window()),
        sections);
  }

  private Section publishedTable() {
    List<String> headers = new ArrayList<>(List.of("", "published"));
    readings.forEach(column -> headers.add(column.label()));
    List<List<String>> rows = new ArrayList<>();
    for (Published figure : Published.values()) {
      List<String> row = new ArrayList<>(List.of(figure.label(), Numbers.fixed(figure.value(), 3)));
      readings.forEach(column -> row.add(column.text(figure::of)));
      rows.add(row);
    }
    return Section.of(
        "Table 1",
        new DataTable(
            "The published figures, and those of the best epoch of each reading as Keras would"
                + " report them: training with dropout while the weights change, validation without"
                + intervals(),
            headers,
            rows),
        new Prose(Conclusions.nearest(readings)));
  }

  private String intervals() {
    return readings.get(0).results().size() == 1
        ? ""
        : "; means of %d seeds with 95 %% t intervals".formatted(readings.get(0).results().size());
  }

  private Section prediction() {
    List<String> headers = new ArrayList<>(List.of("on held-out data"));
    readings.forEach(column -> headers.add(column.label()));
    List<List<String>> rows =
        List.of(
            row(
                "accuracy at all positions",
                column -> column.text(r -> ResultColumn.everyPosition(r).accuracy())),
            row("accuracy of copying alone", column -> Numbers.measured(column.copied())),
            row(
                "accuracy where nothing can be copied",
                column -> column.text(r -> ResultColumn.withoutCopying(r).accuracy())),
            row(
                "accuracy of the "
                    + ResultColumn.longest(readings.get(0).first()).name()
                    + " there",
                column -> column.text(r -> ResultColumn.nGram(r).accuracy())),
            row("loss there", column -> column.text(r -> ResultColumn.withoutCopying(r).loss())),
            row(
                "loss of the " + ResultColumn.longest(readings.get(0).first()).name(),
                column -> column.text(r -> ResultColumn.nGram(r).loss())),
            row(
                "accuracy there on training data",
                column -> column.text(r -> ResultColumn.training(r).accuracy())));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Prose(Conclusions.whatIsMeasured(readings)));
    blocks.add(
        new DataTable(
            "The best weights of each, without dropout; n-grams are trained on all notes of the"
                + " pieces but those held out, networks on the targets of their windows"
                + intervals(),
            headers,
            rows));
    Conclusions.sentences(readings).forEach(sentence -> blocks.add(new Prose(sentence)));
    return new Section("What is prediction", blocks);
  }

  private List<String> row(String label, java.util.function.Function<ResultColumn, String> value) {
    return Stream.concat(Stream.of(label), readings.stream().map(value)).toList();
  }

  private Section curves() {
    List<Block> blocks = new ArrayList<>();
    for (ResultColumn column : readings) {
      List<EpochLog> epochs = column.first().epochs();
      blocks.add(
          new Chart(
              ChartType.LINE,
              "Loss by epoch: %s, seed %d".formatted(column.label(), column.first().trial().seed()),
              "epoch",
              "loss in nats",
              epochs.stream().map(epoch -> String.valueOf(epoch.epoch() + 1)).toList(),
              List.of(
                  new Series(
                      "training", epochs.stream().map(epoch -> epoch.training().loss()).toList()),
                  new Series(
                      "validation",
                      epochs.stream().map(epoch -> epoch.validation().loss()).toList()))));
    }
    return new Section("Figure 2", blocks);
  }

  private static Section ablation(Ablation ablation, List<List<TrialResult>> variations) {
    ResultColumn unvaried = new ResultColumn(variations.get(0));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < variations.size(); i++) {
      ResultColumn column = new ResultColumn(variations.get(i));
      boolean varied = i > 0;
      rows.add(
          List.of(
              varied ? column.label() : "as in the readings",
              Numbers.grouped(column.first().weights()),
              column.text(ReproductionReport::loss),
              varied ? column.difference(unvaried, ReproductionReport::loss) : "",
              column.text(ReproductionReport::accuracy),
              varied ? column.difference(unvaried, ReproductionReport::accuracy) : "",
              column.rounded(r -> r.best().epoch() + 1.0),
              column.rounded(TrialResult::seconds)));
    }
    return Section.of(
        "Ablation: " + ablation.label(),
        new DataTable(
            "On held-out data, in the reading \"%s\", all else the same%s"
                .formatted(
                    StudyPlan.ABLATED.label(),
                    variations.get(0).size() == 1
                        ? "; one seed each, so small differences mean nothing"
                        : ("; means of %d seeds with 95 %% t intervals, and differences to the"
                                + " first row seed by seed")
                            .formatted(variations.get(0).size())),
            List.of(
                "network",
                "weights",
                "loss",
                "difference",
                "accuracy",
                "difference",
                "best epoch",
                "seconds"),
            rows));
  }

  private static double loss(TrialResult result) {
    return ResultColumn.withoutCopying(result).loss();
  }

  private static double accuracy(TrialResult result) {
    return ResultColumn.withoutCopying(result).accuracy();
  }

  private Section samples() {
    List<Block> blocks = new ArrayList<>();
    for (Map.Entry<Interpretation, List<TrialResult>> reading :
        reproduction.readings().entrySet()) {
      TrialResult result = reading.getValue().get(0);
      for (int i = 0; i < result.samples().size(); i++) {
        TrialResult.Sample sample = result.samples().get(i);
        String name = "%s, piece %d".formatted(reading.getKey().label(), i + 1);
        blocks.addAll(PieceBlocks.of(name, sample.piece(), Optional.of(sample.originality())));
      }
    }
    blocks.add(0, new Heading("By the network of each reading, with the first seed"));
    return new Section("Samples", blocks);
  }
}
