package io.nocturne.evaluate.page;

import static io.nocturne.base.Numbers.grouped;
import static io.nocturne.base.Numbers.measured;
import static io.nocturne.base.Numbers.percent;

import io.nocturne.base.Numbers;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.Evaluation.Leak;
import io.nocturne.evaluate.Metrics;
import io.nocturne.evaluate.Reliability;
import io.nocturne.evaluate.Reliability.Bin;
import io.nocturne.evaluate.page.EvaluationReport.NetworkFindings;
import io.nocturne.io.html.Block;
import io.nocturne.io.html.Block.Chart;
import io.nocturne.io.html.Block.Chart.ChartType;
import io.nocturne.io.html.Block.DataTable;
import io.nocturne.io.html.Block.Facts;
import io.nocturne.io.html.Block.Prose;
import io.nocturne.io.html.Block.Series;
import io.nocturne.io.html.Report.Section;
import io.nocturne.model.BatchLoss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The sections of a page about a network. */
final class NetworkSections {
  private NetworkSections() {}

  static String lead(NetworkFindings findings) {
    Evaluation evaluation = findings.evaluation();
    int pieces = evaluation.data().pieces();
    return "Predictions on %s, %s: %s, %s targets, %s notes.%s"
        .formatted(
            findings.data(),
            evaluation.data().label(),
            pieces == 1 ? "one piece" : grouped(pieces) + " pieces",
            grouped(evaluation.network().total().targets()),
            grouped(evaluation.network().total().notes()),
            evaluation.data().overlap().map(overlap -> " " + overlap.sentence()).orElse(""));
  }

  static List<Section> of(NetworkFindings findings) {
    Evaluation evaluation = findings.evaluation();
    List<Section> sections = new ArrayList<>();
    sections.add(prediction(findings));
    if (!findings.epochs().isEmpty()) {
      sections.add(learning(findings));
    }
    List<Metrics> positions = evaluation.network().positions();
    if (positions.size() > 1) {
      sections.add(positions(evaluation.data().positionLabel(), positions));
    }
    if (evaluation.network().sections().size() > 1) {
      sections.add(Breakdowns.parts(evaluation));
    }
    if (evaluation.network().types().size() > 1) {
      sections.add(Breakdowns.types(evaluation));
    }
    sections.add(calibration(evaluation.network().calibration()));
    sections.add(Breakdowns.pieces(evaluation.network().pieces()));
    return sections;
  }

