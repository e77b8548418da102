package io.nocturne.cli.train;

import io.nocturne.base.Numbers;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Console.ProgressDisplay;
import io.nocturne.cli.console.Table;
import io.nocturne.cli.console.Table.TextColumn;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.dataset.Split;
import io.nocturne.model.ModelView;
import io.nocturne.train.TrainJob;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.BatchLog;
import io.nocturne.train.callback.Callback.BatchLog.Phase;
import io.nocturne.train.callback.Callback.EpochVerdict;
import java.util.Locale;
import java.util.Optional;

/** Shows a training on the console: a bar during an epoch, a table row after it. */
final class TrainingConsole implements Callback {
  private final Console console;
  private final TrainJob job;
  private final int epochs;
  private final Table table =
      new Table(
          TextColumn.number("epoch").atLeast(7),
          TextColumn.number("loss").atLeast(8),
          TextColumn.number("accuracy").atLeast(8),
          TextColumn.number("val_loss").atLeast(8),
          TextColumn.number("val_accuracy").atLeast(12),
          TextColumn.number("seconds").atLeast(8),
          TextColumn.number("notes/s").atLeast(8));
  private Optional<ProgressDisplay> progress = Optional.empty();
  private long start;
  private long startBatch;
  private boolean trained;

  public TrainingConsole(Console console, TrainJob job) {
    this.console = console;
    this.job = job;
    this.epochs = job.spec().fit().epochs();
  }

  @Override
  public void trainingStarted(
      ModelView model, Optional<io.nocturne.checkpoint.TrainingProgress> resumed) {
    describeCorpus();
    console.note("model: " + Numbers.grouped(model.weightCount()) + " weights");
    console.print(table.heading());
    resumed.ifPresent(before -> before.epochs().forEach(this::print));
  }

  /** Returns whether a step has been taken since the training started. */
  boolean hasTrained() {
    return trained;
  }

  @Override
  public void batchFinished(BatchLog log) {
    trained = true;
    if (log.phase() == Phase.VALIDATION) {
      return;
    }
    if (progress.isEmpty()) {
      start = System.nanoTime();
      startBatch = log.batch();
      progress =
          Optional.of(
              console.progress(
                  "epoch " + (log.epoch() + 1) + "/" + epochs, log.batches(), "steps"));
    }
    progress.get().update(log.batch(), detail(log));
  }

  @Override
  public EpochVerdict epochFinished(EpochLog log) {
    close();
    print(log);
    return EpochVerdict.proceed();
  }

  @Override
  public void close() {
    progress.ifPresent(ProgressDisplay::close);
    progress = Optional.empty();
  }

  private void describeCorpus() {
    Split split = job.spec().split(job.corpus());
    console.note(
        String.format(
            Locale.ROOT,
            "corpus: %s, %s; %s for training, %,d for validation",
            TextWidth.count(job.corpus().pieces().size(), "piece", "pieces"),
            TextWidth.count(job.corpus().tokenCount(), "token", "tokens"),
            TextWidth.count(split.train().size(), "window", "windows"),
            split.validation().size()));
  }

  private String detail(BatchLog log) {
    double seconds = (System.nanoTime() - start) / 1e9;
    double share = (double) (log.batch() - startBatch) / log.batch();
    return String.format(
        Locale.ROOT,
        "loss %.4f, %,.0f notes/s",
        log.soFar().loss(),
        seconds == 0 ? 0 : log.soFar().targets() * share / seconds);
  }

  private void print(EpochLog log) {
    console.print(
        table.line(
            (log.epoch() + 1) + "/" + epochs,
            Numbers.measured(log.training().loss()),
            Numbers.measured(log.training().accuracy()),
            Numbers.measured(log.validation().loss()),
            Numbers.measured(log.validation().accuracy()),
            Numbers.fixed(log.seconds(), 1),
            Numbers.grouped(log.notesPerSecond())));
  }
}
