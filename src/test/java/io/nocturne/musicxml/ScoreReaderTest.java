package io.nocturne.musicxml;

import static io.nocturne.musicxml.Documents.ATTRIBUTES;
import static io.nocturne.musicxml.Documents.backup;
import static io.nocturne.musicxml.Documents.chord;
import static io.nocturne.musicxml.Documents.file;
import static io.nocturne.musicxml.Documents.grace;
import static io.nocturne.musicxml.Documents.messages;
import static io.nocturne.musicxml.Documents.note;
import static io.nocturne.musicxml.Documents.notes;
import static io.nocturne.musicxml.Documents.read;
import static io.nocturne.musicxml.Documents.rest;
import static io.nocturne.musicxml.Documents.score;
import static io.nocturne.musicxml.Documents.tie;
import static io.nocturne.musicxml.Documents.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Piece;
import io.nocturne.music.TimeSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notes that MusicXML says to play: elements as the specification of MusicXML 4.0 has them. */
class ScoreReaderTest {

  @Test
  void voicesGoBackInTheMeasureAndChordsSoundTogether() throws ScoreException {
    Piece piece =
        read(
            ATTRIBUTES + note("C4", 4) + chord("E4", 4) + note("D4", 4) + backup(8) + note("C3", 8),
            note("G3", 8));
    assertThat(notes(piece)).containsExactly("0+4:48", "0+2:60", "0+2:64", "2+2:62", "4+4:55");
  }

  @Test
  void aForwardLeavesSilence() throws ScoreException {
    String forward = "<forward><duration>3</duration></forward>";
    assertThat(notes(read(ATTRIBUTES + forward + note("C4", 5)))).containsExactly("1.5+2.5:60");
  }

  @Test
  void divisionsMayChangeWithinAMeasure() throws ScoreException {
    String thirds = "<attributes><divisions>3</divisions></attributes>";
    Piece piece = read(ATTRIBUTES + note("C4", 2) + thirds + note("D4", 3) + note("E4", 6));
    assertThat(notes(piece)).containsExactly("0+1:60", "1+1:62", "2+2:64");
  }

  @ParameterizedTest
  @CsvSource({"1, 480", "7, 3360", "1024, 15360", "27720, 27720"})
  void ticksAreACommonMultipleOfDivisions(int divisions, int ticks) throws ScoreException {
    String attributes = "<attributes><divisions>%d</divisions></attributes>".formatted(divisions);
    Piece piece = read(attributes + note("C4", divisions));
    assertThat(piece.division()).isEqualTo(new Metrical(ticks));
    assertThat(piece.notes().get(0).durationTicks()).isEqualTo(ticks);
  }

  @Test
  void divisionsWithoutACommonMultipleAreRoundedAndReported() throws ScoreException {
    String other = "<attributes><divisions>32749</divisions></attributes>";
    ScoreFile file = file(score(ATTRIBUTES + note("C4", 8), other + note("D4", 32749)));
    assertThat(notes(file.piece())).containsExactly("0+4:60", "4+1:62");
    assertThat(messages(file))
        .containsExactly(
            "1 number of divisions that MIDI's ticks cannot express with the others; times are"
                + " rounded");
  }

  @Test
  void tiedNotesAreOneNoteAcrossBarLines() throws ScoreException {
    Piece piece =
        read(ATTRIBUTES + note("C4", 8, tie("start")), note("C4", 4, tie("stop")) + note("C4", 4));
    assertThat(notes(piece)).containsExactly("0+6:60", "6+2:60");
  }

  @Test
  void aTieContinuesTheNoteOfItsOwnVoice() throws ScoreException {
    Piece piece =
        read(
            ATTRIBUTES
                + note("C4", 8, tie("start"), voice("1"))
                + backup(4)
                + note("C4", 4, tie("start"), voice("2")),
            note("C4", 2, tie("stop"), voice("2"))
                + backup(2)
                + note("C4", 4, tie("stop"), voice("1")));
    assertThat(notes(piece)).containsExactly("0+6:60", "2+3:60");
  }

  @Test
  void aTieToAnotherVoiceIsHeardToo() throws ScoreException {
    Piece piece =
        read(
            ATTRIBUTES + note("C4", 8, tie("start"), voice("1")),
            note("C4", 4, tie("stop"), voice("2")));
    assertThat(notes(piece)).containsExactly("0+6:60");
  }

  @Test
  void theSignOfATieCountsWhereNoTieIsStated() throws ScoreException {
    String from = "<notations><tied type=\"start\"/></notations>";
    String to = "<notations><tied type=\"stop\"/></notations>";
    assertThat(notes(read(ATTRIBUTES + note("C4", 8, from), note("C4", 8, to))))
        .containsExactly("0+8:60");
    Piece stated =
        read(
            ATTRIBUTES + note("C4", 8, from),
            note("C4", 4, to) + note("D4", 4, tie("start")) + note("D4", 4, tie("stop")));
    assertThat(notes(stated)).containsExactly("0+4:60", "4+2:60", "6+4:62");
  }

  @Test
  void graceNotesTakeTheEndOfWhatIsBeforeInTheirVoice() throws ScoreException {
    Piece piece =
        read(ATTRIBUTES + note("C4", 4) + grace("D4", "") + grace("E4", "") + note("F4", 4));
    assertThat(notes(piece))
        .containsExactly("0+1.75:60", "1.75+0.125:62", "1.875+0.125:64", "2+2:65");
  }

