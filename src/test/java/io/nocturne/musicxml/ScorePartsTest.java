package io.nocturne.musicxml;

import static io.nocturne.musicxml.Documents.ATTRIBUTES;
import static io.nocturne.musicxml.Documents.file;
import static io.nocturne.musicxml.Documents.keys;
import static io.nocturne.musicxml.Documents.note;
import static io.nocturne.musicxml.Documents.pedal;
import static io.nocturne.musicxml.Documents.read;
import static io.nocturne.musicxml.Documents.sustain;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Track;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parts of MusicXML as tracks with channels, ports and programs. */
class ScorePartsTest {
  @Test
  void transposingPartsSoundAtTheirPitchAndKey() throws ScoreException {
    String clarinet =
        "<attributes><divisions>2</divisions><key><fifths>2</fifths><mode>minor</mode></key>"
            + "<transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose></attributes>";
    Piece piece = read(clarinet + note("C4", 8));
    assertThat(keys(piece)).isEqualTo("58");
    assertThat(piece.keySignatures()).containsExactly(new KeySignature(0, 0, Mode.MINOR));
  }

  /** Returns a score of parts called A, B and so on, a measure each, with their instruments. */
  private static Piece parts(String measure, String... instruments) throws ScoreException {
    StringBuilder list = new StringBuilder();
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < instruments.length; i++) {
      char id = (char) ('A' + i);
      list.append(
          "<score-part id=\"%s\"><part-name>%s</part-name>%s</score-part>"
              .formatted(id, id, instruments[i]));
      content.append(
          "<part id=\"%s\"><measure number=\"1\">%s</measure></part>"
              .formatted(id, ATTRIBUTES + measure));
    }
    return file(Documents.document("<part-list>" + list + "</part-list>" + content)).piece();
  }

  private static String instrument(int channel, int program) {
    return ("<midi-instrument id=\"I\"><midi-channel>%d</midi-channel><midi-program>%d"
            + "</midi-program></midi-instrument>")
        .formatted(channel, program);
  }

  @Test
  void partsAreTracksWithTheirChannelsAndPrograms() throws ScoreException {
    Piece piece = parts(note("G4", 8), instrument(3, 41), "");
    assertThat(piece.tracks()).extracting(Track::name).containsExactly("A", "B");
    assertThat(piece.tracks().get(0).programs()).containsExactly(new ProgramChange(0, 2, 40));
    assertThat(piece.notes()).extracting(Note::channel).containsExactly(2, 1);
  }

  @Test
  void partsOfOneChannelAreOnPortsOfTheirOwn() throws ScoreException {
    Piece piece = parts(pedal("start") + note("G4", 8), instrument(1, 1), instrument(1, 41), "");
    assertThat(piece.tracks()).extracting(Track::port).containsExactly(0, 1, 0);
    assertThat(piece.tracks())
        .extracting(Track::controls)
        .containsExactly(
            List.of(sustain(0, 0, 127)), List.of(sustain(0, 0, 127)), List.of(sustain(0, 2, 127)));
  }

  @Test
  void unpitchedNotesArePercussionOfTheirInstrumentsKey() throws ScoreException {
    String list =
        "<part-list><score-part id=\"P1\"><midi-instrument id=\"S\"><midi-unpitched>39"
            + "</midi-unpitched></midi-instrument></score-part></part-list>";
    String stroke = "<note><unpitched/><duration>2</duration><instrument id=\"S\"/></note>";
    Piece piece =
        file(Documents.document(
                list
                    + "<part id=\"P1\"><measure number=\"1\">"
                    + ATTRIBUTES
                    + stroke
                    + "</measure></part>"))
            .piece();
    assertThat(piece.notes().get(0)).isEqualTo(new Note(0, 480, 38, 75, Note.PERCUSSION_CHANNEL));
    assertThat(piece.pitched().noteCount()).isZero();
  }
}
