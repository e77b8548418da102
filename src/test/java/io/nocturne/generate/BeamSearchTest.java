package io.nocturne.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.generate.Constraint.AllowedTokens;
import io.nocturne.generate.Constraint.MinLength;
import io.nocturne.generate.Constraint.NoRepeatNgram;
import io.nocturne.generate.GenerateSpec.BeamSpec;
import io.nocturne.generate.Generator.NextTokenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against looking at every piece there is, by {@link EveryPiece}. */
class BeamSearchTest {
  private static final int SIZE = 5;
  private static final int PADDING = 4;
  private static final int END = 3;
  private static final int LENGTH = 4;
  private static final TokenSpace ENDLESS = new TokenSpace(3, SIZE, PADDING, Set.of(END));
  private static final TokenSpace ENDING =
      new TokenSpace(3, SIZE, PADDING, Set.of(), OptionalInt.of(END));
  private static final int[] PRIMER = {1, 0};

  /** More beams than there are pieces: nothing is ever dropped. */
  private static final int ALL = 400;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsWhatLookingAtEveryPieceFindsWhereAllHaveOneLength(long seed) {
    NextTokenModel model = random(seed);
    assertThat(found(model, ENDLESS, DecodingConstraints.NONE, new BeamSpec(LENGTH, ALL, 5, 7)))
        .isEqualTo(EveryPiece.free(false).best(model::logits, 5));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsWhatLookingAtEveryPieceFindsWherePiecesEndByThemselves(long seed) {
    NextTokenModel model = random(seed);
    assertThat(found(model, ENDING, DecodingConstraints.NONE, new BeamSpec(LENGTH, ALL, 5, 64)))
        .isEqualTo(EveryPiece.free(true).best(model::logits, 5));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void findsTheBestOfWhatTheRulesLeave(long seed) {
    NextTokenModel model = random(seed);
    DecodingConstraints rules =
        new DecodingConstraints(
            new RepetitionPenalty(1.3, 3), List.of(new NoRepeatNgram(2), new MinLength(2, END)));
    assertThat(found(model, ENDING, rules, new BeamSpec(LENGTH, ALL, 5, 64)))
        .isEqualTo(EveryPiece.ruled(1.3, 3, 2, 2).best(model::logits, 5));
  }

  @Test
  void isGreedyWithOneBeam() {
    NextTokenModel model = random(11);
    int[] greedy =
        new Generator(model, ENDLESS)
            .generate(PRIMER, new GenerateSpec(20, 1, 0, Sampler.ofTemperature(0)))[0];
    assertThat(search(model, ENDLESS, DecodingConstraints.NONE, new BeamSpec(20, 1, 1, 64)))
        .isDeepEqualTo(new int[][] {greedy});
  }

  /** 0 is more likely than 1 at first, but only after 1 the next is certain. */
  @Test
  void seesFurtherThanTheMostLikelyTokenWithTwoBeams() {
    NextTokenModel model =
        windows -> rows(windows, (w, id) -> w[2] == 1 ? (id == 2 ? 9 : 0) : id == 0 ? 0.5f : 0.2f);
    int[] primer = {0};
    assertThat(new Generator(model, ENDLESS).search(primer, new BeamSpec(2, 2, 1, 9), (d, a) -> {}))
        .isDeepEqualTo(new int[][] {{1, 2}});
  }

  @Test
  void returnsTheSameWhateverTheBatchSize() {
    NextTokenModel model = random(12);
    assertThat(search(model, ENDING, DecodingConstraints.NONE, new BeamSpec(30, 9, 9, 2)))
        .isDeepEqualTo(search(model, ENDING, DecodingConstraints.NONE, new BeamSpec(30, 9, 9, 64)));
  }

  /** Ends of 0 and -25 a token are kept; after ten tokens of -50, -500 / 20 can be no better. */
  @Test
  void stopsWhenNoLongerPieceCanBeBetter() {
    NextTokenModel ender = windows -> rows(windows, (w, id) -> id == END ? 50 : 0);
    List<Long> heard = new ArrayList<>();
    new Generator(ender, ENDING)
        .search(PRIMER, new BeamSpec(20, 2, 2, 64), (done, all) -> heard.add(all - done));
    assertThat(heard).hasSize(11).endsWith(20L, 0L);
  }

  @Test
  void namesTheRuleThatLeavesNothing() {
    DecodingConstraints none =
        new DecodingConstraints(RepetitionPenalty.NONE, List.of(new NoRepeatNgram(1)));
    assertThatThrownBy(() -> search(random(1), ENDLESS, none, new BeamSpec(9, 2, 1, 64)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "beam search, after 1 tokens: no-repeat-ngram 1 rules out every token; relax it");
  }

  @Test
  void refusesMorePiecesThanThereAre() {
    assertThatThrownBy(
            () -> search(random(1), ENDLESS, DecodingConstraints.NONE, new BeamSpec(1, 4, 4, 64)))
        .isInstanceOf(UserException.class)
        .hasMessage("the beam search finds only 3 pieces, not 4; ask for fewer");
  }

  @Test
  void refusesAConstraintWithRandomExceptions() {
    AllowedTokens mostly = new AllowedTokens("scale auto", BitSet.valueOf(new long[] {3}), 0.1);
    DecodingConstraints rules = new DecodingConstraints(RepetitionPenalty.NONE, List.of(mostly));
    assertThatThrownBy(() -> search(random(1), ENDLESS, rules, new BeamSpec(1, 1, 1, 64)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "a beam search has no random steps, but scale auto holds for a share of the steps"
                + " only; leave one out");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void refusesACountThatItsBeamsDoNotHold(int count) {
    assertThatThrownBy(() -> new BeamSpec(1, 2, count, 1))
        .hasMessage(
            count == 0
                ? "count must be at least 1, was 0"
                : "count must be at most 2 beams, was 3");
  }

  private static int[][] search(
      NextTokenModel model, TokenSpace tokens, DecodingConstraints rules, BeamSpec spec) {
    return new Generator(model, tokens, rules).search(PRIMER, spec, (done, all) -> {});
  }

  private static List<List<Integer>> found(
      NextTokenModel model, TokenSpace tokens, DecodingConstraints rules, BeamSpec spec) {
    return Arrays.stream(search(model, tokens, rules, spec))
        .map(ids -> Arrays.stream(ids).boxed().toList())
        .toList();
  }

  /** Logits from a hash of the window and the id, -2 to 2. */
  private static NextTokenModel random(long seed) {
    return windows ->
        rows(
            windows,
            (window, id) ->
                4 * new Random(seed * 31 + Arrays.hashCode(window) * 97L + id).nextFloat() - 2);
  }

  private static float[][] rows(int[][] windows, LogitOf logit) {
    float[][] rows = new float[windows.length][SIZE];
    for (int row = 0; row < rows.length; row++) {
      for (int id = 0; id < SIZE; id++) {
        rows[row][id] = logit.of(windows[row], id);
      }
    }
    return rows;
  }

  private interface LogitOf {
    float of(int[] window, int id);
  }
}
