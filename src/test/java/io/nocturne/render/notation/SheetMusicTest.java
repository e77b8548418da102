package io.nocturne.render.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Division.Smpte;
import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import io.nocturne.render.notation.MusicXmlFile.Sounding;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are in twenty-fourths of a quarter, ten ticks each. */
class SheetMusicTest {
  @Test
  void refusesMoreNotesAtOnceThanThereAreKeys() {
    List<Note> stuck =
        IntStream.range(0, 10_000).mapToObj(i -> new Note(i, 20_000, 60, 80, 0)).toList();
    assertThatThrownBy(() -> SheetMusic.of(Piece.of("stuck", 24, stuck)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "stuck: more than 128 notes sound at once on one staff; write MIDI, or end the notes"
                + " that are never released");
  }

  private static final int TICKS = 240;

  @Test
  void writesAMelodyInBarsWithClefsAndTime() {
    MusicXmlFile file = file(note(0, 24, 72), note(24, 24, 74), note(48, 96, 76));
    assertThat(file.all("measure")).hasSize(2);
    assertThat(file.texts("sign")).containsExactly("G", "F");
    assertThat(file.texts("beats")).containsExactly("4");
    assertThat(file.texts("type")).startsWith("quarter", "quarter", "half");
    assertThat(file.notes())
        .containsExactly(sound(0, 24, 72), sound(24, 24, 74), sound(48, 96, 76));
  }

  @Test
  void tiesANoteOverTheBarLine() {
    MusicXmlFile file = file(note(72, 48, 72));
    assertThat(file.all("tie"))
        .extracting(tie -> tie.getAttribute("type"))
        .containsExactly("start", "stop");
    assertThat(file.all("tied")).hasSize(2);
    assertThat(file.notes()).containsExactly(sound(72, 48, 72));
  }

  @Test
  void showsTheMiddleOfABarOfFourQuarters() {
    MusicXmlFile file = file(note(24, 48, 72));
    assertThat(file.texts("type")).startsWith("quarter", "quarter", "quarter", "quarter");
    assertThat(file.notes()).containsExactly(sound(24, 48, 72));
  }

  @Test
  void writesTripletsWithTheirBracket() {
    MusicXmlFile file = file(note(0, 8, 72), note(8, 8, 74), note(16, 8, 76));
    assertThat(file.texts("actual-notes")).containsExactly("3", "3", "3");
    assertThat(file.all("tuplet"))
        .extracting(tuplet -> tuplet.getAttribute("type"))
        .containsExactly("start", "stop");
    assertThat(file.notes()).containsExactly(sound(0, 8, 72), sound(8, 8, 74), sound(16, 8, 76));
  }

  @Test
  void writesThreeAgainstTwoInTwoVoices() {
    MusicXmlFile file =
        file(note(0, 12, 84), note(0, 8, 72), note(8, 8, 74), note(12, 12, 86), note(16, 8, 76));
    assertThat(file.texts("voice")).contains("1", "2");
    assertThat(file.notes())
        .containsExactly(
            sound(0, 8, 72),
            sound(0, 12, 84),
            sound(8, 8, 74),
            sound(12, 12, 86),
            sound(16, 8, 76));
  }

  @Test
  void writesNotesStruckAndReleasedTogetherAsAChord() {
    MusicXmlFile file = file(note(0, 24, 72), note(0, 24, 76), note(0, 24, 79));
    assertThat(file.all("chord")).hasSize(2);
    assertThat(file.notes()).hasSize(3);
  }

  @Test
  void writesAPitchStruckTwiceAtOnceTwice() {
    assertThat(file(note(0, 24, 72), note(0, 24, 72)).notes())
        .containsExactly(sound(0, 24, 72), sound(0, 24, 72));
  }

  @Test
  void writesLowNotesIntoTheLowerStaff() {
    MusicXmlFile file = file(note(0, 24, 36), note(0, 24, 84));
    assertThat(file.all("note"))
        .filteredOn(note -> MusicXmlFile.has(note, "pitch"))
        .extracting(note -> MusicXmlFile.text(note, "staff"))
        .containsExactly("1", "2");
  }

  @Test
  void keepsAMelodyAroundMiddleCInOneStaff() {
    MusicXmlFile file = file(note(0, 24, 60), note(24, 24, 59), note(48, 24, 62), note(72, 24, 58));
    assertThat(file.all("note"))
        .filteredOn(note -> MusicXmlFile.has(note, "pitch"))
        .extracting(note -> MusicXmlFile.text(note, "staff"))
        .containsOnly("1");
  }

  @Test
  void showsAnAccidentalOnceInABarAndAgainInTheNext() {
    MusicXmlFile file = file(note(0, 24, 66), note(24, 24, 66), note(48, 24, 65), note(96, 24, 66));
    assertThat(file.texts("accidental")).containsExactly("sharp", "natural", "sharp");
  }

  @Test
  void showsNoAccidentalForWhatTheKeyHas() {
    Piece piece =
        piece(
            List.of(new TimeSignature(0, 4, 4)),
            new KeySignature(0, -3, Mode.MINOR),
            note(0, 24, 63),
            note(24, 24, 71));
    MusicXmlFile file = MusicXmlFile.of(SheetMusic.of(piece).musicXml());
    assertThat(file.texts("fifths")).containsExactly("-3");
    assertThat(file.texts("mode")).containsExactly("minor");
    assertThat(file.texts("accidental")).containsExactly("natural");
  }

  @Test
  void joinsEighthsOfABeatByBeams() {
    MusicXmlFile file = file(note(0, 12, 72), note(12, 12, 74), note(24, 12, 76));
    assertThat(file.texts("beam")).containsExactly("begin", "end");
  }

  @Test
  void writesSixEighthsInDottedQuarters() {
    Piece piece =
        piece(
            List.of(new TimeSignature(0, 6, 8)),
            new KeySignature(0, 0, Mode.MAJOR),
            note(0, 36, 72),
            note(36, 72, 74));
    MusicXmlFile file = MusicXmlFile.of(SheetMusic.of(piece).musicXml());
    assertThat(file.all("dot")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(file.notes()).containsExactly(sound(0, 36, 72), sound(36, 72, 74));
  }

  @Test
  void beginsABarWhereTheTimeSignatureChanges() {
    Piece piece =
        piece(
            List.of(new TimeSignature(0, 4, 4), new TimeSignature(48 * 10, 3, 4)),
            new KeySignature(0, 0, Mode.MAJOR),
            note(0, 120, 72));
    MusicXmlFile file = MusicXmlFile.of(SheetMusic.of(piece).musicXml());
    assertThat(file.texts("beats")).containsExactly("4", "3");
    assertThat(file.all("measure").get(0).getAttribute("implicit")).isEqualTo("yes");
    assertThat(file.notes()).containsExactly(sound(0, 120, 72));
  }

  @Test
  void writesTempoAndVelocity() {
    MusicXmlFile file = file(new Note(0, 240, 72, 45, 0));
    assertThat(file.texts("per-minute")).containsExactly("150");
    assertThat(file.all("note").get(0).getAttribute("dynamics")).isEqualTo("50");
  }

  @Test
  void givesANoteWithoutLengthTheShortestValue() {
    assertThat(file(note(24, 0, 72)).notes()).containsExactly(sound(24, 6, 72));
  }

  @Test
  void writesABarOfRestForAPieceWithoutNotes() {
    MusicXmlFile file = file();
    assertThat(file.all("measure")).hasSize(1);
    assertThat(file.all("rest")).hasSize(2);
  }

  @Test
  void keepsATitleThatXmlCannotHold() {
    Piece piece = Piece.of("<a> \u0001 & b", TICKS, List.of());
    assertThat(MusicXmlFile.of(SheetMusic.of(piece).musicXml()).texts("work-title"))
        .containsExactly("<a> \ufffd & b");
  }

  @Test
  void leavesOutPitchesBelowTheOctavesOfMusicXml() {
    SheetMusic music = SheetMusic.of(piece(note(0, 24, 0), note(0, 24, 11), note(24, 24, 12)));
    assertThat(music.leftOut()).isEqualTo(2);
    assertThat(MusicXmlFile.of(music.musicXml()).notes()).containsExactly(sound(24, 24, 12));
  }

  @Test
  void writesTheLowestPitchInAKeyOfSevenSharps() {
    KeySignature key = new KeySignature(0, 7, Mode.MAJOR);
    Piece piece = piece(List.of(new TimeSignature(0, 4, 4)), key, note(0, 24, 12));
    assertThat(MusicXmlFile.of(SheetMusic.of(piece).musicXml()).notes())
        .containsExactly(sound(0, 24, 12));
  }

  @ParameterizedTest
  @CsvSource({"1, 64, 1, 4", "3, 64, 3, 8", "35, 64, 35, 32", "1, 1073741824, 1, 4"})
  void joinsBarsOfBeatsShorterThanAThirtySecond(
      int beats, int beatType, String writtenBeats, String writtenBeatType) {
    Piece piece =
        piece(
            List.of(new TimeSignature(0, beats, beatType)),
            new KeySignature(0, 0, Mode.MAJOR),
            note(0, 24, 60));
    MusicXmlFile file = MusicXmlFile.of(SheetMusic.of(piece).musicXml());
    assertThat(file.texts("beats")).containsExactly(writtenBeats);
    assertThat(file.texts("beat-type")).containsExactly(writtenBeatType);
    assertThat(file.notes()).containsExactly(sound(0, 24, 60));
  }

  @Test
  void refusesFramesForQuarters() {
    Piece piece =
        new Piece(
            "film",
            new Smpte(25, 40),
            List.of(Track.of("", List.of())),
            List.of(),
            List.of(),
            List.of());
    assertThatThrownBy(() -> SheetMusic.of(piece))
        .hasMessage(
            "film: counts SMPTE frames, which are not parts of a quarter; write MIDI or WAV"
                + " instead");
  }

  private static Note note(long onset, long length, int pitch) {
    return new Note(onset * 10, length * 10, pitch, 80, 0);
  }

  private static Sounding sound(long onset, long length, int pitch) {
    return new Sounding(onset, length, pitch);
  }

  private static MusicXmlFile file(Note... notes) {
    return MusicXmlFile.of(SheetMusic.of(piece(notes)).musicXml());
  }

  private static Piece piece(Note... notes) {
    return piece(List.of(), new KeySignature(0, 0, Mode.MAJOR), notes);
  }

  private static Piece piece(List<TimeSignature> times, KeySignature key, Note... notes) {
    return new Piece(
        "piece",
        new Metrical(TICKS),
        List.of(Track.of("", List.of(notes))),
        List.of(new Tempo(0, 400_000)),
        times,
        List.of(key));
  }
}
