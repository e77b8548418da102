package io.nocturne.bench.soak;

import io.nocturne.Nocturne;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.train.FitSpec;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;

/** Trains a small network in short epochs, with all logs and checkpoints. */
final class TrainSoak {
  private static final double NANOS_PER_MINUTE = 60e9;
  private static final int ENDLESS = 1_000_000;
  private static final int EPOCHS_PER_SAMPLE = 20;
  private static final TrainSpec SPEC =
      TrainSpec.paper()
          .with(new ModelSpec(16, 16, 2, 10, 0.2, Targets.LAST))
          .with(new FitSpec(64, ENDLESS, ENDLESS, 0, 1, 3, 1));

  private TrainSoak() {}

  static void run(double minutes, Path work, Recorder recorder) throws IOException {
    long begun = System.nanoTime();
    DoubleSupplier elapsed = () -> (System.nanoTime() - begun) / NANOS_PER_MINUTE;
    Callback sampling =
        new Callback() {
          @Override
          public void batchFinished(BatchLog log) throws IOException {
            recorder.at(elapsed.getAsDouble());
          }
        };
    TrainJob job =
        new TrainJob(
            work.resolve("checkpoints/soak"),
            work.resolve("tensorboard/soak"),
            EmbeddedCorpus.NAME,
            EmbeddedCorpus.corpus(),
            SPEC);
    Nocturne.train(
        job.with(new TensorBoardSpec(100, 1, EPOCHS_PER_SAMPLE))
            .with(sampling)
            .stoppedBy(() -> elapsed.getAsDouble() >= minutes));
  }
}
