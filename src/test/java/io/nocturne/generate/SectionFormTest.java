package io.nocturne.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.generate.Constraint.NoRepeatNgram;
import io.nocturne.generate.GenerateSpec.BeamSpec;
import io.nocturne.generate.Generator.NextTokenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionFormTest {
  private static final int BAR = 0;
  private static final int SIGNATURE = 1;
  private static final int END = 4;
  private static final int SIZE = 6;
  private static final int[] PRIMER = {2, 3};
  private static final TokenSpace TOKENS =
      new TokenSpace(3, SIZE, 5, Set.of(), OptionalInt.of(END));
  private static final NextTokenModel EVEN = windows -> new float[windows.length][SIZE];

  @Property(tries = 300)
  void bringsTheTokensOfALetterAgain(
      @ForAll @CharRange(from = 'A', to = 'D') @StringLength(min = 1, max = 8) String letters,
      @ForAll @IntRange(min = 1, max = 5) int length,
      @ForAll long seed) {
    int[] made = generate(new SectionForm(letters, length, OptionalInt.empty(), Set.of()), seed)[0];
    assertThat(made).hasSize(length * letters.length());
    Map<Character, int[]> byLetter = new HashMap<>();
    for (int i = 0; i < letters.length(); i++) {
      int[] section = Arrays.copyOfRange(made, i * length, (i + 1) * length);
      assertThat(section).isEqualTo(byLetter.computeIfAbsent(letters.charAt(i), any -> section));
    }
  }

  @Property(tries = 300)
  void bringsTheBarsOfALetterAgainButForTheirSignature(
      @ForAll @CharRange(from = 'A', to = 'D') @StringLength(min = 1, max = 8) String letters,
      @ForAll @IntRange(min = 1, max = 3) int length,
      @ForAll long seed) {
    SectionForm sections = new SectionForm(letters, length, OptionalInt.of(BAR), Set.of(SIGNATURE));
    int[] made = generate(sections, seed)[0];
    assertThat(Arrays.stream(made).filter(id -> id == SIGNATURE).count()).isLessThan(2);
    List<List<Integer>> bars = bars(made);
    assertThat(bars).hasSize(length * letters.length());
    Map<Character, List<List<Integer>>> byLetter = new HashMap<>();
    for (int i = 0; i < letters.length(); i++) {
      List<List<Integer>> section = bars.subList(i * length, (i + 1) * length);
      assertThat(section).isEqualTo(byLetter.computeIfAbsent(letters.charAt(i), any -> section));
    }
  }

  /** Without signatures, and without what comes before the first. */
  private static List<List<Integer>> bars(int[] ids) {
    List<List<Integer>> bars = new ArrayList<>();
    for (int id : ids) {
      if (id == BAR) {
        bars.add(new ArrayList<>());
      } else if (id != SIGNATURE && !bars.isEmpty()) {
        bars.get(bars.size() - 1).add(id);
      }
    }
    return bars;
  }

  @Property(tries = 100)
  void makesAPieceOfTheSeedAndItsNumberAlone(
      @ForAll @IntRange(min = 1, max = 9) int count,
      @ForAll @IntRange(min = 1, max = 10) int batchSize,
      @ForAll long seed) {
    SectionForm sections = new SectionForm("ABAC", 2, OptionalInt.of(BAR), Set.of(SIGNATURE));
    Generator generator = generator(EVEN, sections);
    Sampler sampler = Sampler.ofTemperature(1);
    int[][] all = generator.generate(PRIMER, new GenerateSpec(1000, 9, seed, sampler, 9));
    assertThat(generator.generate(PRIMER, new GenerateSpec(1000, count, seed, sampler, batchSize)))
        .isDeepEqualTo(Arrays.copyOf(all, count));
  }

  @Test
  void endsByTheFormAndNotBefore() {
    NextTokenModel ender =
        windows -> {
          float[][] rows = new float[windows.length][SIZE];
          Arrays.stream(rows).forEach(row -> row[END] = 20);
          return rows;
        };
    SectionForm sections = new SectionForm("ABC", 1, OptionalInt.of(BAR), Set.of());
    int[] made = generator(ender, sections).generate(new int[0], drawn(1000, 1))[0];
    assertThat(bars(made)).hasSize(3);
    assertThat(made[made.length - 1]).as("the end was most likely next").isEqualTo(BAR);
  }

  @Test
  void asksTheModelForNothingThatComesAgain() {
    List<Integer> asked = new ArrayList<>();
    NextTokenModel counting =
        windows -> {
          asked.add(windows.length);
          return EVEN.logits(windows);
        };
    SectionForm sections = new SectionForm("AAA", 5, OptionalInt.empty(), Set.of());
    generator(counting, sections).generate(PRIMER, drawn(1000, 1));
    assertThat(asked).hasSize(5);
  }

  @Test
  void reportsHowMuchOfTheFormIsComplete() {
    List<Long> heard = new ArrayList<>();
    SectionForm sections = new SectionForm("AB", 2, OptionalInt.empty(), Set.of());
    generator(EVEN, sections).generate(PRIMER, drawn(1000, 1), (done, all) -> heard.add(done));
    assertThat(heard).containsExactly(250L, 500L, 750L, 1000L);
  }

  @Test
  void letsNoOtherRuleKeepWhatComesAgainAway() {
    DecodingConstraints rules =
        new DecodingConstraints(
            RepetitionPenalty.NONE,
            List.of(new NoRepeatNgram(2)),
            Optional.of(new SectionForm("AA", 4, OptionalInt.empty(), Set.of())));
    int[] made = new Generator(EVEN, TOKENS, rules).generate(PRIMER, drawn(1000, 1))[0];
    assertThat(Arrays.copyOfRange(made, 4, 8)).isEqualTo(Arrays.copyOf(made, 4));
  }

  @Test
  void breaksOffWhereThereIsNoMoreRoom() {
    SectionForm sections = new SectionForm("AABA", 5, OptionalInt.empty(), Set.of());
    assertThat(generator(EVEN, sections).generate(PRIMER, drawn(7, 1))[0]).hasSize(7);
  }

  @Test
  void isNotSearchedFor() {
    SectionForm sections = new SectionForm("AABA", 5, OptionalInt.empty(), Set.of());
    assertThatThrownBy(
            () ->
                generator(EVEN, sections)
                    .search(PRIMER, new BeamSpec(20, 2, 1, 8), (done, all) -> {}))
        .isInstanceOf(UserException.class)
        .hasMessage("a beam search cannot repeat sections; leave out form AABA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aaba", "A B", "A1", "AÄ"})
  void takesLettersAlone(String letters) {
    assertThatThrownBy(() -> new SectionForm(letters, 1, OptionalInt.empty(), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("form must be 1 to 64 letters from A to Z, such as AABA, was " + letters);
  }

  private static Generator generator(NextTokenModel model, SectionForm sections) {
    return new Generator(
        model,
        TOKENS,
        new DecodingConstraints(RepetitionPenalty.NONE, List.of(), Optional.of(sections)));
  }

  private static int[][] generate(SectionForm sections, long seed) {
    return generator(EVEN, sections).generate(PRIMER, drawn(100_000, seed));
  }

  private static GenerateSpec drawn(int length, long seed) {
    return new GenerateSpec(length, 1, seed, Sampler.ofTemperature(1));
  }
}
