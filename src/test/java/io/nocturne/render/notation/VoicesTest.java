package io.nocturne.render.notation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import io.nocturne.render.notation.MusicXmlFile.Sounding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests how notes that overlap share four voices. Times are in twenty-fourths of a quarter. */
class VoicesTest {

  /** Struck one after another, held to the end of the bar: chords that grow, tied. */
  @Test
  void writesARolledChordThatIsHeldInOneVoice() {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      notes.add(note(12L * i, 96 - 12L * i, 60 + 4 * i));
    }
    MusicXmlFile file = file(notes);
    assertThat(file.voices(1)).containsExactly("1");
    assertThat(file.notes()).isEqualTo(soundings(notes));
  }

  @Test
  void keepsFourLinesOfTheirOwnRhythmsInVoicesOfTheirOwn() {
    List<Note> notes =
        List.of(note(0, 96, 62), note(0, 48, 65), note(24, 24, 69), note(36, 12, 72));
    MusicXmlFile file = file(notes);
    assertThat(file.voices(1)).hasSize(4);
    assertThat(file.all("tie")).isEmpty();
  }

  @Test
  void tiesOnlyInBarsThatWouldTakeAFifthVoice() {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      notes.add(note(3L * i, 90 - 9L * i, 60 + 4 * i));
    }
    notes.add(note(96, 96, 62));
    notes.add(note(108, 12, 69));
    notes.add(note(120, 24, 72));
    MusicXmlFile file = file(notes);
    assertThat(file.notes()).isEqualTo(soundings(notes));
    assertThat(file.all("measure").get(0).getElementsByTagName("tie").getLength()).isPositive();
    assertThat(file.all("measure").get(1).getElementsByTagName("tie").getLength()).isZero();
  }

  /** Triplets and eighths in one voice are triplets down to those of 64ths. */
  @Test
  void losesNothingWhereHalvesAndThirdsHaveToShareAVoice() {
    List<Note> notes =
        List.of(
            note(0, 8, 60),
            note(0, 12, 64),
            note(0, 32, 67),
            note(0, 36, 71),
            note(4, 92, 74),
            note(3, 90, 77));
    MusicXmlFile file = file(notes);
    assertThat(file.notes()).isEqualTo(soundings(notes));
    assertThat(file.voices(1)).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void strikesEachNoteOfAPitchThatFiveNotesHaveAtOnce() {
    List<Note> notes = IntStream.range(0, 5).mapToObj(i -> note(0, 24, 72)).toList();
    MusicXmlFile file = file(notes);
    assertThat(file.notes()).isEqualTo(soundings(notes));
    assertThat(file.voices(1)).hasSize(4);
  }

  private static Note note(long onset, long length, int pitch) {
    return new Note(onset, length, pitch, 80, 0);
  }

  private static List<Sounding> soundings(List<Note> notes) {
    return notes.stream()
        .map(note -> new Sounding(note.onsetTicks(), note.durationTicks(), note.pitch()))
        .sorted(Sounding.ORDER)
        .toList();
  }

  private static MusicXmlFile file(List<Note> notes) {
    List<Note> ordered = new ArrayList<>(notes);
    ordered.sort(Note.BY_ONSET_THEN_PITCH);
    List<Track> tracks = List.of(Track.of("", ordered));
    Piece piece = new Piece("piece", new Metrical(24), tracks, List.of(), List.of(), List.of());
    return MusicXmlFile.of(SheetMusic.of(piece).musicXml());
  }
}
