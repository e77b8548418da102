package io.nocturne.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.TestCorpora;
import io.nocturne.dataset.SplitSpec.By;
import io.nocturne.dataset.WindowSpec.Openings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
  private static final WindowSpec THREE = new WindowSpec(3, 1, Openings.SKIP);
  private static final Corpus MANY =
      TestCorpora.random(1, IntStream.range(0, 121).map(i -> 200 + i * 37 % 3000).toArray());
  private static final Corpus CORPUS = TestCorpora.counting(20, 7, 3, 31, 12, 25, 30);

  @ParameterizedTest
  @EnumSource
  void everyWindowIsOnExactlyOneSide(By by) {
    Split split = Split.of(CORPUS, THREE, new SplitSpec(by, 0.3, 5));
    List<Integer> both = new ArrayList<>(TestCorpora.targets(split.train()));
    both.addAll(TestCorpora.targets(split.validation()));
    assertThat(both)
        .containsExactlyInAnyOrderElementsOf(TestCorpora.targets(new Windows(CORPUS, THREE)));
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameSplit(By by) {
    assertThat(validationTargets(by, 5)).isEqualTo(validationTargets(by, 5));
  }

  @ParameterizedTest
  @EnumSource
  void seedsGiveDifferentSplits(By by) {
    Corpus equals = TestCorpora.counting(12, 12, 12, 12, 12, 12, 12, 12, 12, 12);
    Set<List<Integer>> splits = new HashSet<>();
    for (int seed = 0; seed < 10; seed++) {
      splits.add(
          TestCorpora.targets(Split.of(equals, THREE, new SplitSpec(by, 0.3, seed)).validation()));
    }
    assertThat(splits).hasSizeGreaterThan(5);
  }

  @Test
  void byPieceNoPieceIsOnBothSides() {
    Split split = Split.of(CORPUS, THREE, new SplitSpec(By.PIECE, 0.3, 5));
    assertThat(split.train().pieces()).doesNotContainAnyElementsOf(split.validation().pieces());
    assertThat(split.train().pieces().size() + split.validation().pieces().size()).isEqualTo(7);
  }

  @Test
  void byPieceTheShareIsOneOfPieces() {
    Split split = Split.of(MANY, THREE, new SplitSpec(By.PIECE, 0.2, 1));
    assertThat(split.validation().pieces()).hasSize(24);
    assertThat(split.train().pieces()).hasSize(97);
  }

  @ParameterizedTest
  @CsvSource({"40, 1, SKIP", "128, 32, SKIP", "128, 32, PAD", "10, 7, PAD"})
  void byPieceTheSamePiecesAreHeldOutWhateverTheWindows(int length, int stride, Openings openings) {
    SplitSpec spec = new SplitSpec(By.PIECE, 0.2, 1);
    assertThat(Split.of(MANY, new WindowSpec(length, stride, openings), spec).validation().pieces())
        .isEqualTo(Split.of(MANY, THREE, spec).validation().pieces());
  }

  @Test
  void byPieceEveryPieceIsAsLikelyToBeValidatedOn() {
    Corpus corpus = TestCorpora.counting(12, 12, 12, 12, 12, 12, 12, 12, 12, 12);
    int[] counts = new int[10];
    for (int seed = 0; seed < 1000; seed++) {
      Split split = Split.of(corpus, THREE, new SplitSpec(By.PIECE, 0.2, seed));
      split.validation().pieces().forEach(piece -> counts[corpus.pieces().indexOf(piece)]++);
    }
    // Binomial: mean 200, standard deviation 12.6; five of these.
    assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 137 && count < 263);
  }

  @Test
  void byPieceBothSidesHaveAPieceEvenIfTheShareIsSmall() {
    Split split = Split.of(TestCorpora.counting(10, 50), THREE, new SplitSpec(By.PIECE, 0.001, 1));
    assertThat(split.validation().pieces()).hasSize(1);
    assertThat(split.train().pieces()).hasSize(1);
  }

  @Test
  void byWindowTheShareIsMetToTheWindow() {
    Split split = Split.of(CORPUS, THREE, new SplitSpec(By.WINDOW, 0.3, 5));
    assertThat(split.validation().size()).isEqualTo(32);
  }

  @Test
  void byWindowBothSidesHaveWindowsOfTheSamePieces() {
    Split split = Split.of(CORPUS, THREE, new SplitSpec(By.WINDOW, 0.3, 5));
    assertThat(split.train().pieces()).isEqualTo(split.validation().pieces());
    assertThat(TestCorpora.targets(split.validation())).anyMatch(t -> t < 20).anyMatch(t -> t > 97);
  }

  @ParameterizedTest
  @EnumSource
  void aCorpusTooShortForAWindowIsAnErrorWithNumbers(By by) {
    assertThatThrownBy(
            () ->
                Split.of(
                    TestCorpora.counting(30, 40), WindowSpec.DEFAULT, new SplitSpec(by, 0.2, 1)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the corpus is too short for a window: its longest piece has 40 tokens, 40 and the one"
                + " after them are needed; use a shorter window or longer pieces");
  }

  @Test
  void byPieceTwoPiecesAreNeeded() {
    assertThatThrownBy(
            () -> Split.of(TestCorpora.counting(30, 3), THREE, new SplitSpec(By.PIECE, 0.2, 1)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "a split by piece needs 2 pieces of 4 or more tokens, the corpus has 1; add pieces, use"
                + " a shorter window or split by window");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.99})
  void byWindowAnEmptySideIsAnErrorWithNumbers(double validation) {
    assertThatThrownBy(
            () ->
                Split.of(TestCorpora.counting(13), THREE, new SplitSpec(By.WINDOW, validation, 1)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "a validation share of %s leaves %d windows to train and %d to validate; choose another"
                + " share or a larger corpus",
            validation, validation < 0.5 ? 10 : 0, validation < 0.5 ? 0 : 10);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
  void refusesAShareThatIsNone(double validation) {
    assertThatThrownBy(() -> new SplitSpec(By.PIECE, validation, 1))
        .hasMessage("validation share must be above 0 and below 1, was " + validation);
  }

  private static List<Integer> validationTargets(By by, long seed) {
    return TestCorpora.targets(Split.of(CORPUS, THREE, new SplitSpec(by, 0.3, seed)).validation());
  }
}
