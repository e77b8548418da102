package io.nocturne.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.generate.Constraint;
import io.nocturne.generate.Constraint.AllowedTokens;
import io.nocturne.generate.Constraint.MinLength;
import io.nocturne.generate.Constraint.NoRepeatNgram;
import io.nocturne.generate.DecodingConstraints;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.GenerateSpec.BeamSpec;
import io.nocturne.generate.Generator;
import io.nocturne.generate.Generator.NextTokenModel;
import io.nocturne.generate.RepetitionPenalty;
import io.nocturne.generate.Sampler;
import io.nocturne.generate.TokenSequence;
import io.nocturne.generate.TokenSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Constraints and the repetition penalty, at work in a generator. */
class ConstraintTest {
  private static final int END = 4;
  private static final int SIZE = 6;
  private static final TokenSpace ENDLESS = new TokenSpace(3, SIZE, 5, Set.of(END));
  private static final TokenSpace ENDING =
      new TokenSpace(3, SIZE, 5, Set.of(), OptionalInt.of(END));
  private static final NextTokenModel EVEN = windows -> new float[windows.length][SIZE];

  /** The end is e^4 times as likely as anything else. */
  private static final NextTokenModel ENDER =
      windows -> {
        float[][] rows = new float[windows.length][SIZE];
        Arrays.stream(rows).forEach(row -> row[END] = 4);
        return rows;
      };

