package io.nocturne.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every sampler; add yours to {@link #samplers} and {@link #distributions}. */
class SamplerContractTest {
  private static final float EXCLUDED = Float.NEGATIVE_INFINITY;

  /** Natural logarithms of 0.1, 0.2, 0.3 and 0.4, and an excluded token. */
  private static final float[] LOGITS = {-2.302585f, -1.609438f, EXCLUDED, -1.203973f, -0.9162907f};

  static Stream<Sampler> samplers() {
    return Stream.of(
        Sampler.ofTemperature(0),
        Sampler.ofTemperature(1),
        Sampler.ofTemperature(0.5),
        Sampler.ofTemperature(2),
        Sampler.ofTemperature(Double.MIN_VALUE),
        Sampler.ofTemperature(Double.MAX_VALUE),
        sampling(1, 5, 1, 0),
        sampling(0.5, 3, 0.9, 0.01),
        sampling(Double.MIN_VALUE, 2, 1e-9, 1),
        sampling(Double.MAX_VALUE, 2, 0.999, 0.999));
  }

  /** Sampler and the probabilities it gives {@link #LOGITS}: p^(1/temperature), normalised. */
  static Stream<Arguments> distributions() {
    return Stream.of(
        arguments(Sampler.ofTemperature(0), new double[] {0, 0, 0, 0, 1}),
        arguments(Sampler.ofTemperature(1), new double[] {0.1, 0.2, 0, 0.3, 0.4}),
        arguments(
            Sampler.ofTemperature(0.5), new double[] {1 / 30., 4 / 30., 0, 9 / 30., 16 / 30.}),
        arguments(
            Sampler.ofTemperature(2), new double[] {0.1626958, 0.2300866, 0, 0.2817974, 0.3253916}),
        arguments(Sampler.ofTemperature(1e-6), new double[] {0, 0, 0, 0, 1}),
        arguments(Sampler.ofTemperature(1e12), new double[] {0.25, 0.25, 0, 0.25, 0.25}),
        arguments(sampling(1, 5, 1, 0), new double[] {0.1, 0.2, 0, 0.3, 0.4}),
        arguments(sampling(1, 3, 1, 0), new double[] {0, 2 / 9., 0, 3 / 9., 4 / 9.}),
        arguments(sampling(1, 5, 0.69, 0), new double[] {0, 0, 0, 3 / 7., 4 / 7.}),
        arguments(sampling(1, 5, 0.71, 0), new double[] {0, 2 / 9., 0, 3 / 9., 4 / 9.}),
        arguments(sampling(1, 5, 1, 0.49), new double[] {0, 2 / 9., 0, 3 / 9., 4 / 9.}),
        // Top-p counts what top-k has left: 4 / 7 is more than a half of 7 / 10.
        arguments(sampling(1, 2, 0.5, 0), new double[] {0, 0, 0, 0, 1}),
        // At temperature 1/2, 3 is (3 / 4) squared times as likely as 4.
        arguments(sampling(0.5, 5, 1, 0.57), new double[] {0, 0, 0, 0, 1}));
  }

  private static Sampling sampling(double temperature, int topK, double topP, double minP) {
    return new Sampling(temperature, OptionalInt.of(topK), topP, minP);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void drawsTheSameIdsFromTheSameSeed(Sampler sampler) {
    assertThat(draws(sampler, LOGITS, 200)).isEqualTo(draws(sampler, LOGITS, 200));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void leavesTheLogitsUntouched(Sampler sampler) {
    float[] logits = LOGITS.clone();
    draws(sampler, logits, 10);
    assertThat(logits).containsExactly(LOGITS);
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void drawsAsOftenAsTheDistributionSays(Sampler sampler, double[] probabilities) {
    int draws = 100_000;
    double[] counts = new double[LOGITS.length];
    IntStream.of(draws(sampler, LOGITS, draws)).forEach(id -> counts[id]++);
    double chiSquare = 0;
    for (int id = 0; id < counts.length; id++) {
      double expected = probabilities[id] * draws;
      if (expected == 0) {
        assertThat(counts[id]).as("draws of id %d", id).isZero();
      } else {
        chiSquare += Math.pow(counts[id] - expected, 2) / expected;
      }
    }
    // NIST's table: with 3 degrees of freedom a true sampler exceeds this once in 1,000 seeds,
    // with fewer less often.
    assertThat(chiSquare).isLessThan(16.266);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void takesTheOnlyTokenThatIsNotExcluded(Sampler sampler) {
    float[] logits = {EXCLUDED, EXCLUDED, -3e38f, EXCLUDED};
    assertThat(draws(sampler, logits, 20)).containsOnly(2);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void bearsTheLargestLogits(Sampler sampler) {
    float[] logits = {-Float.MAX_VALUE, Float.MAX_VALUE, EXCLUDED};
    assertThat(draws(sampler, logits, 20)).containsAnyOf(1).doesNotContain(2);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void rejectsALogitThatIsNoNumberAndNamesItsPosition(Sampler sampler) {
    assertThatThrownBy(() -> draws(sampler, new float[] {0, EXCLUDED, Float.NaN}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("logit 2 must be finite, or -Infinity to exclude its token, was NaN");
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void rejectsAnInfiniteLogitAndNamesItsPosition(Sampler sampler) {
    assertThatThrownBy(() -> draws(sampler, new float[] {0, Float.POSITIVE_INFINITY}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("logit 1 must be finite, or -Infinity to exclude its token, was Infinity");
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void rejectsLogitsThatExcludeEveryToken(Sampler sampler) {
    assertThatThrownBy(() -> draws(sampler, new float[] {EXCLUDED, EXCLUDED}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least one logit must be finite, were 2 of -Infinity");
  }

  private static int[] draws(Sampler sampler, float[] logits, int count) {
    RandomGenerator random = new SplittableRandom(20240517);
    return IntStream.generate(() -> sampler.sample(logits, random)).limit(count).toArray();
  }
}
