package io.nocturne.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.evaluate.ModelMetrics.BitsInterval;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  /**
   * For many alike pieces the interval is that of the normal distribution: 1.96 standard errors.
   */
  @Test
  void isTheNormalIntervalForManyPieces() {
    Random random = new Random(5);
    List<Metrics> pieces =
        Stream.generate(() -> piece(3 + random.nextGaussian())).limit(400).toList();
    double mean = pieces.stream().mapToDouble(BootstrapTest::bits).average().orElseThrow();
    double variance = pieces.stream().mapToDouble(one -> Math.pow(bits(one) - mean, 2)).sum() / 400;
    double half = 1.96 * Math.sqrt(variance / 400);
    BitsInterval interval = Bootstrap.bitsPerNote(pieces).orElseThrow();
    assertThat(interval.low()).isCloseTo(mean - half, within(0.15 * half));
    assertThat(interval.high()).isCloseTo(mean + half, within(0.15 * half));
  }

  @Test
  void weightsPiecesByTheirNotes() {
    Metrics lng = new Metrics(1000, 1000, 1000 * Math.log(2), 0, 0);
    Metrics tiny = new Metrics(1, 1, 9 * Math.log(2), 0, 0);
    assertThat(Bootstrap.bitsPerNote(List.of(lng, lng, lng, tiny)).orElseThrow().high())
        .isLessThan(1.1);
  }

  @Test
  void isEmptyForOnePiece() {
    assertThat(Bootstrap.bitsPerNote(List.of(piece(1)))).isEmpty();
  }

  private static Metrics piece(double bits) {
    return new Metrics(10, 10, 10 * bits * Math.log(2), 0, 0);
  }

  private static double bits(Metrics piece) {
    return piece.bitsPerNote().orElseThrow();
  }
}
