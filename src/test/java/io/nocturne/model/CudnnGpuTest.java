package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.GpuSupport;
import io.nocturne.runtime.Precision;
import io.nocturne.runtime.SessionSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * cuDNN's layers on a GPU against the portable ones on the CPU: same weights, same batches.
 *
 * <p>Both compute in float32 and sum in different orders; sums of a hundred numbers then differ by
 * about 1e-6 of the largest.
 */
@Tag("gpu")
@EnabledIf(value = "hasGpu", disabledReason = "TensorFlow finds no GPU here, or is a build without")
class CudnnGpuTest {
  private static final SessionSettings CPU = SessionSettings.defaults().on(Device.CPU);
  private static final int ROWS = 8;
  private static final OptimizerSpec ADAM = OptimizerSpec.ADAM.withLearningRate(0.01);
  private static final TokenIds IDS = new TokenIds(24, 23);

  @TempDir private Path folder;

  static boolean hasGpu() {
    return SessionSettings.defaults().gpuSupport() == GpuSupport.FOUND;
  }

  @Test
  void aTrainingOnAGpuHasCudnnsOps() throws Exception {
    try (TrainingModel model = model(spec(Targets.LAST, 0), gpu())) {
      assertThat(GraphDef.parseFrom(model.graphDef()).getNodeList().stream().map(NodeDef::getOp))
          .contains("CudnnRNNV3", "CudnnRNNBackpropV3");
    }
  }

  @ParameterizedTest
  @CsvSource({"LAST, BOTH", "EVERY, BOTH", "LAST, FORWARD", "EVERY, FORWARD"})
  void givesThePortableLayersLogits(Targets targets, Directions directions) {
    ModelSpec spec = spec(targets, 0).with(directions);
    int[][] windows = windows(spec);
    try (TrainingModel portable = randomized(spec);
        TrainingModel cudnn = model(spec, gpu())) {
      cudnn.setState(portable.state());
      float[][] expected = portable.logits(windows);
      float[][] logits = cudnn.logits(windows);
      for (int row = 0; row < ROWS; row++) {
        assertThat(logits[row]).containsExactly(expected[row], within(1e-4f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"LAST, BOTH", "EVERY, BOTH", "LAST, FORWARD", "EVERY, FORWARD"})
  void givesThePortableLayersGradients(Targets targets, Directions directions) {
    ModelSpec spec = spec(targets, 0).with(directions);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel portable = randomized(spec);
        TrainingModel cudnn = model(spec, gpu())) {
      cudnn.setState(portable.state());
      Map<String, float[]> expected = portable.gradients(batch, ROWS);
      Map<String, float[]> gradients = cudnn.gradients(batch, ROWS);
      expected.forEach(
          (name, values) ->
              assertThat(gradients.get(name))
                  .as(name)
                  .containsExactly(values, within(1e-4f * largest(values))));
    }
  }

  @ParameterizedTest
  @EnumSource(Targets.class)
  void takesThePortableLayersStepsFiftyTimes(Targets targets) {
    ModelSpec spec = spec(targets, 0.2);
    try (TrainingModel portable = randomized(spec);
        TrainingModel cudnn = model(spec, gpu())) {
      cudnn.setState(portable.state());
      for (int step = 0; step < 50; step++) {
        int[] batch = Fixtures.batch(spec, IDS, ROWS, step);
        double expected = portable.train(batch, ROWS).loss();
        assertThat(cudnn.train(batch, ROWS).loss())
            .as("step %d", step)
            .isCloseTo(expected, within(1e-3));
      }
    }
  }

  @Test
  void readsAPortableCheckpointForInference() {
    ModelSpec spec = spec(Targets.LAST, 0);
    int[][] windows = windows(spec);
    Path prefix = folder.resolve("weights");
    try (TrainingModel portable = randomized(spec)) {
      portable.save(prefix);
      try (InferenceModel cudnn = InferenceModel.restore(spec, IDS, prefix, gpu())) {
        assertThat(cudnn.logits(windows)[0])
            .containsExactly(portable.logits(windows)[0], within(1e-4f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"BF16", "FP16", "TF32"})
  void learnsInLowerPrecisionToo(Precision precision) {
    ModelSpec spec = spec(Targets.LAST, 0);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel model = model(spec, gpu().with(precision))) {
      double before = model.evaluate(batch, ROWS).loss();
      for (int step = 0; step < 50; step++) {
        model.train(batch, ROWS);
      }
      assertThat(model.evaluate(batch, ROWS).loss()).isLessThan(before / 2);
    }
  }

  private static SessionSettings gpu() {
    return SessionSettings.defaults().on(Device.GPU);
  }

  /** Unequal sizes, so that a transposed matrix or a swapped axis does not fit. */
  private static ModelSpec spec(Targets targets, double dropout) {
    return new ModelSpec(7, 5, 2, 9, dropout, targets);
  }

  @MustBeClosed
  @SuppressWarnings("MustBeClosedChecker") // It is returned.
  private static TrainingModel randomized(ModelSpec spec) {
    TrainingModel model = TrainingModel.create(spec, IDS, ADAM, 1, CPU);
    Fixtures.randomize(model, 0.7);
    return model;
  }

  @MustBeClosed
  private static TrainingModel model(ModelSpec spec, SessionSettings settings) {
    return TrainingModel.create(spec, IDS, ADAM, 1, settings);
  }

  private static int[][] windows(ModelSpec spec) {
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    int[][] windows = new int[ROWS][spec.window()];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(batch, row * (spec.window() + 1), windows[row], 0, spec.window());
    }
    return windows;
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
