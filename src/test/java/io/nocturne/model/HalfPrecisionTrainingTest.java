package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.model.Computation.Recurrence;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.Precision;
import io.nocturne.runtime.SessionSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Half precision by the portable graph, which a CPU computes too, slowly: the scaling of the loss
 * is the same on a GPU.
 */
class HalfPrecisionTrainingTest {
  private static final SessionSettings CPU = SessionSettings.defaults().on(Device.CPU);
  private static final OptimizerSettings LEARNING =
      new OptimizerSettings(OptimizerSpec.ADAM.withLearningRate(0.01), 1);
  private static final TokenIds IDS = new TokenIds(24, 23);
  private static final int ROWS = 8;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Targets.class)
  void gradientsAreThoseOfFloat32ButForRounding(Targets targets) {
    ModelSpec spec = spec(targets);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel exact = model(spec, Precision.FLOAT32);
        TrainingModel half = model(spec, Precision.FP16)) {
      Fixtures.randomize(exact, 0.7);
      half.setState(exact.state());
      Map<String, float[]> expected = exact.gradients(batch, ROWS);
      Map<String, float[]> gradients = half.gradients(batch, ROWS);
      expected.forEach(
          (name, values) ->
              assertThat(gradients.get(name))
                  .as(name)
                  .containsExactly(values, within(5e-3f * largest(values))));
      assertThat(gradients.get("dense/kernel")).isNotEqualTo(expected.get("dense/kernel"));
    }
  }

  @Test
  void learnsWhatFloat32Learns() {
    ModelSpec spec = spec(Targets.LAST);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel exact = model(spec, Precision.FLOAT32);
        TrainingModel half = model(spec, Precision.FP16)) {
      for (int step = 0; step < 30; step++) {
        double expected = exact.train(batch, ROWS).loss();
        assertThat(half.train(batch, ROWS).loss())
            .as("step %d", step)
            .isCloseTo(expected, within(0.01));
      }
      assertThat(half.iterations()).isEqualTo(30);
    }
  }

  @Test
  void keepsGradientsThatHalfPrecisionAloneWouldLose() {
    ModelSpec spec = spec(Targets.LAST);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel half = model(spec, Precision.FP16)) {
      // So small that what leads back through it is below 6e-8, but not below that by the scale.
      half.setWeight("dense/kernel", alternating(2 * spec.units(0) * IDS.count(), 1e-6f));
      Map<String, float[]> scaled = half.gradients(batch, ROWS);
      half.setWeight("loss_scale/dynamic_scale", new float[] {1});
      Map<String, float[]> unscaled = half.gradients(batch, ROWS);
      assertThat(largest(scaled.get("bidirectional_0/forward/kernel"))).isPositive();
      assertThat(largest(unscaled.get("bidirectional_0/forward/kernel"))).isZero();
    }
  }

  @Test
  void aStepThatOverflowsIsNotTaken() {
    ModelSpec spec = spec(Targets.LAST);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel half = model(spec, Precision.FP16)) {
      half.train(batch, ROWS);
      half.setWeight("loss_scale/dynamic_scale", new float[] {0x1p60f});
      ModelState before = half.state();
      half.train(batch, ROWS);
      assertThat(half.state()).usingRecursiveComparison().isEqualTo(before);
      assertThat(half.gradientNorms().values()).contains(Float.NaN);
    }
  }

  @Test
  void findsAScaleAtWhichItLearnsAgain() {
    ModelSpec spec = spec(Targets.LAST);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel half = model(spec, Precision.FP16)) {
      half.setWeight("loss_scale/dynamic_scale", new float[] {0x1p24f});
      for (int step = 0; step < 15; step++) {
        half.train(batch, ROWS);
      }
      assertThat(half.iterations()).isBetween(1L, 14L);
      assertThat(half.isFinite()).isTrue();
    }
  }

  @Test
  void resumesFromACheckpointAsIfNeverStopped() {
    ModelSpec spec = spec(Targets.LAST);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel through = model(spec, Precision.FP16);
        TrainingModel resumed = model(spec, Precision.FP16)) {
      through.setWeight("loss_scale/dynamic_scale", new float[] {0x1p24f});
      through.train(batch, ROWS);
      through.save(folder.resolve("half"));
      resumed.restore(folder.resolve("half"));
      for (int step = 0; step < 15; step++) {
        through.train(batch, ROWS);
        resumed.train(batch, ROWS);
      }
      assertThat(resumed.state()).usingRecursiveComparison().isEqualTo(through.state());
    }
  }

  @Test
  void leavesACheckpointThatFloat32Reads() {
    ModelSpec spec = spec(Targets.LAST);
    try (TrainingModel half = model(spec, Precision.FP16);
        TrainingModel exact = model(spec, Precision.FLOAT32)) {
      half.train(Fixtures.batch(spec, IDS, ROWS), ROWS);
      half.save(folder.resolve("half"));
      exact.restore(folder.resolve("half"));
      assertThat(exact.state()).usingRecursiveComparison().isEqualTo(half.state());
    }
  }

  @MustBeClosed
  private static TrainingModel model(ModelSpec spec, Precision precision) {
    Computation computation =
        new Computation(ConstantHoisting.NONE, new MatrixProduct(precision), Recurrence.SEGMENTED);
    return TrainingModel.create(spec, IDS, LEARNING, Workers.alone(CPU, () -> false), computation);
  }

  private static ModelSpec spec(Targets targets) {
    return new ModelSpec(7, 5, 2, 9, 0, targets);
  }

  private static float[] alternating(int size, float value) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = i % 2 == 0 ? value : -value;
    }
    return values;
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
