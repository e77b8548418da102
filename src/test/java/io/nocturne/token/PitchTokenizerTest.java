package io.nocturne.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PitchTokenizerTest {
  private static final PitchTokenizer SKIPPING = PitchTokenizer.piano();
  private static final PitchTokenizer FOLDING = PitchTokenizer.piano(OutOfRangePolicy.FOLD_OCTAVES);

  @Test
  void theVocabularyIsThePianosKeysAndThePad() {
    List<String> tokens = SKIPPING.vocabulary().tokens();
    assertThat(tokens).hasSize(89).startsWith("A0", "A#0", "B0", "C1").endsWith("C8", "<pad>");
    assertThat(tokens.get(60 - 21)).isEqualTo("C4");
  }

  @ParameterizedTest
  @CsvSource({"21, 0", "60, 39", "108, 87"})
  void anIdIsThePitchAboveTheLowestKey(int pitch, int id) {
    assertThat(SKIPPING.encode(pieceOf(pitch)).tokens()).isEqualTo(Tokens.of(id));
  }

  @Test
  void notesAreReadByOnsetThenPitch() {
    Piece piece = Piece.of("p", 480, List.of(note(0, 64), note(0, 60), note(5, 62), note(5, 61)));
    assertThat(SKIPPING.encode(piece).tokens()).isEqualTo(Tokens.of(39, 43, 40, 41));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 109, 127})
  void aNoteOutsideThePianoIsSkippedAndCounted(int pitch) {
    assertThat(SKIPPING.encode(pieceOf(60, pitch, 62)))
        .isEqualTo(new Encoding(Tokens.of(39, 41), new EncodingLoss(1, 0)));
  }

  @ParameterizedTest
  @CsvSource({"0, 24", "8, 32", "9, 21", "20, 32", "109, 97", "120, 108", "121, 97", "127, 103"})
  void aNoteOutsideThePianoIsFoldedByAsFewOctavesAsCanBe(int pitch, int folded) {
    assertThat(FOLDING.encode(pieceOf(60, pitch)))
        .isEqualTo(new Encoding(Tokens.of(39, folded - 21), new EncodingLoss(0, 1)));
  }

  @Test
  void aNoteWithinThePianoIsNeverFolded() {
    Encoding encoding = FOLDING.encode(pieceOf(IntStream.rangeClosed(21, 108).toArray()));
    assertThat(encoding)
        .isEqualTo(
            new Encoding(Tokens.of(IntStream.range(0, 88).toArray()), new EncodingLoss(0, 0)));
  }

  @Test
  void idsFollowTheVocabularyThatItIsGiven() {
    var tokenizer =
        new PitchTokenizer(new Vocabulary(List.of("D4", "<pad>", "C4")), OutOfRangePolicy.SKIP);
    assertThat(tokenizer.encode(pieceOf(60, 62, 64)))
        .isEqualTo(new Encoding(Tokens.of(2, 0), new EncodingLoss(1, 0)));
  }

  @Test
  void aPitchThatNoOctaveBringsIntoTheVocabularyIsSkippedEvenWhenFolding() {
    var tokenizer =
        new PitchTokenizer(new Vocabulary(List.of("C4", "<pad>")), OutOfRangePolicy.FOLD_OCTAVES);
    assertThat(tokenizer.encode(pieceOf(61, 72, 48)))
        .isEqualTo(new Encoding(Tokens.of(0, 0), new EncodingLoss(1, 2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Db4", "H4", "C10", "c4", "60"})
  void refusesATokenThatIsNoPitchAsItIsPrinted(String token) {
    var vocabulary = new Vocabulary(List.of("C4", token, "<pad>"));
    assertThatThrownBy(() -> new PitchTokenizer(vocabulary, OutOfRangePolicy.SKIP))
        .hasMessage("tokens of tokenizer pitch must be pitch names from C-1 to G9, was " + token);
  }

  @Test
  void differsFromATokenizerOfOtherOptionsOrPitches() {
    var otherPitches =
        new PitchTokenizer(new Vocabulary(List.of("C4", "<pad>")), OutOfRangePolicy.SKIP);
    assertThat(SKIPPING).isNotEqualTo(FOLDING).isNotEqualTo(otherPitches);
  }

  @Test
  void decodesToEvenNotesOneAfterTheOther() {
    Piece piece = SKIPPING.decode("out", new int[] {39, 43}, new EvenTiming(96, 24, 400_000, 70));
    assertThat(piece.name()).isEqualTo("out");
    assertThat(piece.division()).isEqualTo(new Division.Metrical(96));
    assertThat(piece.tempos()).containsExactly(new Tempo(0, 400_000));
    assertThat(piece.notes())
        .containsExactly(new Note(0, 24, 60, 70, 0), new Note(24, 24, 64, 70, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 88, 89})
  void refusesToDecodeWhatIsNoNote(int id) {
    assertThatThrownBy(() -> SKIPPING.decode("out", new int[] {39, id}, EvenTiming.DEFAULT))
        .hasMessage(
            "ids must be tokens of a piece from the vocabulary's 89, was %d at position 1", id);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 1, 'ticks per quarter must be 1 to 32767, was 0'",
    "1, 0, 1, 1, 'note length in ticks must be 1 to 2147483647, was 0'",
    "1, 1, 16777216, 1, 'microseconds per quarter must be 1 to 16777215, was 16777216'",
    "1, 1, 1, 128, 'velocity must be 1 to 127, was 128'"
  })
  void refusesATimingThatAMidiFileCannotHold(
      int division, int length, int tempo, int velocity, String message) {
    assertThatThrownBy(() -> new EvenTiming(division, length, tempo, velocity)).hasMessage(message);
  }

  private static Piece pieceOf(int... pitches) {
    int[] onset = {0};
    return Piece.of(
        "p", 480, Arrays.stream(pitches).mapToObj(pitch -> note(onset[0]++, pitch)).toList());
  }

  private static Note note(long onset, int pitch) {
    return new Note(onset, 10, pitch, 80, 0);
  }
}
