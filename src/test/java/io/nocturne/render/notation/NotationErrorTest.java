package io.nocturne.render.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.render.notation.MusicXmlFile.Sounding;
import io.nocturne.render.notation.SheetMusic.NotationError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Notes that note values cannot express exactly; a quarter has 240 ticks. */
class NotationErrorTest {
  @Test
  void reportsTheNotesThatItMoved() {
    Piece piece = piece(new Note(0, 240, 72, 80, 0), new Note(253, 240, 74, 80, 0));
    NotationError rounding = SheetMusic.of(piece).rounding();
    assertThat(rounding.notes()).isEqualTo(2);
    assertThat(rounding.moved()).isEqualTo(1);
    assertThat(rounding.largestQuarters()).isCloseTo(13 / 240.0, within(1e-9));
    assertThat(rounding.meanQuarters()).isCloseTo(26 / 240.0 / 4, within(1e-9));
  }

  /** MuseScore writes MIDI so: each key is released a tick before its note ends. */
  @Test
  void holdsKeysReleasedEarlyToTheEndsOfTheirNotes() {
    SheetMusic music =
        SheetMusic.of(
            piece(
                new Note(0, 239, 72, 80, 0),
                new Note(240, 79, 72, 80, 0),
                new Note(320, 79, 72, 80, 0),
                new Note(400, 79, 72, 80, 0),
                new Note(480, 473, 72, 80, 0)));
    assertThat(music.rounding()).isEqualTo(new NotationError(5, 0, 0, 0));
    assertThat(MusicXmlFile.of(music.musicXml()).notes())
        .containsExactly(
            sound(0, 24, 72),
            sound(24, 8, 72),
            sound(32, 8, 72),
            sound(40, 8, 72),
            sound(48, 48, 72));
  }

  @Test
  void writesThreeAgainstTwoWhereKeysAreReleasedEarly() {
    SheetMusic music =
        SheetMusic.of(
            piece(
                new Note(0, 119, 84, 80, 0),
                new Note(0, 79, 72, 80, 0),
                new Note(80, 79, 74, 80, 0),
                new Note(120, 119, 86, 80, 0),
                new Note(160, 79, 76, 80, 0)));
    assertThat(music.rounding().isExact()).isTrue();
  }

  @Test
  void reportsKeysReleasedMuchEarlier() {
    assertThat(SheetMusic.of(piece(new Note(0, 230, 72, 80, 0))).rounding().moved()).isEqualTo(1);
  }

  @Test
  void movesNothingThatNoteValuesCanExpress() {
    assertThat(SheetMusic.of(piece(note(0, 3, 60), note(9, 15, 61), note(28, 4, 62))).rounding())
        .isEqualTo(new NotationError(3, 0, 0, 0));
  }

  private static Note note(long onset, long length, int pitch) {
    return new Note(onset * 10, length * 10, pitch, 80, 0);
  }

  private static Sounding sound(long onset, long length, int pitch) {
    return new Sounding(onset, length, pitch);
  }

  private static Piece piece(Note... notes) {
    return Piece.of("piece", 240, List.of(notes));
  }
}
