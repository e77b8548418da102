package io.nocturne.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.rhythm.Grid;
import io.nocturne.token.MelodyTokenizer.MelodyExtraction;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MelodyExtractionTest {
  @Test
  void theHighestOfEachOnsetIsTheMelody() {
    List<Note> notes = List.of(note(0, 4, "C3"), note(0, 2, "E4"), note(2, 1, "D4"));
    assertThat(melody(MelodyExtraction.HIGHEST, Optional.empty(), notes)).isEqualTo("E4 D4");
  }

  @Test
  void whatSoundsBelowANoteOfTheMelodyIsNoneOfTheSkyline() {
    List<Note> notes =
        List.of(note(0, 4, "E4"), note(1, 1, "C4"), note(2, 1, "G4"), note(3, 1, "D4"));
    assertThat(melody(MelodyExtraction.HIGHEST, Optional.empty(), notes)).isEqualTo("E4 C4 G4 D4");
    assertThat(melody(MelodyExtraction.SKYLINE, Optional.empty(), notes)).isEqualTo("E4 G4");
  }

  @Test
  void anAccompanimentIsNotHeardWhileTheMelodyBreathes() {
    // The melody rests for as long as its last note was; then low notes are melody again.
    List<Note> notes =
        List.of(
            note(0, 2, "E5"),
            note(2, 1, "C3"),
            note(3, 1, "G3"),
            note(4, 1, "C3"),
            note(5, 1, "D5"));
    assertThat(melody(MelodyExtraction.SKYLINE, Optional.empty(), notes)).isEqualTo("E5 C3 D5");
  }

  @Test
  void anOctaveBelowTheMelodyMayStillBeMelody() {
    List<Note> notes = List.of(note(0, 2, "E5"), note(2, 1, "E4"), note(3, 1, "D#3"));
    assertThat(melody(MelodyExtraction.SKYLINE, Optional.empty(), notes)).isEqualTo("E5 E4");
  }

  @Test
  void onAGridNotesStruckNearlyTogetherAreStruckTogether() {
    List<Note> notes = List.of(new Note(0, 480, 60, 64, 0), new Note(15, 480, 64, 64, 0));
    assertThat(melody(MelodyExtraction.HIGHEST, Optional.empty(), notes)).isEqualTo("C4 E4");
    assertThat(melody(MelodyExtraction.HIGHEST, Optional.of(Grid.DEFAULT), notes)).isEqualTo("E4");
  }

  @Test
  void anUnknownVoiceIsAnErrorThatListsTheKnownOnes() {
    var options = Map.of("voice", "bass", "grid", "none", "outside", "skip");
    Vocabulary notes = PitchTokenizer.pianoWithEnds(OutOfRangePolicy.SKIP).vocabulary();
    assertThatThrownBy(() -> MelodyTokenizer.of(options, notes))
        .hasMessage("voice must be one of highest, skyline, was bass");
  }

  private static String melody(MelodyExtraction voice, Optional<Grid> grid, List<Note> notes) {
    MelodyTokenizer tokenizer = MelodyTokenizer.of(voice, grid, OutOfRangePolicy.SKIP);
    int[] ids = tokenizer.encode(Piece.of("p", 480, notes)).tokens().toArray();
    return String.join(
        " ",
        Arrays.stream(ids)
            .skip(1)
            .limit(ids.length - 2)
            .mapToObj(id -> tokenizer.vocabulary().token(id))
            .toList());
  }

  private static Note note(long quarter, long quarters, String pitch) {
    return new Note(quarter * 480, quarters * 480, PitchName.parse(pitch), 64, 0);
  }
}
