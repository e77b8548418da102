package io.nocturne.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.Monitor;
import io.nocturne.train.callback.Callback.EpochVerdict;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  @Test
  void proceedsWhileTheLossFalls() {
    assertThat(epochsRun(stopping(1, 0), 4.0, 3.0, 2.0)).isEqualTo(3);
  }

  @Test
  void stopsOnTheSecondEpochInARowWithoutALowerLoss() {
    assertThat(epochsRun(stopping(2, 0), 3.0, 2.0, 2.1, 2.2, 1.0)).isEqualTo(4);
  }

  @Test
  void comparesWithTheLowestLossAndNotWithThePreviousOne() {
    assertThat(epochsRun(stopping(2, 0), 2.0, 3.0, 2.5, 1.0)).isEqualTo(3);
  }

  @Test
  void startsToWaitAgainAfterALowerLoss() {
    assertThat(epochsRun(stopping(2, 0), 3.0, 3.1, 2.9, 3.0, 2.8)).isEqualTo(5);
  }

  @Test
  void takesAnEqualLossForNoBetter() {
    assertThat(epochsRun(stopping(1, 0), 2.0, 2.0, 1.0)).isEqualTo(2);
  }

  @Test
  void takesAFallOfLessThanMinDeltaForNoBetter() {
    assertThat(epochsRun(stopping(1, 0.1), 3.0, 2.95, 1.0)).isEqualTo(2);
  }

  @Test
  void saysSinceWhenItHasWaited() {
    EarlyStopping stopping = stopping(2, 0);
    epochsRun(stopping, 3.0, 2.0, 2.1, 2.2);

    assertThat(stopping.verdict())
        .isEqualTo(EpochVerdict.stop("no lower validation loss for 2 epochs since epoch 2"));
  }

  private static EarlyStopping stopping(int patience, double minDelta) {
    return new EarlyStopping(new FitSpec(1, 100, patience, minDelta, 1, 1, 1));
  }

  /** Returns the number of epochs until the verdict is to stop or the losses end. */
  private static int epochsRun(EarlyStopping stopping, double... losses) {
    int epochs = 0;
    for (double loss : losses) {
      stopping.observe(EpochLogs.of(Monitor.VAL_LOSS, epochs, loss));
      epochs++;
      if (stopping.verdict() instanceof EpochVerdict.Stop) {
        break;
      }
    }
    return epochs;
  }
}
