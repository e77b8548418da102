package io.nocturne.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.dataset.Augmentation.Row;
import io.nocturne.dataset.Batches.Batch;
import io.nocturne.dataset.WindowSpec.Openings;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TranspositionsTest {
  private static final Tokenizer PIANO = PitchTokenizer.pianoWithEnds(OutOfRangePolicy.SKIP);
  private static final int PAD = PIANO.vocabulary().padId();
  private static final int BOS = PIANO.vocabulary().bosId().orElseThrow();

  @Test
  void aWindowIsMovedAsAWholeAndMarksStay() {
    int[] moved = moved(6, 0, 0, PAD, BOS, 40, 44, 47);
    assertThat(moved).startsWith(PAD, BOS);
    assertThat(moved[3] - moved[2]).isEqualTo(4);
    assertThat(moved[4] - moved[2]).isEqualTo(7);
  }

  @Test
  void everyShiftIsDrawnAboutAsOften() {
    int[] counts = new int[13];
    for (int window = 0; window < 13_000; window++) {
      counts[moved(6, 3, window, 40)[0] - 34]++;
    }
    // Each is binomial of 13,000 and 1/13: 30 is its deviation.
    assertThat(Arrays.stream(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Test
  void shiftsThatLeaveTheVocabularyAreNotDrawn() {
    TreeSet<Integer> low = new TreeSet<>();
    for (int window = 0; window < 500; window++) {
      low.add(moved(6, 0, window, 2, 85)[0] - 2);
    }
    assertThat(low).containsExactly(-2, -1, 0, 1, 2);
  }

  @Test
  void theSameWindowOfTheSameEpochIsMovedAlikeAndOfAnotherAnew() {
    assertThat(shifts(5)).isEqualTo(shifts(5)).isNotEqualTo(shifts(6));
  }

  @Test
  void anEpochResumesWithTheSameShifts() {
    var batches = batches(new Transpositions(PIANO, 6, 1));
    List<int[]> whole = tokens(batches.epoch(2, 0));
    List<int[]> rest = tokens(batches.epoch(2, 3));
    assertThat(rest.get(0)).isEqualTo(whole.get(3));
    assertThat(tokens(batches(Augmentation.NONE).epoch(2, 0)).get(0)).isNotEqualTo(whole.get(0));
  }

  private static List<Integer> shifts(long epoch) {
    return IntStream.range(0, 100).mapToObj(window -> moved(6, epoch, window, 40)[0]).toList();
  }

  private static int[] moved(int semitones, long epoch, long window, int... tokens) {
    int[] batch = new int[tokens.length + 2];
    System.arraycopy(tokens, 0, batch, 1, tokens.length);
    new Transpositions(PIANO, semitones, 9).apply(batch, new Row(1, tokens.length), epoch, window);
    int[] moved = new int[tokens.length];
    System.arraycopy(batch, 1, moved, 0, moved.length);
    return moved;
  }

  private static Batches batches(Augmentation augmentation) {
    Tokens tokens = Tokens.of(IntStream.range(10, 80).toArray());
    Corpus corpus = new Corpus(PIANO, List.of(new TokenizedPiece("p", "0".repeat(64), tokens)));
    return new Batches(
        new Windows(corpus, new WindowSpec(4, 1, Openings.PAD)),
        8,
        new Shuffle.Shuffled(1),
        augmentation);
  }

  private static List<int[]> tokens(Iterable<Batch> epoch) {
    List<int[]> tokens = new ArrayList<>();
    epoch.forEach(batch -> tokens.add(batch.tokens()));
    return tokens;
  }
}
