package io.nocturne.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.token.PitchTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryFitterTest {
  /** The model gives token 1 a probability of 0.1, and token 2 as well. */
  private static final double[] PROBABILITIES = {0.8, 0.1, 0.1};

  private static final MixtureWeights EVEN = new MixtureWeights(0.5, 0.25, 0.25);

  @Test
  void findsTheWeightsThatMakeTheTokensMostLikely() {
    List<Observation> observations = observations(400);
    MixtureWeights fitted = MixtureWeights.fit(observations, EVEN, 1e-9);
    double best = logLikelihood(observations, fitted);
    for (int exact = 0; exact <= 19; exact++) {
      for (int transposed = 0; exact + transposed <= 19; transposed++) {
        MixtureWeights other =
            new MixtureWeights(1 - 0.05 * (exact + transposed), 0.05 * exact, 0.05 * transposed);
        assertThat(logLikelihood(observations, other)).isLessThanOrEqualTo(best + 1e-6);
      }
    }
  }

  @Test
  void keepsThePriorWithoutObservations() {
    assertThat(MixtureWeights.fit(List.of(), EVEN, 10)).isEqualTo(EVEN);
  }

  @Test
  void trustsLongMatchesThatAreRightAndNotShortOnesThatAreWrong() {
    MemoryWeights weights =
        MemoryWeights.fit(
            List.of(10, 3).stream()
                .flatMap(
                    length ->
                        IntStream.range(0, 200)
                            .mapToObj(
                                i ->
                                    new Observation(
                                        evidence(length, 0, 0.1), 0.1, length > 5 ? 1 : 0, 0)))
                .toList());
    assertThat(weights.of(evidence(10, 0, 0.1)).exact()).isGreaterThan(0.9);
    assertThat(weights.of(evidence(3, 0, 0.1)).exact()).isLessThan(0.1);
    assertThat(weights.of(evidence(0, 0, 0))).isEqualTo(MixtureWeights.NETWORK);
  }

  @Test
  void trustsWhatTheNetworkFindsPossibleMoreThanWhatItRulesOut() {
    List<Observation> observed = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      observed.add(new Observation(evidence(6, 0, 0.3), 0.3, 1, 0));
      observed.add(new Observation(evidence(6, 0, 1e-5), 0.3, 0, 0));
    }
    MemoryWeights weights = MemoryWeights.fit(observed);
    assertThat(weights.of(evidence(6, 0, 0.3)).exact()).isGreaterThan(0.9);
    assertThat(weights.of(evidence(6, 0, 1e-5)).exact()).isLessThan(0.1);
  }

  @Test
  void trustsNoLoopThatItHasNotSeen() {
    List<Observation> right =
        IntStream.range(0, 200)
            .mapToObj(i -> new Observation(evidence(10, 10, 0.1), 0.1, 1, 1))
            .toList();
    MemoryWeights weights = MemoryWeights.fit(right);
    assertThat(weights.of(evidence(10, 10, 0.1)).network()).isLessThan(0.1);
    assertThat(weights.of(new Evidence(10, 10, true, 0.1)).network()).isCloseTo(0.8, within(1e-9));
  }

  @Test
  void judgesEachPieceByWeightsThatWereFittedToTheOthers() {
    MemoryFitter fitter = new MemoryFitter();
    for (int i = 0; i < 50; i++) {
      fitter.add(0, right(), 1, PROBABILITIES);
      fitter.add(1, wrong(), 1, PROBABILITIES);
    }
    FittedMemory fitted = fitter.fit("best-1");
    assertThat(fitted.heldOut(0).of(evidence(10, 0, 0.1)).exact())
        .isLessThan(0.1); // Fitted to the wrong ones.
    assertThat(fitted.heldOut(1).of(evidence(10, 0, 0.1)).exact()).isGreaterThan(0.9);
    assertThat(fitted.weights().of(evidence(10, 0, 0.1)).exact()).isCloseTo(0.5, within(0.1));
    assertThat(fitted.improves()).isFalse();
  }

  @Test
  void measuresWhatTheMemoryGains() {
    MemoryFitter fitter = new MemoryFitter();
    for (int piece = 0; piece < 3; piece++) {
      for (int i = 0; i < 50; i++) {
        fitter.add(piece, right(), 1, PROBABILITIES);
      }
    }
    FittedMemory fitted = fitter.fit("best-1");
    assertThat(fitted.targets()).isEqualTo(150);
    assertThat(fitted.networkNats()).isCloseTo(-Math.log(0.1), within(1e-9));
    assertThat(fitted.memoryNats()).isLessThan(0.1);
    assertThat(fitted.improves()).isTrue();
  }

  @Test
  void needsATokenToFitTo() {
    assertThatThrownBy(() -> new MemoryFitter().fit("best-1"))
        .hasMessage("there must be a token to fit the memory to, was none");
  }

  @Test
  void refusesAWeightOfTheMemoryWithoutAMatch() {
    MixtureWeights exact = new MixtureWeights(0.5, 0.5, 0);
    List<List<MixtureWeights>> loops =
        List.of(List.of(MixtureWeights.NETWORK, EVEN), List.of(exact, EVEN));
    assertThatThrownBy(
            () ->
                new MemoryWeights(
                    List.of(0), List.of(0.0), List.of(List.of(List.of(exact))), loops))
        .hasMessageStartingWith("weights without a match must be 1, 0 and 0, were ");
  }

  @Test
  void refusesWeightsThatDoNotSumToOne() {
    assertThatThrownBy(() -> new MixtureWeights(0.5, 0.2, 0.2))
        .hasMessageContaining("must sum to 1, were 0.5, 0.2 and 0.2");
  }

  private static Suggestions right() {
    return suggestions(1);
  }

  private static Suggestions wrong() {
    return suggestions(2);
  }

  private static Suggestions suggestions(int id) {
    return new Suggestions(
        MemoryModel.unfitted(PitchTokenizer.piano()),
        Followers.of(10, false, new int[] {id}),
        Followers.NONE);
  }

  private static Evidence evidence(int exact, int transposed, double agreement) {
    return new Evidence(exact, transposed, false, agreement);
  }

  private static List<Observation> observations(int count) {
    Random random = new Random(7);
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      observations.add(
          new Observation(
              evidence(5, 5, 0.1),
              0.01 + 0.5 * random.nextDouble(),
              random.nextInt(3) == 0 ? 1 : 0,
              random.nextDouble()));
    }
    return observations;
  }

  private static double logLikelihood(List<Observation> observations, MixtureWeights weights) {
    return observations.stream().mapToDouble(one -> Math.log(one.probability(weights))).sum();
  }
}
