package io.nocturne.originality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.generate.TokenSequence;
import io.nocturne.originality.Originality.CopiedPassage;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CopyLimitTest {
  private static final CorpusNotes CORPUS =
      CorpusNotes.of(
          List.of("a", "b"), List.of(new int[] {0, 1, 2, 3, 0, 1, 4}, new int[] {2, 3, 1}));

  /** Ids 0 to 4 are pitches, 5 is a mark, 6 and 7 are chords. */
  private static final List<List<Integer>> PITCHES =
      List.of(
          List.of(0),
          List.of(1),
          List.of(2),
          List.of(3),
          List.of(4),
          List.of(),
          List.of(2, 3),
          List.of(1, 4));

  @Test
  void forbidsWhatWouldMakeAPassageTooLong() {
    // 0 1 stands in the corpus; 0 1 2 and 0 1 4 do.
    assertThat(allowed(2, 0, 1)).containsExactly(0, 1, 3, 5, 7);
  }

  @Test
  void allowsAPassageOfTheLengthItself() {
    assertThat(allowed(3, 0, 1)).containsExactly(0, 1, 2, 3, 4, 5, 7);
  }

  @Test
  void looksThroughMarks() {
    assertThat(allowed(2, 0, 5, 1, 5)).containsExactly(0, 1, 3, 5, 7);
  }

  @Test
  void countsEachNoteOfAChord() {
    // 1 then 2 3: the passage 1 2 3 of the corpus, of three notes.
    assertThat(allowed(2, 1)).doesNotContain(6);
    assertThat(allowed(3, 1)).contains(6);
  }

  @Test
  void forbidsAChordThatIsItselfTooLongAPassage() {
    assertThat(allowed(1)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void keepsAnyMusicFromCopyingMoreThanItMay() {
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      int most = 1 + random.nextInt(5);
      int[] piece = random.ints(60, 0, 4).toArray();
      CorpusNotes corpus = CorpusNotes.of(List.of("a"), List.of(piece));
      int[] music = generated(new CopyLimit(most, corpus, PITCHES), random);
      int longest = corpus.of(music).longest().map(CopiedPassage::notes).orElse(0);
      assertThat(longest).as("round %d", round).isLessThanOrEqualTo(most);
    }
  }

  @Test
  void refusesToForbidEverySingleNote() {
    assertThatThrownBy(() -> new CopyLimit(0, CORPUS, PITCHES))
        .hasMessage("no-copy must be at least 1, was 0");
  }

  /** Random notes while one is allowed, up to 50 notes of the pitches 0 to 4. */
  private static int[] generated(CopyLimit constraint, Random random) {
    int[] music = {};
    while (music.length < 50) {
      BitSet allowed = new BitSet();
      allowed.set(0, 5);
      constraint.restrict(TokenSequence.of(music), allowed);
      int[] choices = allowed.stream().toArray();
      if (choices.length == 0) {
        return music;
      }
      music = Arrays.copyOf(music, music.length + 1);
      music[music.length - 1] = choices[random.nextInt(choices.length)];
    }
    return music;
  }

  private static List<Integer> allowed(int most, int... soFar) {
    BitSet allowed = new BitSet();
    allowed.set(0, PITCHES.size());
    new CopyLimit(most, CORPUS, PITCHES).restrict(TokenSequence.of(soFar), allowed);
    return IntStream.of(allowed.stream().toArray()).boxed().toList();
  }
}
