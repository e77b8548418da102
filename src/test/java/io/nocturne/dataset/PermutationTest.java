package io.nocturne.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.random.Mixer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {

  static IntStream smallSizes() {
    return IntStream.rangeClosed(1, 200);
  }

  @ParameterizedTest
  @MethodSource("smallSizes")
  void everySmallSizeIsPermuted(int size) {
    assertPermutes(size, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256, 257, 65_536, 65_537, 188_186, 1_000_000})
  void largeSizesArePermuted(int size) {
    assertPermutes(size, 3);
  }

  @Test
  void sizesBeyondAnArrayStayInRange() {
    var permutation = new Permutation(Long.MAX_VALUE, 1, 0);
    assertThat(LongStream.range(0, 10_000).map(permutation::at).boxed())
        .doesNotHaveDuplicates()
        .allMatch(at -> at >= 0);
  }

  // By an independent implementation in Python. If these change, saved runs no longer resume.
  @Test
  void goldenPermutations() {
    assertThat(permuted(10, 42, 0)).containsExactly(1, 4, 9, 8, 2, 5, 7, 3, 0, 6);
    assertThat(permuted(10, 42, 1)).containsExactly(7, 9, 2, 5, 4, 8, 6, 3, 1, 0);
  }

  @Test
  void goldenPlacesOfLargePermutations() {
    var notes = new Permutation(188_186, 1, 0);
    assertThat(LongStream.of(0, 1, 188_185).map(notes::at))
        .containsExactly(133378L, 136358L, 165501L);
    var huge = new Permutation(1_000_000_000_000_000L, -5, 7);
    assertThat(LongStream.of(0, 1, 999_999_999_999_999L).map(huge::at))
        .containsExactly(963939589531308L, 584224910443561L, 7377196954047L);
  }

  // The first output of SplitMix64 with seed 0, as its authors and the JDK's SplittableRandom have.
  @Test
  void theMixerIsSplitMix64s() {
    assertThat(Mixer.mix(0x9e3779b97f4a7c15L)).isEqualTo(0xe220a8397b1dcdafL);
  }

  @Test
  void seedsAndStreamsGiveOtherPermutations() {
    long[] one = permuted(100, 1, 0);
    assertThat(permuted(100, 2, 0)).isNotEqualTo(one);
    assertThat(permuted(100, 1, 1)).isNotEqualTo(one);
    assertThat(permuted(100, 0, 1)).isNotEqualTo(permuted(100, 1, 0));
    assertThat(permuted(100, 1, 0)).isEqualTo(one);
  }

  @Test
  void theMeanDisplacementIsThatOfARandomPermutation() {
    int size = 10_000;
    long[] permuted = permuted(size, 11, 0);
    double mean =
        IntStream.range(0, size).mapToLong(i -> Math.abs(permuted[i] - i)).average().orElseThrow();
    // Spearman's footrule: mean (n^2 - 1) / 3n = 3333.3, standard deviation 21.1; five of these.
    assertThat(mean).isCloseTo(3333.3, within(105.0));
  }

  @Test
  void neighboursAreNoOftenerLeftTogetherThanByChance() {
    long together = 0;
    for (int seed = 0; seed < 100; seed++) {
      long[] permuted = permuted(1000, seed, 0);
      together += IntStream.range(1, 1000).filter(i -> permuted[i] == permuted[i - 1] + 1).count();
    }
    // In each permutation about Poisson with mean 1, so 100 with standard deviation 10; five of
    // them.
    assertThat(together).isBetween(50L, 150L);
  }

  @Test
  void itRisesAsOftenAsItFalls() {
    long[] permuted = permuted(10_000, 5, 0);
    long rises = IntStream.range(1, 10_000).filter(i -> permuted[i] > permuted[i - 1]).count();
    // Eulerian numbers: mean 4999.5, variance (n + 1) / 12, standard deviation 28.9; five of them.
    assertThat(rises).isBetween(4855L, 5144L);
  }

  @Test
  void allPermutationsOfFourAreEquallyLikely() {
    Map<String, Integer> counts = new HashMap<>();
    for (int seed = 0; seed < 24_000; seed++) {
      counts.merge(Arrays.toString(permuted(4, seed, 0)), 1, Integer::sum);
    }
    double chiSquare =
        counts.values().stream().mapToDouble(n -> (n - 1000.0) * (n - 1000.0) / 1000.0).sum();
    assertThat(counts).hasSize(24);
    // 23 degrees of freedom: a random permutation exceeds 49.7 once in 1000.
    assertThat(chiSquare).isLessThan(49.7);
  }

  @Test
  void refusesToPermuteNothing() {
    assertThatThrownBy(() -> new Permutation(0, 1, 0))
        .hasMessage("permutation size must be at least 1, was 0");
  }

  @Test
  void refusesAnIndexBeyondItsSize() {
    assertThatThrownBy(() -> new Permutation(5, 1, 0).at(5))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void assertPermutes(int size, long seed) {
    BitSet seen = new BitSet(size);
    for (long at : permuted(size, seed, 0)) {
      seen.set((int) at);
    }
    assertThat(seen.cardinality()).isEqualTo(size);
    assertThat(seen.length()).isEqualTo(size);
  }

  private static long[] permuted(int size, long seed, long stream) {
    return LongStream.range(0, size).map(new Permutation(size, seed, stream)::at).toArray();
  }
}
