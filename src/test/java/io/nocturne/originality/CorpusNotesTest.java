package io.nocturne.originality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.originality.Originality.CopiedPassage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CorpusNotesTest {
  private static final int[] WALTZ = {60, 64, 67, 72, 71, 69, 67, 65, 64, 62, 60};
  private static final int[] PRELUDE = {40, 41, 43, 60, 64, 67, 70, 43, 42};
  private static final CorpusNotes CORPUS =
      CorpusNotes.of(List.of("waltz.mid", "prelude.mid"), List.of(WALTZ, PRELUDE));

  @Test
  void findsTheLongestPassageAndWhereItStands() {
    assertThat(CORPUS.of(1, 2, 72, 71, 69, 67, 3, 60, 64, 67).longest())
        .contains(new CopiedPassage(4, 3, "waltz.mid", 4));
  }

  @Test
  void findsAPassageThatIsMovedToAnotherPitch() {
    int[] moved = Arrays.stream(WALTZ).map(pitch -> pitch - 5).toArray();
    Originality found = CORPUS.of(moved);
    assertThat(found.longestTransposed()).contains(new CopiedPassage(11, 1, "waltz.mid", 1));
    assertThat(found.longest().orElseThrow().notes()).isLessThan(4);
  }

  @Test
  void comparesTheWidestStepsThereAre() {
    CorpusNotes wide = CorpusNotes.of(List.of("a"), List.of(new int[] {5, 0, 127, 0}));
    assertThat(wide.of(0, 127, 0).longestTransposed()).contains(new CopiedPassage(3, 1, "a", 2));
  }

  @Test
  void findsNoPassageFromOnePieceIntoTheNext() {
    assertThat(CORPUS.of(62, 60, 40, 41).longest())
        .contains(new CopiedPassage(2, 1, "waltz.mid", 10));
  }

  @Test
  void namesOfEquallyLongPassagesThePieceThatIsNearest() {
    int[] other = {60, 64, 67, 1, 2, 3, 4, 5, 6, 7, 8};
    CorpusNotes corpus =
        CorpusNotes.of(List.of("first", "second"), List.of(new int[] {60, 64, 67}, other));
    assertThat(corpus.of(60, 64, 67, 9, 60, 64, 67).longest().orElseThrow().piece())
        .isEqualTo("first");
    assertThat(
            corpus.of(1, 2, 3, 4, 5, 6, 7, 8, 99, 1, 2, 3, 4, 5, 6, 7, 8).longest().orElseThrow())
        .isEqualTo(new CopiedPassage(8, 1, "second", 4));
  }

  @Test
  void findsTheShareOfRunsThatAreInTheCorpus() {
    // Of 7 runs of 4: (60 64 67 72) to (71 69 67 65), 5 of them; of 3 runs of 8: one.
    int[] notes = {60, 64, 67, 72, 71, 69, 67, 65, 1, 2};
    assertThat(CORPUS.of(notes).seen().get(4)).isCloseTo(5 / 7.0, within(1e-12));
    assertThat(CORPUS.of(notes).seen().get(8)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(CORPUS.of(notes).seen()).doesNotContainKey(12);
  }

  @Test
  void findsNothingOfMusicThatSharesNoNote() {
    assertThat(CORPUS.of(1, 2, 3).longest()).isEmpty();
    assertThat(CORPUS.of().longest()).isEmpty();
    assertThat(CORPUS.of().longestTransposed()).isEmpty();
  }

  @Test
  void findsInARandomCorpusWhatLookingEverywhereFinds() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<int[]> pieces =
          IntStream.range(0, 1 + random.nextInt(4)).mapToObj(i -> pitches(random, 40)).toList();
      List<String> names = IntStream.range(0, pieces.size()).mapToObj(i -> "piece " + i).toList();
      int[] query = pitches(random, 25);
      int longest =
          CorpusNotes.of(names, pieces).of(query).longest().map(CopiedPassage::notes).orElse(0);
      assertThat(longest).as("round %d", round).isEqualTo(longestByLooking(pieces, query));
    }
  }

  private static int longestByLooking(List<int[]> pieces, int[] query) {
    int longest = 0;
    for (int[] piece : pieces) {
      for (int from = 0; from < query.length; from++) {
        for (int at = 0; at < piece.length; at++) {
          int length = 0;
          while (from + length < query.length
              && at + length < piece.length
              && query[from + length] == piece[at + length]) {
            length++;
          }
          longest = Math.max(longest, length);
        }
      }
    }
    return longest;
  }

  private static int[] pitches(Random random, int most) {
    return random.ints(random.nextInt(most), 0, 3).map(i -> 60 + i).toArray();
  }
}
