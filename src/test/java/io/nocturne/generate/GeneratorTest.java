package io.nocturne.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.generate.Constraint.AllowedTokens;
import io.nocturne.generate.Constraint.NoRepeatNgram;
import io.nocturne.generate.Generator.NextTokenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorTest {
  private static final int VOCABULARY = 6;
  private static final int PADDING = 5;
  private static final TokenSpace TOKENS = new TokenSpace(4, VOCABULARY, PADDING);

  /** The most likely token is the one after the last. */
  private static final NextTokenModel SUCCESSOR =
      windows -> rows(windows, (window, id) -> id == (window[3] + 1) % VOCABULARY ? 1 : 0);

  /** Every token is as likely as any other, and so low that a mask must be lower than low. */
  private static final NextTokenModel EVEN = windows -> rows(windows, (window, id) -> -100);

  /** Logits that depend on the whole window, so that one other token changes all that follow. */
  private static final NextTokenModel HASHING =
      windows -> rows(windows, (window, id) -> (31 * Arrays.hashCode(window) + id * 7) % 5 / 2f);

  private static final int[] PRIMER = {1};

  @Test
  void continuesThePrimerWithoutRepeatingIt() {
    int[][] pieces = new Generator(SUCCESSOR, TOKENS).generate(new int[] {0, 1}, greedy(3));
    assertThat(pieces).isDeepEqualTo(new int[][] {{2, 3, 4}});
  }

  @Test
  void readsTheEndOfALongPrimer() {
    assertThat(windowsRead(new int[] {4, 3, 2, 1, 0, 1}, 1)).containsExactly(List.of(2, 1, 0, 1));
  }

  @Test
  void padsAShortPrimerOnTheLeft() {
    assertThat(windowsRead(new int[] {1, 2}, 1)).containsExactly(List.of(5, 5, 1, 2));
  }

  @Test
  void startsFromPaddingWithoutAPrimer() {
    assertThat(windowsRead(new int[0], 1)).containsExactly(List.of(5, 5, 5, 5));
  }

  @Test
  void movesTheWindowByEachNewToken() {
    assertThat(windowsRead(new int[] {0}, 3))
        .containsExactly(List.of(5, 5, 5, 0), List.of(5, 5, 0, 1), List.of(5, 0, 1, 2));
  }

  @Test
  void leavesThePrimerUntouched() {
    int[] primer = {0, 1, 2, 3};
    new Generator(SUCCESSOR, TOKENS).generate(primer, greedy(3));
    assertThat(primer).containsExactly(0, 1, 2, 3);
  }

  @Test
  void samplesNoPaddingEvenWhereItIsMostLikely() {
    NextTokenModel padder = windows -> rows(windows, (window, id) -> id == PADDING ? 100 : id);
    assertThat(new Generator(padder, TOKENS).generate(new int[0], greedy(2)))
        .isDeepEqualTo(new int[][] {{4, 4}});
  }

  @Test
  void samplesNoForbiddenId() {
    TokenSpace tokens = new TokenSpace(4, VOCABULARY, PADDING, Set.of(0, 3));
    int[][] pieces = new Generator(EVEN, tokens).generate(new int[0], drawn(1_000, 1, 64));
    assertThat(Arrays.stream(pieces[0]).distinct().sorted()).containsExactly(1, 2, 4);
  }

  @ParameterizedTest
  @CsvSource({"1, 64", "5, 64", "7, 1", "7, 3", "20, 7", "20, 20"})
  void makesAPieceOfTheSeedAndItsNumberAlone(int count, int batchSize) {
    Generator generator = new Generator(HASHING, TOKENS);
    int[][] all = generator.generate(new int[] {1}, drawn(50, 20, 64));
    assertThat(generator.generate(new int[] {1}, drawn(50, count, batchSize)))
        .isDeepEqualTo(Arrays.copyOf(all, count));
  }

  /** Everything is on that looks at the tokens so far or takes random numbers. */
  @Property(tries = 200)
  void makesAPieceOfTheSeedAndItsNumberAloneUnderRulesToo(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int count,
      @ForAll @IntRange(min = 1, max = 13) int batchSize) {
    BitSet some = BitSet.valueOf(new long[] {0b10111});
    DecodingConstraints rules =
        new DecodingConstraints(
            new RepetitionPenalty(1.2, 5),
            List.of(new NoRepeatNgram(4), new AllowedTokens("--scale", some, 0.3)));
    TokenSpace ending = new TokenSpace(4, VOCABULARY, PADDING, Set.of(), OptionalInt.of(4));
    Generator generator = new Generator(HASHING, ending, rules);
    Sampler sampler = new Sampling(1.5, OptionalInt.of(4), 0.95, 0.01);
    int[][] all = generator.generate(PRIMER, new GenerateSpec(30, 12, seed, sampler, 12));
    assertThat(generator.generate(PRIMER, new GenerateSpec(30, count, seed, sampler, batchSize)))
        .isDeepEqualTo(Arrays.copyOf(all, count));
  }

  @Test
  void makesNoTwoPiecesAlike() {
    int[][] pieces = new Generator(EVEN, TOKENS).generate(new int[0], drawn(50, 100, 64));
    assertThat(Arrays.stream(pieces).map(Arrays::toString)).doesNotHaveDuplicates();
  }

  @Test
  void makesOtherPiecesFromAnotherSeed() {
    Generator generator = new Generator(EVEN, TOKENS);
    GenerateSpec one = new GenerateSpec(50, 1, 1, Sampler.ofTemperature(1));
    GenerateSpec two = new GenerateSpec(50, 1, 2, Sampler.ofTemperature(1));
    assertThat(generator.generate(new int[0], one)[0])
        .isNotEqualTo(generator.generate(new int[0], two)[0]);
  }

  @Test
  void asksTheModelForNoMoreThanABatchAtOnce() {
    List<Integer> sizes = new ArrayList<>();
    NextTokenModel counting =
        windows -> {
          sizes.add(windows.length);
          return EVEN.logits(windows);
        };
    new Generator(counting, TOKENS).generate(new int[0], drawn(2, 7, 3));
    assertThat(sizes).containsExactly(3, 3, 3, 3, 1, 1);
  }

  @Test
  void reportsItsProgress() {
    List<String> heard = new ArrayList<>();
    new Generator(EVEN, TOKENS)
        .generate(new int[0], drawn(2, 3, 2), (done, all) -> heard.add(done + "/" + all));
    assertThat(heard).containsExactly("2/6", "4/6", "5/6", "6/6");
  }

  @Test
  void rejectsAPrimerFromAnotherVocabulary() {
    assertThatThrownBy(() -> new Generator(EVEN, TOKENS).generate(new int[] {6}, greedy(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("primer id must be 0 to 5, was 6");
  }

  @Test
  void namesPieceStepAndIdOfALogitThatIsNotFinite() {
    NextTokenModel diverged =
        windows -> rows(windows, (window, id) -> window[3] == 4 && id == 2 ? Float.NaN : id);
    assertThatThrownBy(() -> new Generator(diverged, TOKENS).generate(new int[0], greedy(3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "piece 0, step 1: the model's logit for id 2 is NaN;"
                + " use the weights of an earlier checkpoint");
  }

  @Test
  void rejectsAModelOfAnotherVocabulary() {
    NextTokenModel small = windows -> new float[windows.length][3];
    assertThatThrownBy(() -> new Generator(small, TOKENS).generate(new int[0], greedy(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("piece 0, step 0: model must return 6 logits, returned 3");
  }

  @Test
  void rejectsAModelThatSkipsAWindow() {
    NextTokenModel none = windows -> new float[0][];
    assertThatThrownBy(() -> new Generator(none, TOKENS).generate(new int[0], greedy(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("model must return 1 rows of logits, returned 0");
  }

  @Test
  void rejectsASamplerThatPicksPadding() {
    GenerateSpec spec = new GenerateSpec(1, 1, 0, (logits, random) -> PADDING);
    assertThatThrownBy(() -> new Generator(EVEN, TOKENS).generate(new int[0], spec))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("piece 0, step 0: sampler .* returned id 5, which is not allowed");
  }

  private static List<List<Integer>> windowsRead(int[] primer, int length) {
    List<List<Integer>> read = new ArrayList<>();
    NextTokenModel recording =
        windows -> {
          read.add(Arrays.stream(windows[0]).boxed().toList());
          return SUCCESSOR.logits(windows);
        };
    new Generator(recording, TOKENS).generate(primer, greedy(length));
    return read;
  }

  private static GenerateSpec greedy(int length) {
    return new GenerateSpec(length, 1, 0, Sampler.ofTemperature(0));
  }

  private static GenerateSpec drawn(int length, int count, int batchSize) {
    return new GenerateSpec(length, count, 42, Sampler.ofTemperature(1), batchSize);
  }

  private static float[][] rows(int[][] windows, LogitOf logit) {
    float[][] rows = new float[windows.length][VOCABULARY];
    for (int row = 0; row < rows.length; row++) {
      for (int id = 0; id < VOCABULARY; id++) {
        rows[row][id] = logit.of(windows[row], id);
      }
    }
    return rows;
  }

  private interface LogitOf {
    float of(int[] window, int id);
  }
}
