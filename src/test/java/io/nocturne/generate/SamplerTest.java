package io.nocturne.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0})
  void isGreedyAtTemperatureZeroWhateverTheFilters(double temperature) {
    Sampler sampler = new Sampling(temperature, OptionalInt.of(3), 0.5, 0.1);
    RandomGenerator none = () -> fail("greedy sampling takes no random numbers");
    assertThat(sampler.sample(new float[] {1, 2, 3, 2}, none)).isEqualTo(2);
  }

  @Test
  void keepsATemperatureAboveZero() {
    assertThat(Sampler.ofTemperature(0.7)).isEqualTo(new Sampling(0.7, OptionalInt.empty(), 1, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void rejectsAnInvalidTemperature(double temperature) {
    assertThatThrownBy(() -> Sampler.ofTemperature(temperature))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("temperature must be finite and at least 0 (0 is greedy), was " + temperature);
  }

  @Test
  void takesTheLowestIdOnATieWhenGreedy() {
    assertThat(Sampler.ofTemperature(0).sample(new float[] {1, 3, 2, 3}, () -> 0)).isEqualTo(1);
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
    assertThat(Sampler.ofTemperature(1).sample(logits, always(random))).isEqualTo(id);
  }

  @Test
  void keepsTiesWithTheLastOfTheTopK() {
    Sampling two = new Sampling(1, OptionalInt.of(2), 1, 0);
    assertThat(probabilities(two, 1, 3, 1, 0))
        .satisfies(p -> assertThat(p[0]).isEqualTo(p[2]).isGreaterThan(0))
        .endsWith(0);
  }

  @Test
  void keepsTheLowestIdsOfTiesInTheTopP() {
    Sampling half = new Sampling(1, OptionalInt.empty(), 0.5, 0);
    assertThat(probabilities(half, 2, 2, 2, 2, 2)).containsExactly(1 / 3., 1 / 3., 1 / 3., 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, 1, 0, 'temperature must be finite and at least 0 (0 is greedy), was -1.0'",
    "1, 0, 1, 0, 'top-k must be at least 1, was 0'",
    "1, 1, 0, 0, 'top-p must be above 0 and at most 1, was 0.0'",
    "1, 1, 1.1, 0, 'top-p must be above 0 and at most 1, was 1.1'",
    "1, 1, 1, -0.1, 'min-p must be 0 to 1, was -0.1'",
    "1, 1, 1, NaN, 'min-p must be 0 to 1, was NaN'"
  })
  void rejectsFiltersThatMakeNoSense(
      double temperature, int topK, double topP, double minP, String message) {
    assertThatThrownBy(() -> new Sampling(temperature, OptionalInt.of(topK), topP, minP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** Sorting a copy is the slow way to the same. */
  @Property(tries = 500)
  void keepsWhatSortingWouldKeep(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = -6, max = 6) Integer> halves,
      @ForAll @IntRange(min = 1, max = 70) int k,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double p) {
    float[] logits = new float[halves.size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = halves.get(i) / 2f;
    }
    double[] all = probabilities(new Sampling(1, OptionalInt.empty(), 1, 0), logits);
    double[] sorted = Arrays.stream(all).sorted().toArray();
    double last = sorted[Math.max(0, sorted.length - k)];
    double[] topK = probabilities(new Sampling(1, OptionalInt.of(k), 1, 0), logits);
    assertThat(topK).matches(kept -> isKept(kept, all, last), "top-k");

    double[] topP = probabilities(new Sampling(1, OptionalInt.empty(), p, 0), logits);
    double share = 0;
    double smallest = 1;
    for (int id = 0; id < all.length; id++) {
      share += topP[id] > 0 ? all[id] : 0;
      smallest = topP[id] > 0 ? Math.min(smallest, all[id]) : smallest;
    }
    assertThat(share).isGreaterThan(p - 1e-9);
    assertThat(share - smallest).isLessThan(p + 1e-9);
  }

  private static double[] probabilities(Sampling sampling, float... logits) {
    double[] weights = sampling.weights(logits);
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  private static boolean isKept(double[] kept, double[] all, double least) {
    return IntStream.range(0, all.length).allMatch(id -> kept[id] > 0 == all[id] >= least);
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
