package io.nocturne.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.PerformanceTokenizer;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.TokenizerFitter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PieceMemoryTest {
  private static final Tokenizer PITCHES = PitchTokenizer.piano();
  private static final Tokenizer PERFORMANCES = PerformanceTokenizer.standard();
  private static final int[] PHRASE = {60, 64, 62, 67, 65, 69, 60};

  @Test
  void suggestsNothingBeforeTheSecondToken() {
    assertThat(memory(PITCHES).suggestions().isEmpty()).isTrue();
    assertThat(memory(PITCHES, pitchIds(60)).suggestions().isEmpty()).isTrue();
    assertThat(memory(PITCHES, pitchIds(60, 62)).suggestions().isEmpty()).isFalse();
  }

  @Test
  void suggestsWhatFollowedTheLastNotesBefore() {
    int[] soFar = pitchIds(60, 64, 62, 67, 65, 21, 60, 64, 62);
    assertThat(favorite(PITCHES, soFar)).isEqualTo(pitchIds(67)[0]);
  }

  @Test
  void prefersTheMoreSimilarOfTwoContexts() {
    int[] soFar = pitchIds(70, 60, 64, 62, 67, 21, 60, 64, 62, 90, 22, 70, 60, 64, 62);
    assertThat(favorite(PITCHES, soFar)).isEqualTo(pitchIds(67)[0]);
  }

  @Test
  void recognizesAPassageInWhichANoteHasChanged() {
    int[] soFar = pitchIds(60, 64, 62, 67, 65, 69, 71, 21, 22, 60, 64, 62, 67, 66, 69);
    assertThat(favorite(PITCHES, soFar)).isEqualTo(pitchIds(71)[0]);
  }

  @Test
  void dividesTheVotesOfContextsThatAreEquallySimilar() {
    int[] soFar = pitchIds(60, 61, 62, 70, 21, 22, 60, 61, 62, 80, 23, 24, 25, 60, 61, 62);
    for (int follower : pitchIds(70, 80)) {
      Observation one =
          memory(PITCHES, soFar).suggestions().observe(follower, Memories.even(PITCHES));
      assertThat(one.evidence()[one.found()][Gate.SHARES]).isCloseTo(0.5f, within(0.01f));
    }
  }

  @Test
  void noticesAPassageThreeTimesInARow() {
    int[] twice = pitchIds(60, 62, 64, 60, 62, 64);
    int[] thrice = pitchIds(60, 62, 64, 60, 62, 64, 60, 62, 64);
    double[] even = Memories.even(PITCHES);
    assertThat(memory(PITCHES, twice).suggestions().observe(0, even).isLoop()).isFalse();
    assertThat(memory(PITCHES, thrice).suggestions().observe(0, even).isLoop()).isTrue();
  }

  @Test
  void findsAPassageInAnotherKey() {
    int[] soFar = pitchIds(60, 64, 62, 67, 65, 59, 40, 67, 71, 69, 74, 72);
    assertThat(favorite(PITCHES, soFar)).isEqualTo(pitchIds(66)[0]);
  }

  @Test
  void suggestsNoPassageThatLeavesTheKeyboard() {
    int[] soFar = pitchIds(60, 64, 62, 67, 65, 100, 21, 72, 76, 74, 79, 77);
    assertThat(ids(PITCHES, memory(PITCHES, soFar).suggestions()))
        .allMatch(id -> id < PITCHES.vocabulary().size());
    assertThat(favorite(PITCHES, soFar)).isNotEqualTo(pitchIds(108)[0]);
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

  /** Of a phrase in another key, note-ons and note-offs alike. */
  @Test
  void findsAPassageOfAPerformanceInAnotherKey() {
    int[] ids = PERFORMANCES.promptIds(melody(0, 7));
    int[] phrase = PERFORMANCES.promptIds(melody(0));
    for (int i = phrase.length + 8; i < ids.length; i++) {
      assertThat(suggested(PERFORMANCES, Arrays.copyOf(ids, i))).contains(ids[i]);
    }
  }

  @Test
  void findsAProgressionOfChordsInAnotherKey() {
    Piece piece = chords(0, 7);
    Tokenizer chords =
        TokenizerFitter.chords(ChordNames.PITCHES, Optional.empty(), OutOfRangePolicy.SKIP, 1)
            .fit(List.of(piece));
    int[] ids = chords.promptIds(piece);
    assertThat(suggested(chords, Arrays.copyOf(ids, ids.length - 1))).contains(ids[ids.length - 1]);
  }

  @Test
  void recallsWhileComposingOnlyWhatWasHeardLongAgo() {
    int[] passage = pitchIds(60, 64, 62, 67, 65, 69, 71, 59, 57, 72);
    assertThat(weightOfReturn(passage, 117, 9)).isZero();
    assertThat(weightOfReturn(passage, 118, 9)).isGreaterThan(0.5); // The tenth note was the 128th.
  }

  @Test
  void trustsWhileComposingThatAPassageReturnsTheMoreNotesOfItHave() {
    int[] passage = pitchIds(60, 64, 62, 67, 65, 69, 71, 59, 57, 72);
    assertThat(weightOfReturn(passage, 130, 2)).isZero();
    assertThat(weightOfReturn(passage, 130, 3))
        .isBetween(0.4, 0.62); // 0.9 * 0.684, less the votes of others.
    assertThat(weightOfReturn(passage, 130, 4)).isCloseTo(0.9, within(0.01));
  }

  @Test
  void countsTheNotesOfAPerformanceAndNotTheirEnds() {
    int[] passage = legato(60, 64, 62, 67, 65, 69, 71, 59, 57, 72);
    assertThat(weightOfPerformedReturn(passage, 117, 18)).isCloseTo(0, within(0.01));
    assertThat(weightOfPerformedReturn(passage, 118, 18)).isGreaterThan(0.5);
  }

  /** A note is two tokens. */
  @Test
  void trustsThatAPerformedPassageReturnsByTheNotesOfItThatHaveComeAgain() {
    int[] passage = legato(60, 64, 62, 67, 65, 69, 71, 59, 57, 72);
    assertThat(weightOfPerformedReturn(passage, 130, 4)).isCloseTo(0, within(0.01));
    assertThat(weightOfPerformedReturn(passage, 130, 10)).isGreaterThan(0.8);
  }

  /**
   * Returns the weight, 0 to 1, that a memory gives the next note of a passage that comes again.
   *
   * @param between the number of other notes in between, no two alike in their surroundings
   * @param heard how many of the passage's notes have come again
   */
  private static double weightOfReturn(int[] passage, int between, int heard) {
    int[] others = new Random(between).ints(between, 0, 30).toArray();
    return weightOfReturn(PITCHES, passage, others, heard);
  }

  /** Returns the same of a passage of a performance, of which some tokens have come again. */
  private static double weightOfPerformedReturn(int[] passage, int between, int heard) {
    int[] others = legato(new Random(between).ints(between, 21, 51).toArray());
    return weightOfReturn(PERFORMANCES, passage, others, heard);
  }

  private static double weightOfReturn(
      Tokenizer tokenizer, int[] passage, int[] others, int heard) {
    PieceMemory memory = Memories.composing(tokenizer, 0.9).newPiece();
    Arrays.stream(passage).forEach(memory::add);
    Arrays.stream(others).forEach(memory::add);
    Arrays.stream(passage).limit(heard).forEach(memory::add);
    double[] probabilities = Memories.even(tokenizer);
    double before = probabilities[passage[heard]];
    memory.suggestions().mix(probabilities);
    return (probabilities[passage[heard]] - before) / (1 - before);
  }

  /** Returns notes each of which ends when the next one has begun. */
  private static int[] legato(int... pitches) {
    return IntStream.range(0, pitches.length)
        .flatMap(
            i ->
                IntStream.of(
                    performed("NoteOn", pitches[i]),
                    performed("NoteOff", pitches[Math.max(0, i - 1)])))
        .toArray();
  }

  private static int performed(String type, int pitch) {
    return PERFORMANCES.vocabulary().id(type + "_" + PitchName.of(pitch)).orElseThrow();
  }

  @Test
  void growsIndependentlyOfItsCopy() {
    PieceMemory memory = memory(PITCHES, pitchIds(60, 64, 62, 67, 65, 21, 60, 64));
    PieceMemory copy = memory.copy();
    copy.add(pitchIds(65)[0]);
    copy.add(pitchIds(21)[0]);
    memory.add(pitchIds(62)[0]);
    assertThat(favorite(memory.suggestions())).isEqualTo(pitchIds(67)[0]);
    assertThat(favorite(copy.suggestions())).isEqualTo(pitchIds(60)[0]);
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

  /** Returns the id that becomes the most likely. */
  private static int favorite(Tokenizer tokenizer, int... soFar) {
    return favorite(memory(tokenizer, soFar).suggestions());
  }

  private static int favorite(Suggestions suggestions) {
    double[] probabilities = Memories.even(PITCHES);
    suggestions.mix(probabilities);
    return IntStream.range(0, probabilities.length)
        .boxed()
        .max(Comparator.comparingDouble(id -> probabilities[id]))
        .orElseThrow();
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
