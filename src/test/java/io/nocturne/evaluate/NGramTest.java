package io.nocturne.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.evaluate.TrainingText.Alphabet;
import io.nocturne.token.Tokens;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the interop suite's second implementation does not show. */
class NGramTest {
  private static final int PAD = 5;
  private static final Alphabet SIX = new Alphabet(6, PAD);

  @Property(tries = 300)
  void givesADistributionInWhichEveryTokenButPaddingIsPossible(
      @ForAll("pieces") List<int[]> pieces,
      @ForAll("piece") int[] context,
      @ForAll @IntRange(min = 1, max = NGram.MAX_ORDER) int order) {
    double[] probabilities = predicted(new NGram(text(pieces), order), context);
    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-12));
    assertThat(probabilities[PAD]).isZero();
    for (int id = 0; id < PAD; id++) {
      assertThat(probabilities[id]).isPositive();
    }
  }

  @Property(tries = 100)
  void looksAtNoMoreThanItsMemory(
      @ForAll("pieces") List<int[]> pieces, @ForAll @IntRange(min = 1, max = 6) int order) {
    NGram model = new NGram(text(pieces), order);
    int[] one = {0, 0, 0, 1, 2, 3, 4, 0};
    int[] other = {4, 4, 4, 1, 2, 3, 4, 0}; // The same in the last five.
    assertThat(model.memory()).isEqualTo(order - 1);
    assertThat(predicted(model, one)).isEqualTo(predicted(model, other));
  }

  @Provide
  Arbitrary<List<int[]>> pieces() {
    return piece().list().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<int[]> piece() {
    return Arbitraries.integers().between(0, PAD - 1).array(int[].class).ofMinSize(1).ofMaxSize(40);
  }

  /**
   * By hand: after 0 came 1 twice and 2 once; the discounts are the ones to fall back to, as no
   * bigram came three times. Continuations: 0 after pad, 1 and 2 (3), 1 after 0 (1), 2 after 0 (1).
   */
  @Test
  void countsWhatCameAfterAContext() {
    NGram bigram = new NGram(text(List.of(new int[] {0, 1, 0, 2, 0, 1})), 2);
    // 5 tokens before: each has one of 3 unigram continuations, discounts 1.5 + 0.5 + 0.5 of 5.
    double rest = 2.5 / 5 / 5;
    double one = 0.5 / 5 + rest;
    assertThat(predicted(bigram, new int[] {0}))
        .containsExactly(
            new double[] {
              0.5 * ((3 - 1.5) / 5 + rest),
              (2 - 1.0) / 3 + 0.5 * one,
              (1 - 0.5) / 3 + 0.5 * one,
              0.5 * rest,
              0.5 * rest,
              0
            },
            within(1e-12));
  }

  @Test
  void readsItsContextFromTheMiddleOfAnArray() {
    NGram model = new NGram(text(List.of(new int[] {0, 1, 0, 2, 0, 1, 3, 4, 4, 2})), 3);
    double[] expected = predicted(model, new int[] {0, 1});
    double[] probabilities = new double[SIX.size()];
    model.predict(new int[] {4, 0, 1, 3}, 1, 3, probabilities);
    assertThat(probabilities).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 17, -1})
  void refusesAnOrderThatIsNone(int order) {
    assertThatThrownBy(() -> new NGram(text(List.of(new int[] {1})), order))
        .hasMessage("order must be 1 to 16, was " + order);
  }

  private static TrainingText text(List<int[]> pieces) {
    return TrainingText.of(pieces.stream().map(Tokens::of).toList(), SIX);
  }

  private static double[] predicted(Baseline baseline, int[] context) {
    double[] probabilities = new double[SIX.size()];
    baseline.predict(context, 0, context.length, probabilities);
    return probabilities;
  }
}
