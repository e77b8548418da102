package io.nocturne.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PieceTest {

  private static final Note EARLY = new Note(0, 5, 60, 64, 0);
  private static final Note LATE = new Note(9, 5, 60, 64, 0);

  private static Piece piece(Track... tracks) {
    return new Piece(
        "a", new Division.Metrical(96), List.of(tracks), List.of(), List.of(), List.of());
  }

  @Test
  void notesAreMergedByOnsetThenPitch() {
    Note low = new Note(5, 1, 40, 64, 0);
    Note high = new Note(5, 1, 80, 64, 0);
    Piece piece = piece(Track.of("", List.of(EARLY, high, low)), Track.of("", List.of(LATE)));
    assertThat(piece.notes()).containsExactly(EARLY, low, high, LATE);
    assertThat(piece.noteCount()).isEqualTo(4);
  }

  @Test
  void equalNotesKeepTheOrderOfTheTracks() {
    Note loud = new Note(0, 5, 60, 127, 0);
    assertThat(piece(Track.of("", List.of(loud)), Track.of("", List.of(EARLY))).notes())
        .containsExactly(loud, EARLY);
  }

  @Test
  void endsWithTheLatestEndNotThatOfTheLastNote() {
    Note pedalPoint = new Note(0, 100, 36, 64, 0);
    assertThat(piece(Track.of("", List.of(pedalPoint, LATE))).endTicks()).isEqualTo(100);
  }

  @Test
  void endsWhereItBeginsWithoutNotes() {
    assertThat(piece().endTicks()).isZero();
  }

  @Test
  void mergedNotesCannotBeChanged() {
    List<Note> notes = Piece.of("a", 96, List.of(EARLY)).notes();
    assertThatThrownBy(() -> notes.set(0, LATE)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aTrackIsACopyOfItsNotes() {
    List<Note> notes = new ArrayList<>(List.of(EARLY));
    Track track = Track.of("", notes);
    notes.add(LATE);
    assertThat(track.notes()).containsExactly(EARLY);
  }

  @Test
  void notesOutOfOrderAreRefused() {
    assertThatThrownBy(() -> Track.of("", List.of(LATE, EARLY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("notes must be ordered by tick; number 1 is earlier than the one before it");
  }

  @Test
  void programChangesOutOfOrderAreRefused() {
    List<ProgramChange> programs = List.of(new ProgramChange(9, 0, 0), new ProgramChange(0, 0, 0));
    assertThatThrownBy(() -> new Track("", List.of(), programs))
        .hasMessageStartingWith("program changes must be ordered by tick; number 1");
  }

  @Test
  void temposOutOfOrderAreRefused() {
    List<Tempo> tempos = List.of(new Tempo(9, 1), new Tempo(0, 1));
    assertThatThrownBy(
            () -> new Piece("a", new Division.Metrical(1), List.of(), tempos, List.of(), List.of()))
        .hasMessageStartingWith("tempos must be ordered by tick; number 1");
  }

  @Test
  void aNoteEndsAfterItsDuration() {
    assertThat(LATE.endTicks()).isEqualTo(14);
  }
}