  @Test
  void graceNotesTakeAtMostHalfOfWhatIsBefore() throws ScoreException {
    String graces = grace("D4", "") + grace("D4", "") + grace("D4", "") + grace("D4", "");
    Piece piece = read(ATTRIBUTES + rest(7) + note("C4", 1) + graces, note("F4", 4));
    assertThat(notes(piece))
        .containsExactly(
            "3.5+0.25:60",
            "3.75+0.0625:62",
            "3.8125+0.0625:62",
            "3.875+0.0625:62",
            "3.9375+0.0625:62",
            "4+2:65");
  }

  @Test
  void atTheStartGraceNotesDelayTheNoteThatFollows() throws ScoreException {
    Piece piece = read(ATTRIBUTES + grace("D4", "slash=\"yes\"") + note("C4", 4) + chord("E4", 4));
    assertThat(notes(piece)).containsExactly("0+0.125:62", "0.125+1.875:60", "0.125+1.875:64");
  }

  @Test
  void aStatedShareOfTheFollowingNoteIsTaken() throws ScoreException {
    Piece piece =
        read(
            ATTRIBUTES
                + note("C4", 4)
                + grace("D4", "steal-time-following=\"50\"")
                + note("E4", 4));
    assertThat(notes(piece)).containsExactly("0+2:60", "2+1:62", "3+1:64");
  }

  @Test
  void cueNotesAreSilentButTakeTime() throws ScoreException {
    String cue =
        "<note><cue/><pitch><step>C</step><octave>5</octave></pitch><duration>4</duration></note>";
    assertThat(notes(read(ATTRIBUTES + cue + note("C4", 4)))).containsExactly("2+2:60");
  }

  @ParameterizedTest
  @CsvSource({
    "MuseScore 2.3.2, 2",
    "MuseScore 3.4.2, 2",
    "MuseScore 3.5, 1",
    "MuseScore 4.0, 1",
    "Finale 2014 for Windows, 2"
  })
  void cueNotesSoundWhereTheProgramMarksAllSmallNotesSo(String software, int notes)
      throws ScoreException {
    String by =
        "<identification><encoding><software>%s</software></encoding></identification><part-list/>"
            .formatted(software);
    String cue =
        "<note><cue/><pitch><step>C</step><octave>5</octave></pitch><duration>4</duration></note>";
    ScoreFile file =
        file(
            Documents.document(
                by
                    + "<part id=\"P1\"><measure number=\"1\">"
                    + ATTRIBUTES
                    + cue
                    + note("C4", 4)
                    + "</measure></part>"));
    assertThat(file.piece().noteCount()).isEqualTo(notes);
    assertThat(file.diagnostics()).hasSize(notes - 1);
  }

  @Test
  void anUpbeatIsAShortBarAfterWhichTheSignatureBeginsAgain() throws ScoreException {
    Piece piece = read(ATTRIBUTES + note("C4", 2), note("D4", 8), note("E4", 8));
    assertThat(notes(piece)).containsExactly("0+1:60", "1+4:62", "5+4:64");
    assertThat(piece.timeSignatures())
        .containsExactly(new TimeSignature(0, 4, 4), new TimeSignature(480, 4, 4));
  }

  @Test
  void restsDoNotLengthenAMeasureWhoseFirstVoiceIsComplete() throws ScoreException {
    Piece piece = read(ATTRIBUTES + note("C4", 8) + backup(4) + rest(8), note("D4", 8));
    assertThat(notes(piece)).containsExactly("0+4:60", "4+4:62");
  }

  @Test
  void aMeasureMayHoldMoreThanItsSignatureSays() throws ScoreException {
    Piece piece = read(ATTRIBUTES + note("C4", 8) + note("D4", 3), note("E4", 8));
    assertThat(notes(piece)).containsExactly("0+4:60", "4+1.5:62", "5.5+4:64");
  }

  @ParameterizedTest
  @CsvSource({
    "<beats>3+2</beats><beat-type>8</beat-type>, 5, 8",
    "<beats>2</beats><beat-type>4</beat-type><beats>3</beats><beat-type>8</beat-type>, 7, 8"
  })
  void compositeTimeSignaturesAreSums(String time, int beats, int type) throws ScoreException {
    Piece piece = read("<attributes><time>" + time + "</time></attributes>" + note("C4", 1));
    assertThat(piece.timeSignatures()).containsExactly(new TimeSignature(0, beats, type));
  }

  @Test
  void timewiseScoresAreReadToo() throws ScoreException {
    String measure =
        "<measure number=\"1\"><part id=\"P1\">" + ATTRIBUTES + note("C4", 8) + "</part></measure>";
    String second = "<measure number=\"2\"><part id=\"P1\">" + note("D4", 8) + "</part></measure>";
    String document = "<score-timewise><part-list/>" + measure + second + "</score-timewise>";
    assertThat(notes(file(document).piece())).containsExactly("0+4:60", "4+4:62");
  }

  @Test
  void whatIsLeftOutIsReportedAtTheFirstPlace() throws ScoreException {
    String endless = "<note>" + Documents.pitch("C4") + "</note>";
    ScoreFile file = file(score(ATTRIBUTES + note("C4", 8), endless + endless + note("C4", 8)));
    assertThat(file.diagnostics())
        .containsExactly(
            new ScoreFile.ScoreFinding("P1", "2", 3, "2 notes without a valid duration; left out"));
    assertThat(notes(file.piece())).containsExactly("0+4:60", "4+4:60");
  }
}
