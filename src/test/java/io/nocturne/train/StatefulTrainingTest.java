package io.nocturne.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSpec;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.train.TrainSpec.DataSpec;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatefulTrainingTest {
  private static final ModelSpec MODEL =
      new ModelSpec(6, 5, 2, 8, 0.2, Targets.EVERY, Directions.FORWARD).asStateful();
  private static final TrainSpec SPEC = TrainingFixture.spec(3, 0.01).with(MODEL).with(fit());

  @TempDir static Path shared;
  private static TrainingResult whole;

  @TempDir Path folder;

  @BeforeAll
  static void trainUninterrupted() throws IOException {
    whole = TrainingFixture.train(TrainingFixture.begin(shared.resolve("whole"), SPEC), SPEC);
  }

  /** Fewer rows than pieces, so that rows read several pieces and end at different steps. */
  private static FitSpec fit() {
    return new FitSpec(4, 3, 10, 0, 1, 2, 7);
  }

  @Test
  void everyTokenOfAPieceIsATarget() {
    EpochLog epoch = whole.progress().epochs().get(0);
    assertThat(epoch.training().targets() + epoch.validation().targets()).isEqualTo(8 * 40);
  }

  /** After the 1st step; in the midst of rows; on an epoch's last step; in validation. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10, 12})
  void resumesToTheWeightsAndStatesOfAnUninterruptedRun(int steps) throws IOException {
    RunFolder run = TrainingFixture.begin(folder.resolve("parts"), SPEC);
    AtomicInteger asked = new AtomicInteger();
    TrainingResult interrupted =
        TrainingFixture.train(
            TrainingFixture.job(run, SPEC).stoppedBy(() -> asked.incrementAndGet() >= steps), run);
    assertThat(interrupted.outcome()).isEqualTo(TrainingOutcome.INTERRUPTED);

    TrainingFixture.train(run, SPEC);

    String checkpoint = "ckpt-3.data-00000-of-00001";
    assertThat(Files.readAllBytes(folder.resolve("parts").resolve(checkpoint)))
        .isEqualTo(Files.readAllBytes(shared.resolve("whole").resolve(checkpoint)));
  }

  @Test
  void validatesOnWholePieces() throws IOException {
    // The loss of the best weights on the validation pieces, each read from its beginning.
    RunFolder run = RunFolder.open(shared.resolve("whole"));
    BatchLoss best = whole.progress().bestLog().orElseThrow().validation();
    WholePieces.assertLoss(run, SPEC, best);
  }

  @Test
  void doesNotSplitByWindow() {
    assertThatThrownBy(
            () -> SPEC.with(new DataSpec(1, WindowSpec.Openings.SKIP, SplitSpec.By.WINDOW, 0.2)))
        .hasMessage(
            "stateful must be with split piece, was with split window: states are handed on from a"
                + " piece's beginning to its end");
  }

  @Test
  void needsANetworkThatReadsForwardAndTargetsAtEveryPosition() {
    assertThatThrownBy(() -> ModelSpec.PAPER.with(Targets.EVERY).asStateful())
        .hasMessage(
            "stateful must be with directions forward and targets every, was with directions both"
                + " and targets every");
    assertThatThrownBy(() -> MODEL.with(Targets.LAST))
        .hasMessage(
            "stateful must be with directions forward and targets every, was with directions"
                + " forward and targets last");
  }
}
