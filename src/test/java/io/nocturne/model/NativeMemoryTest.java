package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every native object is closed by the code that opened it: JavaCPP's count of live pointers does
 * not grow. Few steps, because the collector frees what is left open, too, and would hide a leak.
 */
class NativeMemoryTest {
  private static final ModelSpec SPEC = new ModelSpec(4, 3, 1, 5, 0.3, Targets.LAST);
  private static final TokenIds IDS = new TokenIds(7, 6);
  private static final int[] BATCH = Fixtures.batch(SPEC, IDS, 2);

  @TempDir private Path folder;

  @Test
  void trainingStepsLeaveNothingOpen() {
    try (TrainingModel model =
        TrainingModel.create(SPEC, IDS, OptimizerSpec.ADAM, 1, Fixtures.SETTINGS)) {
      assertLeavesNothingOpen(
          () -> {
            model.train(BATCH, 2);
            model.evaluate(BATCH, 2);
            model.iterations();
            model.isFinite();
            model.weights();
          });
    }
  }

  @Test
  void savingAndRestoringLeaveNothingOpen() {
    try (TrainingModel model =
        TrainingModel.create(SPEC, IDS, OptimizerSpec.ADAM, 1, Fixtures.SETTINGS)) {
      assertLeavesNothingOpen(
          () -> {
            model.save(folder.resolve("ckpt"));
            model.restore(folder.resolve("ckpt"));
          });
    }
  }

  @Test
  void predictionsLeaveNothingOpen() {
    try (TrainingModel model =
        TrainingModel.create(SPEC, IDS, OptimizerSpec.ADAM, 1, Fixtures.SETTINGS)) {
      model.save(folder.resolve("ckpt"));
    }
    try (InferenceModel model =
        InferenceModel.restore(SPEC, IDS, folder.resolve("ckpt"), Fixtures.SETTINGS)) {
      int[][] windows = {{0, 1, 2, 3, 4}};
      assertLeavesNothingOpen(() -> model.logits(windows));
    }
  }

  private static void assertLeavesNothingOpen(Runnable work) {
    work.run();
    work.run();
    long count = Pointer.totalCount();
    long bytes = Pointer.totalBytes();
    for (int i = 0; i < 5; i++) {
      work.run();
    }
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(count);
    assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(bytes);
  }
}
