package io.nocturne.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.TokenizerFitter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PieceMemoryTest {
  private static final Tokenizer PITCHES = PitchTokenizer.piano();
  private static final int[] PHRASE = {60, 64, 62, 67, 65, 69, 60};

  @Test
  void suggestsNothingBeforeAnythingComesTwice() {
    assertThat(suggested(PITCHES, pitchIds(PHRASE))).isEmpty();
  }

  @Test
  void suggestsWhatFollowedTheLastNotesBefore() {
    int[] soFar = pitchIds(60, 64, 62, 67, 65, 21, 60, 64, 62);
    assertThat(suggested(PITCHES, soFar)).containsExactly(pitchIds(67)[0]);
  }

  @Test
  void prefersTheLongerOfTwoEarlierOccurrences() {
    int[] soFar = pitchIds(70, 60, 64, 62, 67, 21, 60, 64, 62, 90, 22, 70, 60, 64, 62);
    assertThat(suggested(PITCHES, soFar)).containsExactly(pitchIds(67)[0]);
  }

  @Test
  void givesEachFollowerTheShareOfItsOccurrences() {
    int[] soFar = pitchIds(60, 61, 62, 70, 21, 60, 61, 62, 80, 22, 60, 61, 62, 70, 23, 60, 61, 62);
    Followers exact = exact(PITCHES, soFar);
    assertThat(exact.probability(pitchIds(70)[0])).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(exact.probability(pitchIds(80)[0])).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void findsAPassageInAnotherKey() {
    int[] soFar = pitchIds(60, 64, 62, 67, 65, 40, 67, 71, 69, 74);
    assertThat(suggested(PITCHES, soFar)).isEmpty(); // Three intervals do not count yet.
    int[] longer = pitchIds(60, 64, 62, 67, 65, 59, 40, 67, 71, 69, 74, 72);
    assertThat(suggested(PITCHES, longer)).containsExactly(pitchIds(66)[0]);
  }

  @Test
  void suggestsNoPassageThatLeavesTheKeyboard() {
    int[] soFar = pitchIds(60, 64, 62, 67, 65, 100, 21, 72, 76, 74, 79, 77);
    assertThat(suggested(PITCHES, soFar)).isEmpty();
  }

  @Test
  void findsAPassageOfEventsInAnotherKeyWithItsRhythm() {
    Tokenizer events = EventTokenizer.standard();
    int[] ids = events.promptIds(melody(0, 7));
    int last = ids.length - 1;
    while (events.pitches(ids[last]).isEmpty()) {
      last--; // The last note of the transposed phrase.
    }
    assertThat(suggested(events, Arrays.copyOf(ids, last))).contains(ids[last]);
    for (int durations = last + 1; durations < ids.length; durations++) {
      assertThat(suggested(events, Arrays.copyOf(ids, durations))).contains(ids[durations]);
    }
  }

  @Test
  void findsAProgressionOfChordsInAnotherKey() {
    Piece piece = chords(0, 7);
    Tokenizer chords =
        TokenizerFitter.chords(ChordNames.PITCHES, Optional.empty(), OutOfRangePolicy.SKIP, 1)
            .fit(List.of(piece));
    int[] ids = chords.promptIds(piece);
    assertThat(suggested(chords, Arrays.copyOf(ids, ids.length - 1)))
        .containsExactly(ids[ids.length - 1]);
  }

  @Test
  void growsIndependentlyOfItsCopy() {
    PieceMemory memory = memory(PITCHES, pitchIds(60, 64, 62, 67, 65, 21, 60, 64));
    PieceMemory copy = memory.copy();
    copy.add(pitchIds(30)[0]);
    memory.add(pitchIds(62)[0]);
    assertThat(ids(PITCHES, memory.suggestions())).containsExactly(pitchIds(67)[0]);
    assertThat(ids(PITCHES, copy.suggestions())).isEmpty();
  }

  @Property(tries = 200)
  void mixesADistributionToADistribution(
      @ForAll @Size(min = 20, max = 80) List<@IntRange(min = 60, max = 63) Integer> pitches,
      @ForAll @IntRange(max = 100) int percent) {
    int[] soFar = pitchIds(pitches.stream().mapToInt(Integer::intValue).toArray());
    MemoryModel model = new MemoryModel(PITCHES, Memories.weights(0.9), percent / 100.0);
    PieceMemory memory = model.newPiece();
    Arrays.stream(soFar).forEach(memory::add);
    double[] probabilities = Memories.even(PITCHES);
    memory.suggestions().mix(probabilities);
    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
    assertThat(Arrays.stream(probabilities).min().orElseThrow()).isPositive();
  }

  /** Returns a phrase three times: as it is, some semitones higher, then as it is. */
  private static Piece melody(int... keys) {
    List<Note> notes = new ArrayList<>();
    long start = 0;
    for (int key : keys) {
      for (int i = 0; i < PHRASE.length; i++) {
        long length = i % 2 == 0 ? 480 : 240;
        notes.add(note(start, length, PHRASE[i] + key));
        start += length;
      }
      start = (start / 1920 + 1) * 1920;
    }
    return Piece.of("melody", 480, notes);
  }

  private static Piece chords(int... keys) {
    List<Note> notes = new ArrayList<>();
    long start = 0;
    for (int key : keys) {
      for (int pitch : PHRASE) {
        notes.add(note(start, 480, pitch + key));
        notes.add(note(start, 480, pitch + key + 4 + pitch % 3));
        start += 480;
      }
    }
    return Piece.of("chords", 480, notes);
  }

  private static Note note(long start, long length, int pitch) {
    return new Note(start, length, pitch, 64, 0);
  }

  private static int[] pitchIds(int... pitches) {
    return Arrays.stream(pitches).map(pitch -> pitch - 21).toArray();
  }

  private static PieceMemory memory(Tokenizer tokenizer, int... ids) {
    PieceMemory memory = Memories.always(tokenizer, 0.9).newPiece();
    Arrays.stream(ids).forEach(memory::add);
    return memory;
  }

  private static Followers exact(Tokenizer tokenizer, int... soFar) {
    return memory(tokenizer, soFar).exactFollowers();
  }

  /** Returns the ids that become more likely. */
  private static List<Integer> suggested(Tokenizer tokenizer, int... soFar) {
    return ids(tokenizer, memory(tokenizer, soFar).suggestions());
  }

  private static List<Integer> ids(Tokenizer tokenizer, Suggestions suggestions) {
    double[] probabilities = Memories.even(tokenizer);
    double before = probabilities[0];
    suggestions.mix(probabilities);
    return IntStream.range(0, probabilities.length)
        .filter(id -> probabilities[id] > before)
        .boxed()
        .toList();
  }
}