  @Property(tries = 200)
  void repeatsNoRunOfTokensNotEvenOneOfThePrimer(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 4) int size) {
    int[] primer = {0, 1, 2, 0, 1};
    int[] made = generate(EVEN, ENDLESS, sampled(7, seed), new NoRepeatNgram(size), primer)[0];
    int[] whole = IntStream.concat(IntStream.of(primer), IntStream.of(made)).toArray();
    assertThat(runs(whole, size).subList(primer.length - size + 1, whole.length - size + 1))
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(runs(primer, size));
  }

  @Test
  void endsAPieceWithoutWritingTheEnd() {
    int[][] pieces = generate(ENDER, ENDING, sampled(100, 1), NONE);
    assertThat(pieces[0]).hasSizeLessThan(5).doesNotContain(END);
  }

  @Test
  void letsTheOtherPiecesOfABatchContinue() {
    int[][] many =
        new Generator(ENDER, ENDING)
            .generate(new int[0], new GenerateSpec(100, 300, 2, Sampler.ofTemperature(3), 64));
    assertThat(Arrays.stream(many).map(ids -> ids.length).distinct()).hasSizeGreaterThan(5);
  }

  @Test
  void reportsTheTokensOfPiecesThatEndedAsDone() {
    List<Long> heard = new ArrayList<>();
    new Generator(ENDER, ENDING)
        .generate(
            new int[0],
            new GenerateSpec(100, 4, 2, Sampler.ofTemperature(0), 2),
            (done, all) -> heard.add(done));
    assertThat(heard).containsExactly(200L, 400L);
  }

  @Test
  void endsNoPieceBeforeItsMinLength() {
    int[][] pieces = generate(ENDER, ENDING, sampled(100, 3), new MinLength(7, END), 0, 1);
    assertThat(pieces[0]).hasSizeBetween(7, 12);
  }

  @Test
  void cutsAPieceAtItsLength() {
    assertThat(generate(ENDER, ENDING, sampled(7, 3), new MinLength(7, END))[0]).hasSize(7);
  }

  @Test
  void keepsToTheAllowedTokens() {
    int[] ids = generate(EVEN, ENDLESS, sampled(500, 4), new AllowedTokens("--x", bits(1, 3)))[0];
    assertThat(Arrays.stream(ids).distinct().sorted()).containsExactly(1, 3);
  }

  /** A quarter of the steps are free, and half of those draw one of the two others. */
  @Test
  void exemptsTheShareOfStepsThatItSays() {
    AllowedTokens often = new AllowedTokens("--x", bits(1, 3), 0.25);
    int[] ids = generate(EVEN, ENDLESS, sampled(20_000, 5), often)[0];
    // Binomial: the standard deviation of the share is 0.0023.
    assertThat(Arrays.stream(ids).filter(id -> id % 2 == 0).count() / 20_000.0)
        .isBetween(0.125 - 0.009, 0.125 + 0.009);
  }

  @Test
  void namesTheOneThatLeavesNothing() {
    assertThatThrownBy(() -> generate(EVEN, ENDLESS, sampled(9, 1), new NoRepeatNgram(1)))
        .isInstanceOf(UserException.class)
        .hasMessage("piece 1, after 4 tokens: no-repeat-ngram 1 rules out every token; relax it");
  }

  @Test
  void namesThoseThatLeaveNothingTogether() {
    DecodingConstraints rules =
        new DecodingConstraints(
            RepetitionPenalty.NONE,
            List.of(
                new AllowedTokens("--a", bits(0, 1)),
                new AllowedTokens("--b", bits(2, 3)),
                new NoRepeatNgram(3)));
    Generator generator = new Generator(EVEN, ENDLESS, rules);
    assertThatThrownBy(() -> generator.generate(new int[0], sampled(9, 1)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "piece 1, after 0 tokens: --a and --b together rule out every token;"
                + " relax one of them");
  }

  /**
   * Only one id may follow at each place, given by the number of tokens before, the primer's
   * included.
   */
  private record Counting(int count) implements Constraint {
    @Override
    public String name() {
      return "counting";
    }

    @Override
    public Constraint advance(int id) {
      return new Counting(count + 1);
    }

    @Override
    public void restrict(TokenSequence soFar, BitSet allowed) {
      allowed.and(bits(count % 4));
    }
  }

  @Test
  void takesAConstraintAlongFromTokenToToken() {
    assertThat(generate(EVEN, ENDLESS, sampled(6, 1), new Counting(0), 2, 2)[0])
        .containsExactly(2, 3, 0, 1, 2, 3);
  }

  @Test
  void takesAConstraintAlongInASearch() {
    DecodingConstraints rules =
        new DecodingConstraints(RepetitionPenalty.NONE, List.of(new Counting(0)));
    assertThat(
            new Generator(EVEN, ENDLESS, rules)
                .search(new int[] {2}, new BeamSpec(3, 4, 1, 64), (done, all) -> {}))
        .isDeepEqualTo(new int[][] {{1, 2, 3}});
  }

  @Test
  void penalisesOnlyWhatCameWithinTheWindow() {
    float[] logits = {2, -2, 2, -2, 2, 2};
    new RepetitionPenalty(2, 2).apply(TokenSequence.of(4, 0, 1, 1, 0), logits);
    assertThat(logits).containsExactly(1, -4, 2, -2, 2, 2);
  }

  @Test
  void rejectsPenaltiesAndConstraintsThatMakeNoSense() {
    assertThatThrownBy(() -> new RepetitionPenalty(0, 1))
        .hasMessage("repetition penalty must be finite and above 0, was 0.0");
    assertThatThrownBy(() -> new RepetitionPenalty(1, 0))
        .hasMessage("repetition window must be at least 1, was 0");
    assertThatThrownBy(() -> new NoRepeatNgram(0))
        .hasMessage("no-repeat n-gram must be at least 1, was 0");
    assertThatThrownBy(() -> new MinLength(-1, 0))
        .hasMessage("min length must be at least 0, was -1");
    assertThatThrownBy(() -> new AllowedTokens("--x", bits(1), 1.5))
        .hasMessage("exception rate must be 0 to 1, was 1.5");
  }

  @Test
  void rejectsAnEndThatMayNotBeSampled() {
    assertThatThrownBy(() -> new TokenSpace(3, 6, 5, Set.of(4), OptionalInt.of(4)))
        .hasMessage("end id must be one that may be sampled, was 4");
  }

  private static final Constraint NONE = new AllowedTokens("none", bits(0, 1, 2, 3, END));

  private static int[][] generate(
      NextTokenModel model,
      TokenSpace tokens,
      GenerateSpec spec,
      Constraint constraint,
      int... primer) {
    DecodingConstraints rules =
        new DecodingConstraints(RepetitionPenalty.NONE, List.of(constraint));
    return new Generator(model, tokens, rules).generate(primer, spec);
  }

  private static GenerateSpec sampled(int length, long seed) {
    return new GenerateSpec(length, 1, seed, Sampler.ofTemperature(1));
  }

  private static BitSet bits(int... ids) {
    BitSet bits = new BitSet();
    IntStream.of(ids).forEach(bits::set);
    return bits;
  }

  private static List<List<Integer>> runs(int[] ids, int size) {
    return IntStream.rangeClosed(0, ids.length - size)
        .mapToObj(i -> Arrays.stream(ids, i, i + size).boxed().toList())
        .toList();
  }
}
