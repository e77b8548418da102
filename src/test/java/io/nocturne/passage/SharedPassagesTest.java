package io.nocturne.passage;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.passage.SharedPassages.PassageMatch;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SharedPassagesTest {
  private final Random random = new Random(20261128);

  @ParameterizedTest
  @EnumSource
  void theNotesOfACopiedPassageAreFoundAndNoOthers(PassageMatch match) {
    int[] passage = notes(20);
    int[] piece = joined(notes(30), passage, notes(30));
    assertThat(found(piece, joined(notes(5), passage, notes(50)), match))
        .isEqualTo(IntStream.range(30, 50).boxed().toList());
  }

  @ParameterizedTest
  @EnumSource
  void fifteenNotesAreNoPassage(PassageMatch match) {
    int[] notes = notes(15);
    assertThat(found(joined(notes, notes(20)), joined(notes, notes(20)), match)).isEmpty();
  }

  @Test
  void aTransposedPassageHasTheSameIntervals() {
    int[] passage = notes(16);
    int[] higher = IntStream.of(passage).map(note -> note + 3).toArray();
    assertThat(found(passage, higher, PassageMatch.INTERVALS)).hasSize(16);
    assertThat(found(passage, higher, PassageMatch.PITCHES)).isEmpty();
  }

  @Test
  void aPieceTooShortForAPassageHasNone() {
    assertThat(found(notes(3), notes(100), PassageMatch.PITCHES)).isEmpty();
    assertThat(found(notes(100), notes(3), PassageMatch.PITCHES)).isEmpty();
  }

  private static List<Integer> found(int[] piece, int[] other, PassageMatch match) {
    List<BitSet> found = SharedPassages.find(List.of(piece), List.of(other), match);
    return found.get(0).stream().boxed().toList();
  }

  private int[] notes(int length) {
    return random.ints(length, 21, 109).toArray();
  }

  private static int[] joined(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(IntStream::of).toArray();
  }
}
