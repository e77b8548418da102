package io.nocturne.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoudnessMeterTest {
  private static double[] sine(double hertz, double level, double seconds, int rate) {
    double[] samples = new double[(int) (seconds * rate)];
    Arrays.setAll(samples, i -> level * Math.sin(2 * Math.PI * hertz * i / rate));
    return samples;
  }

  /** BS.1770-4: 997 Hz at full scale in one channel reads -3.01. */
  @ParameterizedTest
  @CsvSource({"48000, 1, -3.01", "44100, 1, -3.01", "44100, 0.1, -23.01"})
  void readsTheSineOfTheRecommendation(int rate, double level, double expected) {
    assertThat(LoudnessMeter.integrated(sine(997, level, 3, rate), rate))
        .isEqualTo(expected, within(0.02));
  }

  @Test
  void leavesOutWhatIsMuchSofter() {
    double[] loud = sine(997, 0.1, 5, 48_000);
    double[] all = Arrays.copyOf(loud, 2 * loud.length);
    // 47 blocks are full, and three hold 3/4, 1/2 and 1/4 of it: 10 log10(48.5 / 50) below -23.01.
    assertThat(LoudnessMeter.integrated(all, 48_000)).isEqualTo(-23.142, within(0.02));
  }

  @Test
  void hearsLessOfLowNotes() {
    assertThat(LoudnessMeter.integrated(sine(30, 1, 3, 48_000), 48_000)).isLessThan(-8);
  }

  @Test
  void findsSilenceInfinitelySoft() {
    assertThat(LoudnessMeter.integrated(new double[48_000], 48_000))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
