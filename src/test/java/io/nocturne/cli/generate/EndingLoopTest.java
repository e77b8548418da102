package io.nocturne.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingLoopTest {
  /** The end is written as its period, and how many notes it has in all. */
  @ParameterizedTest
  @CsvSource({
    "a, 16",
    "ab, 16",
    "abc, 17",
    "abcd, 16",
    "abcdefgh, 32",
    "abcdefgh, 39",
    "abaab, 40"
  })
  void findsThePeriodAndTheFirstNoteOfAnEndThatRepeats(String period, int length) {
    String end = period.repeat(length).substring(0, length);
    assertThat(EndingLoop.atEndOf(symbols("xyzzyx" + end)))
        .contains(new EndingLoop(6, period.length()));
  }

  @ParameterizedTest
  @CsvSource({"a, 15", "ab, 15", "abcde, 19", "abcdefgh, 31"})
  void takesAFewRepeatsForMusic(String period, int length) {
    String end = period.repeat(length).substring(0, length);
    assertThat(EndingLoop.atEndOf(symbols("xyzzyx" + end))).isEmpty();
  }

  @Test
  void takesALoopThatIsLeftForMusic() {
    assertThat(EndingLoop.atEndOf(symbols("ab".repeat(50) + "c"))).isEmpty();
  }

  @Test
  void prefersTheLongerLoopToAShorterOneInIt() {
    String bar = "aaaaaaaaaaaaaaaaaaaab";
    assertThat(EndingLoop.atEndOf(symbols("xy" + bar.repeat(5) + "aaaaaaaaaaaaaaaaaaaa")))
        .contains(new EndingLoop(2, bar.length()));
  }

  @Test
  void begunInTheMiddleOfAPeriodItCountsFromThere() {
    assertThat(EndingLoop.atEndOf(symbols("zcabcabcabcabcabcabc"))).contains(new EndingLoop(1, 3));
  }

  @Test
  void findsNoneInNothing() {
    assertThat(EndingLoop.atEndOf(new int[0])).isEmpty();
    assertThat(EndingLoop.atEndOf(new int[] {1})).isEmpty();
  }

  /** Finds the loop by trying every start and every period. */
  @Property(tries = 2_000)
  void findsWhatTryingEverythingFinds(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int kinds) {
    Random random = new Random(seed);
    int period = 1 + random.nextInt(6);
    int[] symbols = random.ints(random.nextInt(60), 0, kinds).toArray();
    for (int i = Math.max(period, symbols.length / 3); i < symbols.length; i++) {
      symbols[i] = random.nextInt(40) == 0 ? symbols[i] : symbols[i - period];
    }
    assertThat(EndingLoop.atEndOf(symbols)).isEqualTo(byTrying(symbols));
  }

  private static Optional<EndingLoop> byTrying(int[] symbols) {
    for (int start = 0; start < symbols.length; start++) {
      int length = symbols.length - start;
      for (int period = 1; period * EndingLoop.MIN_REPEATS <= length; period++) {
        int step = period;
        boolean repeats =
            IntStream.range(start + period, symbols.length)
                .allMatch(i -> symbols[i] == symbols[i - step]);
        if (repeats && length >= EndingLoop.MIN_LENGTH) {
          return Optional.of(new EndingLoop(start, period));
        }
      }
    }
    return Optional.empty();
  }

  private static int[] symbols(String letters) {
    return letters.chars().toArray();
  }
}
