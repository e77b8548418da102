package io.nocturne.train.tensorboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Labels;
import io.nocturne.base.Numbers;
import io.nocturne.checkpoint.CorpusInfo;
import io.nocturne.corpus.FileReport;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.PrepareReport;
import io.nocturne.model.LayerSummary;
import io.nocturne.token.Vocabulary;
import java.util.List;
import java.util.Map;

/** A run in words, as Markdown for the Text tab. */
final class TextSummaries {
  /** Files with findings that are told one by one; {@code report.json} has all. */
  private static final int MOST_FILES = 100;

  private TextSummaries() {}

  /** Every setting. */
  static String configuration(ObjectNode config) {
    MarkdownTable table = new MarkdownTable("group", "setting", "value");
    for (Map.Entry<String, JsonNode> group : config.properties()) {
      for (Map.Entry<String, JsonNode> setting : group.getValue().properties()) {
        table.row(group.getKey(), setting.getKey(), plain(setting.getValue()));
      }
    }
    return table.toString();
  }

  /** What the run learns from. */
  static String corpus(LoggedRun run) {
    CorpusInfo corpus = run.corpus();
    Vocabulary vocabulary = run.tokenizer().vocabulary();
    String facts =
        new MarkdownTable("corpus", corpus.path())
            .row("pieces", (long) corpus.pieces())
            .row("tokens", corpus.tokens())
            .row("windows to learn from", run.split().train().size())
            .row("windows to validate on", run.split().validation().size())
            .row("tokenizer", run.tokenizer().label())
            .row("vocabulary", (long) vocabulary.size())
            .row("from", vocabulary.token(0))
            .row("to", vocabulary.token(vocabulary.size() - 1))
            .row("fingerprint", corpus.fingerprint())
            .toString();
    return run.report().map(report -> facts + "\n" + files(report)).orElse(facts);
  }

  /** The layers, as {@code inspect} shows them. */
  static String model(LoggedRun run) {
    MarkdownTable table = new MarkdownTable("layer", "type", "output", "weights");
    long weights = 0;
    for (LayerSummary layer : LayerSummary.of(run.info().model(), run.tokenIds())) {
      table.row(layer.name(), layer.type(), layer.outputShape(), layer.weights());
      weights += layer.weights();
    }
    return table.row("in all", "", "", weights).toString();
  }

  /** As it is written on the command line: 1.0E-7 as 1e-7, 0.0 as 0. */
  private static String plain(JsonNode value) {
    return value.isFloatingPointNumber() ? Numbers.plain(value.doubleValue()) : value.asText();
  }

  private static String files(PrepareReport report) {
    MarkdownTable totals = new MarkdownTable("status", "files", "notes");
    for (Status status : Status.values()) {
      totals.row(name(status), report.count(status), notes(report, status));
    }
    List<FileReport> damaged =
        report.files().stream().filter(file -> !file.diagnostics().isEmpty()).toList();
    if (damaged.isEmpty()) {
      return totals.toString();
    }
    MarkdownTable findings = new MarkdownTable("file", "status", "first finding");
    for (FileReport file : damaged.subList(0, Math.min(MOST_FILES, damaged.size()))) {
      findings.row(file.file(), name(file.status()), file.diagnostics().get(0).message());
    }
    String rest =
        damaged.size() <= MOST_FILES
            ? ""
            : "\nand " + (damaged.size() - MOST_FILES) + " more: see the corpus's report.json\n";
    return totals + "\n" + findings + rest;
  }

  private static long notes(PrepareReport report, Status status) {
    return report.files().stream()
        .filter(file -> file.status() == status)
        .mapToLong(file -> file.notes())
        .sum();
  }

  private static String name(Status status) {
    return Labels.of(status);
  }
}
