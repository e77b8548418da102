package io.nocturne.bench.worker;

import io.nocturne.dataset.Batches.Batch;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.TrainingModel;
import java.io.IOException;
import java.util.OptionalLong;

/** Takes steps of training or evaluation on batches of a corpus; the work is steps. */
final class StepTask implements Task {

  /** The work on a batch. */
  @FunctionalInterface
  private interface Step {
    void take(TrainingModel model, Batch batch);
  }

  private final Step step;
  private final Feed feed;
  private final TrainingModel model;

  @SuppressWarnings("MustBeClosed") // close() does.
  private StepTask(TaskSettings settings, Step step) throws IOException {
    this.step = step;
    feed = new Feed(settings.batches());
    model =
        TrainingModel.create(
            settings.model(),
            settings.ids(),
            OptimizerSpec.ADAM,
            TaskSettings.SEED,
            settings.session());
  }

  static StepTask training(TaskSettings settings) throws IOException {
    return new StepTask(settings, (model, batch) -> model.train(batch.tokens(), batch.size()));
  }

  static StepTask evaluation(TaskSettings settings) throws IOException {
    return new StepTask(settings, (model, batch) -> model.evaluate(batch.tokens(), batch.size()));
  }

  @Override
  public double run(int repetitions) {
    for (int i = 0; i < repetitions; i++) {
      step.take(model, feed.next());
    }
    return repetitions;
  }

  @Override
  public OptionalLong weights() {
    return OptionalLong.of(model.weightCount());
  }

  @Override
  public void close() {
    model.close();
  }
}
