package io.nocturne.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.TestCorpora;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.dataset.SplitSpec.By;
import io.nocturne.dataset.WindowSpec.Openings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
  @EnumSource(names = {"PIECE", "WINDOW"})
  void everyWindowIsOnExactlyOneSide(By by) {
    Split split = Split.of(CORPUS, THREE, new SplitSpec(by, 0.3, 5));
    List<Integer> both = new ArrayList<>(TestCorpora.targets(split.train()));
    both.addAll(TestCorpora.targets(split.validation()));
    assertThat(both)
        .containsExactlyInAnyOrderElementsOf(TestCorpora.targets(new Windows(CORPUS, THREE)));
  }

  @ParameterizedTest
  @EnumSource(names = {"PIECE", "WINDOW"})
  void theSameSeedGivesTheSameSplit(By by) {
    assertThat(validationTargets(by, 5)).isEqualTo(validationTargets(by, 5));
  }

  @ParameterizedTest
  @EnumSource(names = {"PIECE", "WINDOW"})
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
  void byPieceAGroupIsOnOneSideAsAWhole() {
    for (int seed = 0; seed < 50; seed++) {
      Corpus grouped = TestCorpora.grouped(CORPUS, "a", "b", "a", "b", "c", "a", null);
      Split split = Split.of(grouped, THREE, new SplitSpec(By.PIECE, 0.3, seed));
      assertThat(groups(split.train()))
          .as("seed %d", seed)
          .isNotEmpty()
          .doesNotContainAnyElementsOf(groups(split.validation()));
      assertThat(split.train().pieces().size() + split.validation().pieces().size()).isEqualTo(7);
    }
  }

  @Test
  void byPieceGroupsOfOnePieceAreHeldOutAsPiecesWithoutGroupsAre() {
    String[] names = IntStream.range(0, 121).mapToObj(i -> "group " + i).toArray(String[]::new);
    SplitSpec spec = new SplitSpec(By.PIECE, 0.2, 1);
    assertThat(names(Split.of(TestCorpora.grouped(MANY, names), THREE, spec).validation()))
        .isEqualTo(names(Split.of(MANY, THREE, spec).validation()));
  }

  @Test
  void byPieceAGroupThatTakesTheShareFurtherAwayIsPassedOver() {
    Corpus equals = TestCorpora.counting(12, 12, 12, 12, 12, 12, 12, 12, 12, 12);
    Corpus grouped =
        TestCorpora.grouped(
            equals, "big", "big", "big", "big", "big", null, null, null, null, null);
    for (int seed = 0; seed < 50; seed++) {
      Split split = Split.of(grouped, THREE, new SplitSpec(By.PIECE, 0.2, seed));
      assertThat(split.validation().pieces()).as("seed %d", seed).hasSize(2);
    }
  }

  @Test
  void byPieceOneGroupIsAnError() {
    Corpus grouped = TestCorpora.grouped(TestCorpora.counting(12, 12), "a", "a");
    assertThatThrownBy(() -> Split.of(grouped, THREE, new SplitSpec(By.PIECE, 0.2, 1)))
        .hasMessage(
            "a split by piece needs 2 groups with pieces of 4 or more tokens, the corpus has 1;"
                + " add pieces, use a shorter window or split by window");
  }

  @Test
  void listedPiecesAreInTheirPartsAndThoseForTestingInNeither() {
    Corpus listed =
        TestCorpora.listed(
            TestCorpora.counting(12, 12, 12, 12),
            ListedPart.TRAIN,
            ListedPart.TEST,
            ListedPart.VALIDATION,
            ListedPart.TRAIN);
    Split split = Split.of(listed, THREE, new SplitSpec(By.LISTED, 0.2, 1));
    assertThat(names(split.train())).containsExactly("piece0", "piece3");
    assertThat(names(split.validation())).containsExactly("piece2");
    assertThat(names(Split.listed(listed, THREE, ListedPart.TEST))).containsExactly("piece1");
  }

  @Test
  void aListedSplitNeedsAPartForEachPieceAndWindowsInBoth() {
    Corpus corpus = TestCorpora.counting(12, 12, 2);
    SplitSpec spec = new SplitSpec(By.LISTED, 0.2, 1);
    Corpus incomplete = TestCorpora.listed(corpus, ListedPart.TRAIN, null, ListedPart.VALIDATION);
    assertThatThrownBy(() -> Split.of(incomplete, THREE, spec))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "a split as listed needs a part for each piece, piece1 has none; prepare the corpus"
                + " with --groups FILE.csv, whose column split lists all files, or split by piece");
    Corpus tooShort =
        TestCorpora.listed(corpus, ListedPart.TRAIN, ListedPart.TRAIN, ListedPart.VALIDATION);
    assertThatThrownBy(() -> Split.of(tooShort, THREE, spec))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the split that is listed has 18 windows to train on and 0 to validate on; use a"
                + " shorter window or split by piece");
  }

  private static Set<String> groups(WindowSet windows) {
    return windows.pieces().stream()
        .map(piece -> piece.membership().group().orElse(piece.name()))
        .collect(Collectors.toSet());
  }

  private static List<String> names(WindowSet windows) {
    return windows.pieces().stream().map(TokenizedPiece::name).toList();
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
  @EnumSource(names = {"PIECE", "WINDOW"})
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
