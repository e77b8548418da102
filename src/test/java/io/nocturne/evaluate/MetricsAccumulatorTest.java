package io.nocturne.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.corpus.PieceGroups;
import io.nocturne.evaluate.ModelMetrics.NamedMetrics;
import io.nocturne.evaluate.TargetSpec.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsAccumulatorTest {
  private final MetricsAccumulator accumulator =
      new MetricsAccumulator(
          "model",
          List.of("first", "silent", "last"),
          new PieceGroups(new int[] {0, 1, 2}, 3),
          List.of("beginning", "middle", "end"),
          new TargetSpec(2, 0, 88, List.of()));

  @Test
  void sumsUpTheTargetsOfEachGroupOfPieces() {
    MetricsAccumulator grouped =
        new MetricsAccumulator(
            "model",
            List.of("first", "other", "last"),
            new PieceGroups(new int[] {0, 1, 0}, 2),
            List.of("all"),
            new TargetSpec(2, 0, 88, List.of()));
    grouped.add(0, 0, 0, token(1), new Score(1, 0, 0.5));
    grouped.add(1, 0, 0, token(1), new Score(2, 7, 0.5));
    grouped.add(2, 0, 0, token(2), new Score(4, 1, 0.5));
    assertThat(grouped.metrics().groups())
        .containsExactly(new Metrics(2, 3, 5, 1, 2), new Metrics(1, 1, 2, 0, 0));
  }

  @Test
  void sumsUpAllTargets() {
    accumulator.add(0, 0, 0, token(1), new Score(Math.log(2), 0, 0.5));
    accumulator.add(2, 1, 0, token(3), new Score(Math.log(8), 4, 0.3));
    accumulator.add(2, 1, 0, token(0), new Score(Math.log(16), 5, 0.3));
    Metrics total = accumulator.metrics().total();
    assertThat(total.targets()).isEqualTo(3);
    assertThat(total.bitsPerToken()).isCloseTo(8.0 / 3, within(1e-12));
    assertThat(total.bitsPerNote()).hasValueCloseTo(2.0, within(1e-12));
    assertThat(total.perplexity()).isCloseTo(Math.pow(2, 8.0 / 3), within(1e-12));
    assertThat(total.accuracy()).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(total.topFiveAccuracy()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void hasNoBitsPerNoteWithoutNotes() {
    accumulator.add(0, 0, 0, token(0), new Score(1, 0, 0.5));
    assertThat(accumulator.metrics().total().bitsPerNote()).isEmpty();
  }

  @Test
  void sumsUpByPositionAndByPieceWithTargets() {
    accumulator.add(0, 0, 0, token(1), new Score(1, 0, 0.5));
    accumulator.add(2, 1, 0, token(1), new Score(3, 1, 0.5));
    accumulator.add(2, 1, 0, token(1), new Score(5, 0, 0.5));
    ModelMetrics measures = accumulator.metrics();
    assertThat(measures.positions()).extracting(Metrics::loss).containsExactly(1.0, 4.0);
    assertThat(measures.pieces())
        .extracting(NamedMetrics::name, piece -> piece.metrics().loss())
        .containsExactly(tuple("first", 1.0), tuple("last", 4.0));
  }

  @Test
  void sumsUpBySectionWithTargets() {
    accumulator.add(0, 0, 2, token(1), new Score(1, 0, 0.5));
    accumulator.add(2, 1, 0, token(1), new Score(3, 1, 0.5));
    accumulator.add(2, 1, 2, token(1), new Score(5, 0, 0.5));
    assertThat(accumulator.metrics().sections())
        .extracting(NamedMetrics::name, section -> section.metrics().loss())
        .containsExactly(tuple("beginning", 3.0), tuple("end", 3.0));
  }

  @Test
  void ordersTypesByTheirTotalLoss() {
    accumulator.add(0, 0, 0, new Token("Pitch", 1), new Score(2, 0, 0.5));
    accumulator.add(0, 0, 0, new Token("Duration", 0), new Score(1, 0, 0.5));
    accumulator.add(2, 1, 0, new Token("Duration", 0), new Score(2, 1, 0.5));
    assertThat(accumulator.metrics().types())
        .extracting(NamedMetrics::name, type -> type.metrics().accuracy())
        .containsExactly(tuple("Duration", 0.5), tuple("Pitch", 1.0));
    assertThat(accumulator.metrics().ofType("Bar")).isEqualTo(Metrics.NONE);
  }

  /** By hand: bin (0.4667, 0.5333] has 0.5 and 0.5, one right; (0.8667, 0.9333] has 0.9, wrong. */
  @Test
  void weightsCalibrationErrorsByTargets() {
    accumulator.add(0, 0, 0, token(1), new Score(1, 0, 0.5));
    accumulator.add(0, 0, 0, token(1), new Score(1, 1, 0.5));
    accumulator.add(0, 0, 0, token(1), new Score(1, 1, 0.9));
    assertThat(accumulator.metrics().calibration().expectedError())
        .isCloseTo((2 * Math.abs(0.5 - 0.5) + 0.9) / 3, within(1e-12));
  }

  @Test
  void aBinEndsWithTheConfidenceThatItIsNamedAfter() {
    assertThat(Reliability.bin(0)).isZero();
    assertThat(Reliability.bin(1e-9)).isZero();
    assertThat(Reliability.bin(3.0 / 15)).isEqualTo(2);
    assertThat(Reliability.bin(Math.nextUp(3.0 / 15))).isEqualTo(3);
    assertThat(Reliability.bin(1)).isEqualTo(14);
  }

  private static Token token(int notes) {
    return new Token("note", notes);
  }
}
