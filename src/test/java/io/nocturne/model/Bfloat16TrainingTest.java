package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.base.UserException;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.Precision;
import io.nocturne.runtime.SessionSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** bfloat16 has 8 bits of precision: what it rounds is off by up to 1 / 256. */
@EnabledIf(value = "hasBfloat16", disabledReason = "this processor has no bfloat16 products")
class Bfloat16TrainingTest {
  private static final SessionSettings BFLOAT16 =
      SessionSettings.defaults().on(Device.CPU).with(Precision.BF16);
  private static final TokenIds IDS = new TokenIds(24, 23);
  private static final int ROWS = 8;

  static boolean hasBfloat16() {
    try {
      return !BFLOAT16.usesGpu();
    } catch (UserException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(Targets.class)
  void gradientsPointWhereThoseOfFloat32Do(Targets targets) {
    ModelSpec spec = spec(targets);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel exact = model(spec, BFLOAT16.with(Precision.FLOAT32));
        TrainingModel rounded = model(spec, BFLOAT16)) {
      Fixtures.randomize(exact, 0.7);
      rounded.setState(exact.state());
      Map<String, float[]> expected = exact.gradients(batch, ROWS);
      Map<String, float[]> gradients = rounded.gradients(batch, ROWS);
      expected.forEach(
          (name, values) ->
              assertThat(cosine(gradients.get(name), values)).as(name).isGreaterThan(0.999));
      assertThat(gradients.get("dense/kernel")).isNotEqualTo(expected.get("dense/kernel"));
    }
  }

  @Test
  void learnsWhatFloat32Learns() {
    ModelSpec spec = spec(Targets.LAST);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel exact = model(spec, BFLOAT16.with(Precision.FLOAT32));
        TrainingModel rounded = model(spec, BFLOAT16)) {
      for (int step = 0; step < 30; step++) {
        double expected = exact.train(batch, ROWS).loss();
        assertThat(rounded.train(batch, ROWS).loss())
            .as("step %d", step)
            .isCloseTo(expected, within(0.02));
      }
      assertThat(rounded.evaluate(batch, ROWS).loss()).isLessThan(1.5);
    }
  }

  @MustBeClosed
  private static TrainingModel model(ModelSpec spec, SessionSettings settings) {
    return TrainingModel.create(spec, IDS, OptimizerSpec.ADAM.withLearningRate(0.01), 1, settings);
  }

  private static ModelSpec spec(Targets targets) {
    return new ModelSpec(7, 5, 2, 9, 0, targets);
  }

  private static double cosine(float[] one, float[] other) {
    double product = 0;
    double lengthOfOne = 0;
    double lengthOfOther = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * (double) other[i];
      lengthOfOne += one[i] * (double) one[i];
      lengthOfOther += other[i] * (double) other[i];
    }
    return product / Math.sqrt(lengthOfOne * lengthOfOther);
  }
}
