package io.nocturne.train.tensorboard;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.ModelView;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.EpochVerdict;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import io.nocturne.train.tensorboard.ChartCategory.ScalarChart;
import io.nocturne.train.tensorboard.TensorBoardLog.LoggedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes the description of a run to its own folder: hyperparameters, texts and a layout of the
 * custom charts; and the loss and accuracy of its best epoch, which the HParams tab shows beside
 * the hyperparameters.
 *
 * <p>A process that resumes a run describes it again, in place of what was written before.
 */
final class RunEvents implements Callback {
  private static final List<ChartCategory> LAYOUT =
      List.of(
          new ChartCategory(
              "Training and validation by epoch",
              List.of(
                  new ScalarChart("loss", List.of("epoch_loss$")),
                  new ScalarChart("accuracy", List.of("epoch_accuracy$")))),
          new ChartCategory(
              "Training and validation by step",
              List.of(
                  new ScalarChart("loss", List.of("batch_loss$", "evaluation_loss_vs_iterations$")),
                  new ScalarChart(
                      "accuracy",
                      List.of("batch_accuracy$", "evaluation_accuracy_vs_iterations$")))));

  private final LoggedRun run;
  private final EventWriter writer;
  private Optional<EpochLog> best = Optional.empty();

  /** Whether the training has started, and has neither finished nor failed. */
  private boolean running;

  @MustBeClosed
  @SuppressWarnings("MustBeClosedChecker") // This owns its writers; close() closes them.
  RunEvents(Path folder, LoggedRun run, TrainingStart start) {
    this.run = run;
    writer = EventWriter.replace(folder, "run", start.clock());
  }

  @Override
  public void trainingStarted(ModelView model, Optional<TrainingProgress> resumed)
      throws IOException {
    running = true;
    writer.sessionStart(Hyperparameters.of(run), Instant.parse(run.info().created()));
    writer.text("configuration", 0, TextSummaries.configuration(run.info().config()));
    writer.text("corpus", 0, TextSummaries.corpus(run));
    writer.text("model", 0, TextSummaries.model(run));
    writer.layout(LAYOUT);
    for (EpochLog log : resumed.map(TrainingProgress::epochs).orElse(List.of())) {
      epochFinished(log);
    }
    writer.flush();
  }

  @Override
  public EpochVerdict epochFinished(EpochLog log) throws IOException {
    if (best.isEmpty() || run.info().monitor().isBetter(log, best.get())) {
      best = Optional.of(log);
    }
    writer.scalar("best_val_loss", log.epoch(), best.get().validation().loss());
    writer.scalar("best_val_accuracy", log.epoch(), best.get().validation().accuracy());
    writer.flush();
    return EpochVerdict.proceed();
  }

  /** A run that was interrupted has not ended, for it can be resumed. */
  @Override
  public void trainingFinished(TrainingResult result) throws IOException {
    if (result.outcome() == TrainingOutcome.FINISHED) {
      writer.sessionEnd(SessionStatus.SUCCESS);
    }
    running = false;
  }

  /** A run whose training never started is neither described nor ended. */
  @Override
  public void close() throws IOException {
    boolean failed = running;
    running = false;
    try (writer) {
      if (failed) {
        writer.sessionEnd(SessionStatus.FAILURE);
      }
    }
  }
}