  private static Section prediction(NetworkFindings findings) {
    Evaluation evaluation = findings.evaluation();
    List<List<String>> rows = new ArrayList<>();
    boolean leaks = evaluation.leak().isPresent();
    rows.add(row(leaks ? "network, last position" : "network", evaluation.network().total()));
    evaluation.memory().ifPresent(model -> rows.add(row(model.name(), model.total())));
    evaluation.baselines().forEach(model -> rows.add(row(model.name(), model.total())));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Facts(findings.facts()));
    evaluation
        .leak()
        .ifPresent(
            leak -> {
              rows.add(row("network, all positions (targets read)", leak.everyPosition().total()));
              blocks.add(new Prose(leakText(evaluation, leak)));
            });
    blocks.add(
        new DataTable(
            "The network and models without one, on the same targets",
            List.of("model", "loss", "perplexity", "bits/token", "bits/note", "accuracy", "top-5"),
            rows));
    return new Section("Prediction", blocks);
  }

  private static List<String> row(String model, Metrics metrics) {
    return List.of(
        model,
        measured(metrics.loss()),
        Numbers.fixed(metrics.perplexity(), 2),
        measured(metrics.bitsPerToken()),
        measured(metrics.bitsPerNote().orElse(Double.NaN)),
        measured(metrics.accuracy()),
        measured(metrics.topFiveAccuracy()));
  }

  private static String leakText(Evaluation evaluation, Leak leak) {
    return ("At all but the last of %d positions the backward layers have read the target. A"
            + " network that only copies it reaches %s accuracy over all positions; this one"
            + " reaches %s. At the last position, whose target is not read, it reaches %s: only"
            + " this accuracy is prediction.")
        .formatted(
            leak.window(),
            percent(evaluation.copyingAccuracy().getAsDouble()),
            percent(leak.everyPosition().total().accuracy()),
            percent(evaluation.network().total().accuracy()));
  }

  private static Section learning(NetworkFindings findings) {
    List<EpochLog> epochs = findings.epochs();
    EpochLog best =
        epochs.stream()
            .min(Comparator.comparingDouble(epoch -> epoch.validation().loss()))
            .orElseThrow();
    return Section.of(
        "Learning",
        new Prose(
            ("The validation loss is lowest after epoch %d of %d: %s. Training is measured with"
                    + " dropout, while the weights change; validation without, after the epoch.%s")
                .formatted(
                    best.epoch() + 1,
                    epochs.size(),
                    measured(best.validation().loss()),
                    findings.evaluation().leak().isPresent()
                        ? " Both cover all positions, and at most of them the target was read."
                        : "")),
        curves(epochs, "Loss by epoch", "loss in nats", BatchLoss::loss),
        curves(epochs, "Accuracy by epoch", "accuracy", BatchLoss::accuracy));
  }

  private static Chart curves(
      List<EpochLog> epochs, String caption, String y, ToDoubleFunction<BatchLoss> value) {
    return new Chart(
        ChartType.LINE,
        caption,
        "epoch",
        y,
        epochs.stream().map(epoch -> String.valueOf(epoch.epoch() + 1)).toList(),
        List.of(
            new Series("training", values(epochs, epoch -> value.applyAsDouble(epoch.training()))),
            new Series(
                "validation", values(epochs, epoch -> value.applyAsDouble(epoch.validation())))));
  }

  private static Section positions(String label, List<Metrics> positions) {
    List<String> labels = numbers(positions.size());
    return Section.of(
        label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1),
        new Prose("The earlier the " + label + ", the less context there is."),
        new Chart(
            ChartType.LINE,
            "Loss by position",
            "position",
            "loss in nats",
            labels,
            List.of(new Series("network", values(positions, NetworkSections::loss)))),
        new Chart(
            ChartType.LINE,
            "Accuracy by position",
            "position",
            "share of the targets",
            labels,
            List.of(
                new Series("accuracy", values(positions, one -> share(one, one.correct()))),
                new Series("top-5", values(positions, one -> share(one, one.topFiveCorrect()))))));
  }

  /** Returns NaN without targets: windows may begin before the piece, with padding alone. */
  private static double loss(Metrics metrics) {
    return metrics.targets() == 0 ? Double.NaN : metrics.loss();
  }

  private static double share(Metrics metrics, long some) {
    return metrics.targets() == 0 ? Double.NaN : (double) some / metrics.targets();
  }

  private static Section calibration(Reliability reliability) {
    List<Bin> bins = reliability.bins();
    List<String> labels =
        IntStream.range(0, bins.size())
            .mapToObj(bin -> Numbers.fixed((bin + 1.0) / bins.size(), 2))
            .toList();
    return Section.of(
        "Calibration",
        new Prose(
            ("Is the network right as often as it says? On average its confidence is off by %s"
                    + " (expected calibration error). Where accuracy is below confidence, it is"
                    + " overconfident.")
                .formatted(measured(reliability.expectedError()))),
        new Chart(
            ChartType.LINE,
            "Reliability",
            "confidence, up to",
            "share",
            labels,
            List.of(
                new Series(
                    "accuracy", values(bins, bin -> ratio((double) bin.correct(), bin.targets()))),
                new Series(
                    "confidence", values(bins, bin -> ratio(bin.confidence(), bin.targets()))))),
        new Chart(
            ChartType.BAR,
            "Targets by confidence",
            "confidence, up to",
            "targets",
            labels,
            List.of(new Series("targets", values(bins, bin -> (double) bin.targets())))));
  }

  private static double ratio(double part, long whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  private static List<String> numbers(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
  }

  private static <T> List<Double> values(List<T> of, Function<T, Double> value) {
    return of.stream().map(value).toList();
  }
}
