package io.nocturne.cli.inspect;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.cli.console.Table;
import io.nocturne.cli.console.Table.TextColumn;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.model.LayerSummary;
import io.nocturne.token.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Describes a run and its progress. */
final class RunDescription {
  private static final int TERM_COLUMNS = 12;

  private final RunFolder run;

  RunDescription(RunFolder run) {
    this.run = run;
  }

  List<String> lines() throws IOException {
    RunInfo info = run.info();
    Vocabulary vocabulary = run.tokenizer().vocabulary();
    List<String> lines = new ArrayList<>();
    lines.add(run.path() + ", a training run");
    lines.add(
        term(
            "begun",
            info.created()
                + " by nocturne "
                + info.nocturne()
                + ", TensorFlow "
                + info.tensorflow()));
    run.imported().ifPresent(origin -> lines.add(term("imported", "from " + origin.path())));
    lines.add(term("corpus", info.corpus().map(RunDescription::corpus).orElse("none yet")));
    info.provenance().ifPresent(music -> lines.add(term("music", CorpusDescription.label(music))));
    lines.add(
        term(
            "tokens",
            run.tokenizer().label()
                + "; a vocabulary of "
                + vocabulary.size()
                + ": "
                + vocabulary.token(0)
                + " to "
                + vocabulary.token(vocabulary.size() - 1)));
    Optional<TrainingProgress> progress = run.checkpoints().progress();
    lines.add(term("state", progress.map(RunDescription::state).orElse("nothing saved yet")));
    progress
        .flatMap(TrainingProgress::bestLog)
        .ifPresent(best -> lines.add(term("best", best(best))));
    lines.add("");
    lines.addAll(layers());
    return lines;
  }

  private static String corpus(CorpusInfo corpus) {
    return "%s, %s, %s"
        .formatted(
            corpus.path(),
            TextWidth.count(corpus.pieces(), "piece", "pieces"),
            TextWidth.count(corpus.tokens(), "token", "tokens"));
  }

  private static String state(TrainingProgress progress) {
    return TextWidth.count(progress.epochs().size(), "epoch", "epochs")
        + " done; "
        + progress.finished().map(why -> "finished: " + why).orElse("can be resumed with --resume");
  }

  private static String best(EpochLog log) {
    return String.format(
        Locale.ROOT,
        "epoch %d: val_loss %.4f, val_accuracy %.4f",
        log.epoch() + 1,
        log.validation().loss(),
        log.validation().accuracy());
  }

  private List<String> layers() {
    Table table =
        new Table(
            TextColumn.text("layer"),
            TextColumn.text("type"),
            TextColumn.text("output"),
            TextColumn.number("weights"));
    for (LayerSummary layer : LayerSummary.of(run.model(), run.tokenIds())) {
      table.row(layer.name(), layer.type(), layer.outputShape(), layer.weights());
    }
    return table.row("total", "", "", LayerSummary.weights(run.model(), run.tokenIds())).lines();
  }

  private static String term(String name, String description) {
    return "  " + TextWidth.padRight(name, TERM_COLUMNS) + description;
  }
}
