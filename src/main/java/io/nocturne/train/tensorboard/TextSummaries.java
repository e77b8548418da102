package io.nocturne.train.tensorboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Labels;
import io.nocturne.base.Numbers;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.corpus.FileReport;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.FileTotals;
import io.nocturne.model.LayerSummary;
import io.nocturne.token.Vocabulary;
import io.nocturne.train.tensorboard.TensorBoardLog.LoggedRun;
import java.util.List;
import java.util.Map;

/** The description of a run as Markdown for the Text tab. */
final class TextSummaries {
  private TextSummaries() {}

  /** Returns a table of all settings. */
  static String configuration(ObjectNode config) {
    MarkdownTable table = new MarkdownTable("group", "setting", "value");
    for (Map.Entry<String, JsonNode> group : config.properties()) {
      for (Map.Entry<String, JsonNode> setting : group.getValue().properties()) {
        table.row(group.getKey(), setting.getKey(), plain(setting.getValue()));
      }
    }
    return table.toString();
  }

  /** Returns a description of the corpus. */
  static String corpus(LoggedRun run) {
    CorpusInfo corpus = run.corpus();
    Vocabulary vocabulary = run.tokenizer().vocabulary();
    String facts =
        new MarkdownTable("corpus", corpus.path())
            .row("pieces", (long) corpus.pieces())
            .row("tokens", corpus.tokens())
            .row("training windows", run.split().train().size())
            .row("validation windows", run.split().validation().size())
            .row("tokenizer", run.tokenizer().label())
            .row("vocabulary", (long) vocabulary.size())
            .row("from", vocabulary.token(0))
            .row("to", vocabulary.token(vocabulary.size() - 1))
            .row("fingerprint", corpus.fingerprint())
            .toString();
    return run.report().map(report -> facts + "\n" + files(report.files())).orElse(facts);
  }

  /** Returns a table of the layers, as {@code inspect} shows them. */
  static String model(LoggedRun run) {
    MarkdownTable table = new MarkdownTable("layer", "type", "output", "weights");
    for (LayerSummary layer : LayerSummary.of(run.info().model(), run.tokenIds())) {
      table.row(layer.name(), layer.type(), layer.outputShape(), layer.weights());
    }
    return table
        .row("in all", "", "", LayerSummary.weights(run.info().model(), run.tokenIds()))
        .toString();
  }

  /** Returns a value as it is written on the command line: 1.0E-7 as 1e-7, 0.0 as 0. */
  private static String plain(JsonNode value) {
    return value.isFloatingPointNumber() ? Numbers.plain(value.doubleValue()) : RunJson.text(value);
  }

  private static String files(FileTotals files) {
    MarkdownTable totals = new MarkdownTable("status", "files", "notes");
    for (Status status : Status.values()) {
      totals.row(name(status), files.files(status), files.notes(status));
    }
    List<FileReport> damaged = files.findings();
    if (damaged.isEmpty()) {
      return totals.toString();
    }
    MarkdownTable diagnostics = new MarkdownTable("file", "status", "first diagnostic");
    for (FileReport file : damaged) {
      diagnostics.row(file.file(), name(file.status()), file.diagnostics().get(0).message());
    }
    long more = files.findingCount() - damaged.size();
    String rest = more == 0 ? "" : "\nand " + more + " more: see the corpus's report.json\n";
    return totals + "\n" + diagnostics + rest;
  }

  private static String name(Status status) {
    return Labels.of(status);
  }
}
