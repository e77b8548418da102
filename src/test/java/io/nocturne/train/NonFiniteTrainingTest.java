package io.nocturne.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.checkpoint.CheckpointWriter;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.model.ModelAccess;
import io.nocturne.model.TrainingModel;
import io.nocturne.train.TrainingRuns.NonFiniteLossException;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.BatchLog;
import io.nocturne.train.callback.Callback.BatchLog.Phase;
import io.nocturne.train.callback.Callbacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose weights are made NaN in the second epoch. */
class NonFiniteTrainingTest {
  private static final TrainSpec SPEC = TrainingFixture.spec(3, 0.01);

  @TempDir Path folder;
  private RunFolder run;

  /** Training batches an epoch. */
  private long steps;

  private long validationBatches;

  @BeforeEach
  void begin() throws IOException {
    run = TrainingFixture.begin(folder, SPEC);
    EpochBatches batches =
        EpochBatches.of(SPEC.split(TrainingFixture.corpus()), SPEC, run.tokenizer());
    steps = batches.training().count();
    validationBatches = batches.validation().count();
  }

  @Test
  void endAtATrainingLossThatIsNotFinite() throws IOException {
    assertEndsAfter(Phase.TRAINING, 3, "the training loss", steps + 4);
  }

  @Test
  void endAtAValidationLossThatIsNotFinite() throws IOException {
    assertEndsAfter(Phase.TRAINING, steps, "the validation loss", 2 * steps);
  }

  @Test
  void endAtAWeightThatIsNotFiniteThoughEveryLossWas() throws IOException {
    assertEndsAfter(Phase.VALIDATION, validationBatches, "a weight", 2 * steps);
  }

  /** Makes weights NaN after a batch of the second epoch. */
  private void assertEndsAfter(Phase phase, long batch, String what, long step) throws IOException {
    try (CheckpointWriter checkpoints = run.write();
        TrainingModel model =
            TrainingModel.create(
                SPEC.model(), run.tokenIds(), SPEC.optimizer(), 7, SPEC.session())) {
      Callback spoiler =
          new Callback() {
            @Override
            public void batchFinished(BatchLog log) {
              if (log.epoch() == 1 && log.phase() == phase && log.batch() == batch) {
                spoil(model);
              }
            }
          };
      EpochBatches batches =
          EpochBatches.of(SPEC.split(TrainingFixture.corpus()), SPEC, run.tokenizer());
      TrainingLoop loop =
          new TrainingLoop(
              model,
              new RunStore(run, checkpoints),
              SPEC,
              batches,
              new Callbacks(List.of(spoiler)));
      assertThatThrownBy(() -> loop.run(() -> false))
          .isInstanceOf(NonFiniteLossException.class)
          .hasMessage(
              what
                  + " is not finite in epoch 2 at step "
                  + step
                  + "; the last good checkpoint is ckpt-1; begin another run with a lower learning"
                  + " rate or with a clip norm");
    }
    assertThat(run.checkpoints().progress().orElseThrow().checkpoint()).isEqualTo("ckpt-1");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("ckpt-2") || name.startsWith("best-2"));
    }
  }

  private static void spoil(TrainingModel model) {
    float[] bias = model.weights().get("dense/bias").clone();
    Arrays.fill(bias, Float.NaN);
    ModelAccess.setWeights(model, Map.of("dense/bias", bias));
  }
}
