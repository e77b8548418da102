package io.nocturne.survey.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.evaluate.music.SummaryStatistics;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published worked examples, and values of scipy 1.17.1. */
class StatisticsTest {
  private static final double NONE = Double.NaN;
  private static final Offset<Double> EXACT = within(1e-12);

  /** Krippendorff (2011), part C: four observers, twelve units, gaps. */
  private static final Ratings KRIPPENDORFF =
      Ratings.of(
          new double[][] {
            {1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE},
            {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3},
            {NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE},
            {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE}
          });

  private static final Ratings SEVEN_BY_FOUR =
      Ratings.of(
          new double[][] {
            {4, 3, 5, 2},
            {5, 3, 4, 1},
            {4, 4, 5, 2},
            {3, 2, 5, 2},
            {5, 5, 4, 3},
            {4, 3, 3, 1},
            {2, 3, 4, 2}
          });

  @Test
  void theIntervalOfAMeanIsStudents() {
    SummaryStatistics sample = SummaryStatistics.of(4, 5, 3, 4, 2, 5, 4, 4, 3, 5);
    assertThat(sample.mean()).isCloseTo(3.9, EXACT);
    assertThat(sample.standardDeviation()).isCloseTo(0.9944289260117533, EXACT);
    assertThat(sample.interval(0.95).low()).isCloseTo(3.188628400280501, within(1e-9));
    assertThat(sample.interval(0.95).high()).isCloseTo(4.611371599719499, within(1e-9));
  }

  @Test
  void aSingleMeasurementHasNoInterval() {
    assertThat(SummaryStatistics.of(3).interval(0.95))
        .isEqualTo(new SummaryStatistics.Interval(NONE, NONE));
  }

  @Test
  void alphaIsThatOfKrippendorffsOwnExample() {
    assertThat(KrippendorffAlpha.ordinal(KRIPPENDORFF)).isCloseTo(0.815, within(5e-4));
    assertThat(KrippendorffAlpha.ordinal(KRIPPENDORFF)).isCloseTo(0.8153875037548814, EXACT);
    assertThat(KrippendorffAlpha.ordinal(SEVEN_BY_FOUR)).isCloseTo(0.4940116063711568, EXACT);
  }

  @Test
  void alphaIsOneIfAllAgree() {
    Ratings same = Ratings.of(new double[][] {{1, 5, 3}, {1, 5, 3}});
    assertThat(KrippendorffAlpha.ordinal(same)).isEqualTo(1);
  }

  @Test
  void friedmansTestIsScipys() {
    Friedman test = Friedman.test(SEVEN_BY_FOUR);
    assertThat(test.statistic()).isCloseTo(13.153846153846162, EXACT);
    assertThat(test.pValue()).isCloseTo(0.004315445181929885, EXACT);
    assertThat(test.kendallsW()).isCloseTo(0.6263736263736268, EXACT);
  }

  @Test
  void friedmansTestOfRatersWhoTellNothingApartIsNothing() {
    Friedman test = Friedman.test(Ratings.of(new double[][] {{3, 3, 3}, {2, 2, 2}}));
    assertThat(test.pValue()).isNaN();
  }

  /** Depression scores before and after therapy, from Hollander and Wolfe (1973), p. 29. */
  @Test
  void wilcoxonsTestIsExactWithoutTies() {
    double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    SignedRank test = SignedRank.test(before, after);
    assertThat(test.pValue()).isCloseTo(0.0390625, EXACT);
    assertThat(test.rankBiserial()).isCloseTo((40 - 5) / 45.0, EXACT);
  }

  @Test
  void wilcoxonsTestLeavesOutEqualPairsAndCorrectsForTies() {
    double[] first = {4, 5, 3, 4, 2, 5, 4, 4, 3, 5};
    double[] second = {3, 5, 2, 4, 1, 3, 2, 4, 4, 2};
    SignedRank test = SignedRank.test(first, second);
    assertThat(test.pairs()).isEqualTo(7);
    assertThat(test.pValue()).isCloseTo(0.05783127734199193, within(1e-9));
  }

  @Test
  void wilcoxonsTestFindsTiesOfMeansThatAreNotExact() {
    double[] first = {5 / 3.0, 7 / 3.0, 14 / 3.0, 2, 1};
    double[] second = {4 / 3.0, 2, 13 / 3.0, 3, 3};
    assertThat(SignedRank.test(first, second))
        .isEqualTo(SignedRank.test(new double[] {1, 1, 1, 0, 0}, new double[] {0, 0, 0, 3, 6}));
  }

  @Test
  void wilcoxonsTestOfEqualPairsFindsNothing() {
    assertThat(SignedRank.test(new double[] {3, 4}, new double[] {3, 4}))
        .isEqualTo(new SignedRank(0, 1, 0));
  }

  /** Computed by hand: 0.01 x 4, 0.02 x 3, 0.03 x 2 is less than that, 0.04 x 1 too. */
  @Test
  void holmsCorrectionNeverOvertakesASmallerPValue() {
    assertThat(Holm.adjusted(0.04, 0.01, 0.03, 0.02))
        .containsExactly(new double[] {0.06, 0.04, 0.06, 0.06}, EXACT);
    assertThat(Holm.adjusted(0.9, 0.6)).containsExactly(new double[] {1, 1}, EXACT);
  }

  /** Computed by the noncentral t distribution of scipy. */
  @ParameterizedTest
  @CsvSource({
    "10, 1.0, 0.8030968566327218",
    "10, 0.5, 0.2931756065140767",
    "30, 0.5, 0.75396471574379"
  })
  void powerIsThatOfTheNoncentralDistributionToTheSimulationsError(
      int participants, double effect, double power) {
    // Three standard errors of 20,000 studies.
    assertThat(Power.ofPairedTest(participants, effect, 0.05)).isCloseTo(power, within(0.0106));
  }

  @Test
  void tenPeopleFindADifferenceOfAboutOneStandardDeviation() {
    assertThat(Power.minimumDetectableEffect(10, 0.8, 0.05)).isCloseTo(1, within(0.02));
  }

  @Test
  void takesThoseWhoRatedEverything() {
    assertThat(KRIPPENDORFF.complete().raters()).isZero();
    assertThat(SEVEN_BY_FOUR.complete().raters()).isEqualTo(7);
  }

  @Test
  void refusesRatersWithDifferentNumbersOfRatings() {
    assertThatThrownBy(() -> Ratings.of(new double[][] {{1, 2}, {1}}))
        .hasMessage("each rater must have 2 ratings, missing ones among them; rater 2 had 1");
  }

  @Test
  void refusesAFriedmanTestOfTwoThings() {
    assertThatThrownBy(() -> Friedman.test(Ratings.of(new double[][] {{1, 2}, {1, 2}})))
        .hasMessage("Friedman's test needs 2 raters of 3 items, had 2 of 2");
  }
}
