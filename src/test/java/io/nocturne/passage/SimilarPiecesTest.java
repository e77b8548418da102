package io.nocturne.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.passage.SimilarPieces.SimilarPair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimilarPiecesTest {
  private static final long SEED = 20261128;
  private final Random random = new Random(SEED);

  @Test
  void aPieceInAnotherKeyIsTheSameAndTheKeyIsFound() {
    int[] piece = notes(100);
    assertThat(SimilarPieces.find(List.of(piece, transposed(piece, -5)), 0.5))
        .containsExactly(new SimilarPair(0, 1, 1, 1, -5));
  }

  @Test
  void anExcerptHasAllOfItsPassagesInCommonAndTheWholePieceHalfOfThem() {
    int[] piece = notes(207);
    int[] excerpt = IntStream.of(piece).limit(107).toArray();
    SimilarPair pair = SimilarPieces.find(List.of(piece, excerpt), 0.03).get(0);
    assertThat(pair.share()).isCloseTo(0.5, within(1e-9));
    assertThat(pair.shareOfSecond()).isEqualTo(1);
    assertThat(pair.likeness()).isEqualTo(1);
  }

  @Test
  void piecesOfRandomNotesHaveNothingInCommon() {
    List<int[]> pieces = IntStream.range(0, 50).mapToObj(i -> notes(1000)).toList();
    assertThat(SimilarPieces.find(pieces, 0.01)).as("seed %d", SEED).isEmpty();
  }

  @Test
  void passagesInDifferentTranspositionsDoNotAddUp() {
    int[] piece = notes(60);
    int[] moved = joined(transposed(piece, 1), transposed(piece, 3));
    SimilarPair pair = SimilarPieces.find(List.of(piece, moved), 0.03).get(0);
    assertThat(pair.share()).isEqualTo(1);
    assertThat(pair.shareOfSecond()).isCloseTo(0.5, within(0.05));
  }

  @Test
  void whatManyPiecesHaveIsACommonplace() {
    int[] cadence = notes(30);
    int pieces = SimilarPieces.MAX_OCCURRENCES + 1;
    List<int[]> alike =
        IntStream.range(0, pieces).mapToObj(i -> joined(cadence, notes(100))).toList();
    assertThat(SimilarPieces.find(alike, 0.03)).as("seed %d", SEED).isEmpty();
    assertThat(SimilarPieces.find(alike.subList(1, pieces), 0.03)).isNotEmpty();
  }

  @Test
  void aFewPassagesMayBeChanceEvenInShortPieces() {
    int[] phrase = notes(SimilarPieces.NOTES + SimilarPieces.MIN_PASSAGES - 2);
    int[] longer = joined(phrase, 60);
    assertThat(SimilarPieces.find(List.of(phrase, phrase), 0.03)).isEmpty();
    assertThat(SimilarPieces.find(List.of(longer, longer), 0.03)).hasSize(1);
  }

  @Test
  void theMostSimilarPairIsTheFirst() {
    int[] piece = notes(200);
    List<int[]> pieces =
        List.of(piece, joined(IntStream.of(piece).limit(50).toArray(), notes(150)), piece);
    assertThat(SimilarPieces.find(pieces, 0.03))
        .extracting(SimilarPair::first, SimilarPair::second)
        .startsWith(tuple(0, 2))
        .hasSize(3);
  }

  @Test
  void oneOfManyPassagesIsEnoughForALargeCorpus() {
    List<int[]> pieces = new ArrayList<>();
    for (int work = 0; work < 20; work++) {
      int[] piece = notes(1000);
      pieces.add(piece);
      pieces.add(joined(IntStream.of(piece).skip(300).toArray(), notes(200)));
    }
    for (SimilarPair pair : SimilarPieces.find(pieces, 0.03, 7)) {
      assertThat(pair.second()).as("seed %d", SEED).isEqualTo(pair.first() + 1);
      assertThat(pair.share()).isCloseTo(0.7, within(0.15));
    }
    assertThat(SimilarPieces.find(pieces, 0.03, 7)).hasSize(20);
  }

  @Test
  void theSharesAreThoseOfAComparisonOfAllPassages() {
    for (int run = 0; run < 50; run++) {
      List<int[]> pieces = List.of(melody(80), melody(120));
      for (SimilarPair pair : SimilarPieces.find(pieces, 0)) {
        Set<List<Integer>> first = passages(transposed(pieces.get(0), pair.semitones()));
        Set<List<Integer>> second = passages(pieces.get(1));
        Set<List<Integer>> common = new HashSet<>(first);
        common.retainAll(second);
        assertThat(pair.share())
            .as("seed %d, run %d", SEED, run)
            .isEqualTo((double) common.size() / first.size());
        assertThat(pair.shareOfSecond()).isEqualTo((double) common.size() / second.size());
      }
    }
  }

  private static Set<List<Integer>> passages(int[] notes) {
    Set<List<Integer>> passages = new HashSet<>();
    for (int i = 0; i + SimilarPieces.NOTES <= notes.length; i++) {
      passages.add(IntStream.of(notes).skip(i).limit(SimilarPieces.NOTES).boxed().toList());
    }
    return passages;
  }

  private int[] notes(int length) {
    return random.ints(length, 21, 109).toArray();
  }

  /** Returns notes of which two pieces have some passages in common. */
  private int[] melody(int length) {
    int[] notes = random.ints(length, 0, 2).toArray();
    return IntStream.of(notes).map(step -> 60 + 2 * step).toArray();
  }

  private static int[] transposed(int[] notes, int semitones) {
    return IntStream.of(notes).map(note -> note + semitones).toArray();
  }

  private static int[] joined(int[] first, int... second) {
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
  }
}
