package io.nocturne.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  @Test
  void isGreedyAtTemperatureZero() {
    assertThat(Sampler.ofTemperature(0)).isEqualTo(new Greedy());
    assertThat(Sampler.ofTemperature(-0.0)).isEqualTo(new Greedy());
  }

  @Test
  void keepsATemperatureAboveZero() {
    assertThat(Sampler.ofTemperature(0.7)).isEqualTo(new Temperature(0.7));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void rejectsATemperatureThatIsNone(double temperature) {
    assertThatThrownBy(() -> Sampler.ofTemperature(temperature))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("temperature must be finite and at least 0 (0 is greedy), was " + temperature);
  }

  @Test
  void takesTheLowestIdOfEqualsWhenGreedy() {
    assertThat(new Greedy().sample(new float[] {1, 3, 2, 3}, () -> 0)).isEqualTo(1);
  }

  /** Four of five tokens, equally likely: a quarter of the random numbers each. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.249, 0",
    "0.25, 1",
    "0.499, 1",
    "0.5, 3",
    "0.75, 4",
    "0.9999999999999999, 4"
  })
  void drawsTheIdWhoseShareHoldsTheRandomNumber(double random, int id) {
    float[] logits = {0, 0, Float.NEGATIVE_INFINITY, 0, 0};
    assertThat(new Temperature(1).sample(logits, always(random))).isEqualTo(id);
  }

  private static RandomGenerator always(double value) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new UnsupportedOperationException("samplers take doubles");
      }

      @Override
      public double nextDouble() {
        return value;
      }
    };
  }
}
