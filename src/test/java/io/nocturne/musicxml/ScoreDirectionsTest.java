package io.nocturne.musicxml;

import static io.nocturne.musicxml.Documents.ATTRIBUTES;
import static io.nocturne.musicxml.Documents.note;
import static io.nocturne.musicxml.Documents.notes;
import static io.nocturne.musicxml.Documents.pedal;
import static io.nocturne.musicxml.Documents.read;
import static io.nocturne.musicxml.Documents.rest;
import static io.nocturne.musicxml.Documents.sound;
import static io.nocturne.musicxml.Documents.sustain;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tempos, velocities and pedal that the directions of MusicXML 4.0 ask for. */
class ScoreDirectionsTest {
  @ParameterizedTest
  @CsvSource({
    "<beat-unit>quarter</beat-unit><per-minute>120</per-minute>, 500000",
    "<beat-unit>quarter</beat-unit><beat-unit-dot/><per-minute>80</per-minute>, 500000",
    "<beat-unit>half</beat-unit><per-minute>ca. 60-66</per-minute>, 500000",
    "<beat-unit>eighth</beat-unit><beat-unit-dot/><beat-unit-dot/><per-minute>120</per-minute>,"
        + " 571429"
  })
  void metronomeMarksAreTempos(String mark, int micros) throws ScoreException {
    String direction =
        "<direction><direction-type><metronome>"
            + mark
            + "</metronome></direction-type></direction>";
    assertThat(read(ATTRIBUTES + note("C4", 2) + direction + note("C4", 2)).tempos())
        .containsExactly(new Tempo(480, micros));
  }

  @Test
  void theTempoForPlaybackCountsBeforeTheMark() throws ScoreException {
    String direction =
        "<direction><direction-type><metronome><beat-unit>quarter</beat-unit><per-minute>100"
            + "</per-minute></metronome></direction-type><sound tempo=\"60\"/></direction>";
    assertThat(read(ATTRIBUTES + direction + note("C4", 2)).tempos())
        .containsExactly(new Tempo(0, 1_000_000));
  }

  @Test
  void dynamicsArePercentOfForteFromTheirPlaceOn() throws ScoreException {
    String piano =
        "<direction><direction-type><dynamics><p/></dynamics></direction-type></direction>";
    Piece piece =
        read(
            ATTRIBUTES
                + note("C4", 2)
                + sound("dynamics=\"100\"")
                + note("C4", 2)
                + piano
                + note("C4", 2)
                + "<note dynamics=\"50\">"
                + Documents.pitch("C4")
                + "<duration>2</duration></note>",
            note("C4", 8));
    assertThat(piece.notes()).extracting(Note::velocity).containsExactly(75, 90, 45, 45, 45);
  }

  @Test
  void pedalSignsAreMovesOfTheSustainPedal() throws ScoreException {
    Piece piece =
        read(
            ATTRIBUTES
                + pedal("start")
                + note("C4", 2)
                + note("D4", 2)
                + note("C4", 2)
                + pedal("change")
                + note("E4", 2),
            rest(4) + pedal("stop") + rest(4));
    assertThat(piece.tracks().get(0).controls())
        .containsExactly(
            sustain(0, 0, 127), sustain(1440, 0, 0), sustain(1440, 0, 127), sustain(2880, 0, 0));
    assertThat(notes(piece)).containsExactly("0+1:60", "1+1:62", "2+1:60", "3+1:64");
    assertThat(notes(piece.sustained())).containsExactly("0+2:60", "1+2:62", "2+4:60", "3+3:64");
  }

  @Test
  void pedalSignsAreInOrderWhereAnOffsetMovesOneBeyondItsMeasure() throws ScoreException {
    String late =
        pedal("stop").replace("</direction>", "<offset sound=\"yes\">6</offset></direction>");
    Piece piece =
        read(
            ATTRIBUTES + note("C4", 4) + pedal("start") + note("C4", 4) + late,
            pedal("start") + note("C4", 8));
    assertThat(piece.tracks().get(0).controls())
        .containsExactly(sustain(960, 0, 127), sustain(1920, 0, 127), sustain(3360, 0, 0));
  }
}
