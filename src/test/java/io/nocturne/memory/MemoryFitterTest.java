package io.nocturne.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.token.PitchTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryFitterTest {
  private static final MemoryModel MODEL = MemoryModel.unfitted(PitchTokenizer.piano());
  private static final long SEED = 5;

  /** The model gives token 1 a probability of 0.1, and token 2 as well. */
  private static final double[] PROBABILITIES = {0.8, 0.1, 0.1};

  @Test
  void findsTheOddsThatMakeTheTokensMostLikely() {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      observations.add(suggestions(i % 10 < 7 ? 1 : 2).observe(1, PROBABILITIES));
    }
    Gate gate = MemoryWeights.fit(observations).gate();
    double[] odds = gate.odds(observations.get(0).evidence());
    // With odds o: 0.7 / (0.1 + o) - 1 / (1 + o) = 0.
    assertThat(odds[0]).isCloseTo(2, within(0.05));
  }

  @Test
  void findsWeightsThatNoNeighborExceedsByMuch() {
    Random random = new Random(SEED);
    List<Observation> observations =
        IntStream.range(0, 300).mapToObj(i -> observation(random)).toList();
    MemoryWeights fitted = MemoryWeights.fit(observations);
    double best = logLikelihood(observations, fitted);
    for (int i = 0; i < 100; i++) {
      MemoryWeights other = near(fitted, random);
      assertThat(logLikelihood(observations, other))
          .as("neighbor %d, seed %d", i, SEED)
          .isLessThan(best + 1);
    }
  }

  @Test
  void trustsLongMatchesThatAreRightAndNotShortOnesThatAreWrong() {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      observations.add(suggestions(4, 1).observe(1, PROBABILITIES));
      observations.add(suggestions(0.5, 2).observe(1, PROBABILITIES));
    }
    Gate gate = MemoryWeights.fit(observations).gate();
    assertThat(gate.odds(observations.get(0).evidence())[0]).isGreaterThan(9);
    assertThat(gate.odds(observations.get(1).evidence())[0]).isLessThan(0.1);
  }

  @Test
  void trustsWhatTheNetworkFindsPossibleMoreThanWhatItRulesOut() {
    double[] unlikely = {0.999998, 1e-6, 1e-6};
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      observations.add(suggestions(2, 1).observe(1, PROBABILITIES));
      observations.add(suggestions(2, 1).observe(0, unlikely));
    }
    Gate gate = MemoryWeights.fit(observations).gate();
    assertThat(gate.odds(observations.get(0).evidence())[0]).isGreaterThan(9);
    assertThat(gate.odds(observations.get(1).evidence())[0]).isLessThan(0.1);
  }

  @Test
  void trustsLoopsLittleEvenIfTheyContinue() {
    Suggestions loop = new Suggestions(MODEL, tokens(4, 1), true, 1);
    List<Observation> observations =
        IntStream.range(0, 200).mapToObj(i -> loop.observe(1, PROBABILITIES)).toList();
    assertThat(MemoryWeights.fit(observations).loops()).isEqualTo(0.2);
  }

  @Test
  void judgesEachPieceByWeightsThatWereFittedToTheOthers() {
    MemoryFitter fitter = new MemoryFitter();
    for (int i = 0; i < 50; i++) {
      fitter.add(0, suggestions(1), 1, PROBABILITIES);
      fitter.add(1, suggestions(2), 1, PROBABILITIES);
    }
    FittedMemory fitted = fitter.fit("best-1");
    float[][] evidence = suggestions(1).observe(1, PROBABILITIES).evidence();
    assertThat(fitted.heldOut(0).gate().odds(evidence)[0])
        .isLessThan(0.2); // Fitted to the wrong ones.
    assertThat(fitted.heldOut(1).gate().odds(evidence)[0]).isGreaterThan(3);
    assertThat(fitted.improves()).isFalse();
  }

  @Test
  void measuresWhatTheMemoryGains() {
    MemoryFitter fitter = new MemoryFitter();
    for (int piece = 0; piece < 3; piece++) {
      for (int i = 0; i < 50; i++) {
        fitter.add(piece, suggestions(1), 1, PROBABILITIES);
      }
    }
    FittedMemory fitted = fitter.fit("best-1");
    assertThat(fitted.targets()).isEqualTo(150);
    assertThat(fitted.networkNats()).isCloseTo(-Math.log(0.1), within(1e-9));
    assertThat(fitted.memoryNats()).isLessThan(0.2);
    assertThat(fitted.improves()).isTrue();
  }

  @Test
  void needsATokenToFitTo() {
    assertThatThrownBy(() -> new MemoryFitter().fit("best-1"))
        .hasMessage("there must be a token to fit the memory to, was none");
  }

  @Test
  void refusesWeightsOfAnotherNumberOfInputs() {
    assertThatThrownBy(() -> new MemoryWeights(List.of(List.of(0.5)), List.of(1.0, 0.0), 0.2))
        .hasMessage("weights of a hidden unit must be 12 finite numbers, were [0.5]");
  }

  private static Suggestions suggestions(int id) {
    return suggestions(4, id);
  }

  private static Suggestions suggestions(double peak, int id) {
    return new Suggestions(MODEL, tokens(peak, id), false, 1);
  }

  private static SuggestedTokens tokens(double peak, int id) {
    float[] peaks = new float[Gate.VIEWS];
    Arrays.fill(peaks, (float) peak);
    return new SuggestedTokens(new int[] {id}, new float[][] {{1, 1, 1, 1}}, peaks);
  }

  private static Observation observation(Random random) {
    double peak = 4 * random.nextDouble();
    return suggestions(peak, 1).observe(4 * random.nextDouble() < peak ? 1 : 0, PROBABILITIES);
  }

  /** Returns weights that differ by a little. */
  private static MemoryWeights near(MemoryWeights weights, Random random) {
    return new MemoryWeights(
        weights.hidden().stream().map(unit -> near(unit, random)).toList(),
        near(weights.output(), random),
        weights.loops());
  }

  private static List<Double> near(List<Double> values, Random random) {
    return values.stream().map(value -> value + 0.05 * random.nextGaussian()).toList();
  }

  private static double logLikelihood(List<Observation> observations, MemoryWeights weights) {
    return observations.stream()
        .mapToDouble(one -> Math.log(weights.gate().probability(one)))
        .sum();
  }
}
