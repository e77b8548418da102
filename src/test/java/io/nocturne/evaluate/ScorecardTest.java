package io.nocturne.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.evaluate.TargetSpec.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorecardTest {
  private final Scorecard card = new Scorecard("model", List.of("first", "silent", "last"), 2);

  @Test
  void sumsUpAllTargets() {
    card.add(0, 0, new Score(Math.log(2), 0, 0.5), token(1));
    card.add(2, 1, new Score(Math.log(8), 4, 0.3), token(3));
    card.add(2, 1, new Score(Math.log(16), 5, 0.3), token(0));
    Metrics total = card.measures().total();
    assertThat(total.targets()).isEqualTo(3);
    assertThat(total.bitsPerToken()).isCloseTo(8.0 / 3, within(1e-12));
    assertThat(total.bitsPerNote()).hasValueCloseTo(2.0, within(1e-12));
    assertThat(total.perplexity()).isCloseTo(Math.pow(2, 8.0 / 3), within(1e-12));
    assertThat(total.accuracy()).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(total.topFive()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void hasNoBitsANoteWhereNoNoteIsStruck() {
    card.add(0, 0, new Score(1, 0, 0.5), token(0));
    assertThat(card.measures().total().bitsPerNote()).isEmpty();
  }

  @Test
  void tellsOfEachPositionAndOfEachPieceThatHasTargets() {
    card.add(0, 0, new Score(1, 0, 0.5), token(1));
    card.add(2, 1, new Score(3, 1, 0.5), token(1));
    card.add(2, 1, new Score(5, 0, 0.5), token(1));
    ModelMetrics measures = card.measures();
    assertThat(measures.positions()).extracting(Metrics::loss).containsExactly(1.0, 4.0);
    assertThat(measures.pieces())
        .extracting(NamedMetrics::name, piece -> piece.measures().loss())
        .containsExactly(tuple("first", 1.0), tuple("last", 4.0));
  }

  @Test
  void tellsOfEachTypeTheOneThatSurprisesMostInAllFirst() {
    card.add(0, 0, new Score(2, 0, 0.5), new Token("Pitch", 1));
    card.add(0, 0, new Score(1, 0, 0.5), new Token("Duration", 0));
    card.add(2, 1, new Score(2, 1, 0.5), new Token("Duration", 0));
    assertThat(card.measures().types())
        .extracting(NamedMetrics::name, type -> type.measures().accuracy())
        .containsExactly(tuple("Duration", 0.5), tuple("Pitch", 1.0));
    assertThat(card.measures().ofType("Bar")).isEqualTo(Metrics.NONE);
  }

  /** By hand: bin (0.4667, 0.5333] has 0.5 and 0.5, one right; (0.8667, 0.9333] has 0.9, wrong. */
  @Test
  void meansTheDistancesOfConfidenceAndAccuracyByTheTargetsOfTheirBins() {
    card.add(0, 0, new Score(1, 0, 0.5), token(1));
    card.add(0, 0, new Score(1, 1, 0.5), token(1));
    card.add(0, 0, new Score(1, 1, 0.9), token(1));
    assertThat(card.measures().reliability().error())
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
