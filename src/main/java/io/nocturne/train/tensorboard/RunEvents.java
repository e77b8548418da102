package io.nocturne.train.tensorboard;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.ModelView;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.EpochVerdict;
import io.nocturne.train.callback.TrainingResult;
import io.nocturne.train.callback.TrainingResult.TrainingOutcome;
import io.nocturne.train.tensorboard.ChartCategory.ScalarChart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run is, in its own folder: hyperparameters, texts, a layout of the custom charts; and how
 * good its best epoch is, which the HParams tab shows beside the hyperparameters.
 *
 * <p>A process that goes on with a run describes it anew, in place of what was written before.
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

  private final Path folder;
  private final LoggedRun run;
  private final Clock clock;
  private Optional<EventWriter> writer = Optional.empty();
  private Optional<EpochLog> best = Optional.empty();
  private boolean ended;

  RunEvents(Path folder, LoggedRun run, Clock clock) {
    this.folder = folder;
    this.run = run;
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // Closed in close().
  public void trainingStarts(ModelView model, Optional<TrainingProgress> resumed)
      throws IOException {
    EventWriter opened = EventWriter.replace(folder, "run", clock);
    writer = Optional.of(opened);
    opened.sessionStart(Hyperparameters.of(run), Instant.parse(run.info().created()));
    opened.text("configuration", 0, TextSummaries.configuration(run.info().config()));
    opened.text("corpus", 0, TextSummaries.corpus(run));
    opened.text("model", 0, TextSummaries.model(run));
    opened.layout(LAYOUT);
    for (EpochLog log : ResumePoint.of(resumed).epochs()) {
      epochEnds(log);
    }
    opened.flush();
  }

  @Override
  public EpochVerdict epochEnds(EpochLog log) throws IOException {
    if (best.isEmpty() || log.validation().loss() < best.get().validation().loss()) {
      best = Optional.of(log);
    }
    EventWriter open = writer.orElseThrow();
    open.scalar("best_val_loss", log.epoch(), best.get().validation().loss());
    open.scalar("best_val_accuracy", log.epoch(), best.get().validation().accuracy());
    open.flush();
    return EpochVerdict.proceed();
  }

  /** A run that was interrupted has not ended, for it can be resumed. */
  @Override
  public void trainingEnds(TrainingResult result) throws IOException {
    if (result.outcome() == TrainingOutcome.FINISHED) {
      writer.orElseThrow().sessionEnd(SessionStatus.SUCCESS);
    }
    ended = true;
  }

  @Override
  public void close() throws IOException {
    if (writer.isPresent()) {
      try (EventWriter open = writer.get()) {
        writer = Optional.empty();
        if (!ended) {
          open.sessionEnd(SessionStatus.FAILURE);
        }
      }
    }
  }
}
