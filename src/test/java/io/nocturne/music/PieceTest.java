package io.nocturne.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.music.KeySignature.Mode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({"0, 0", "2, 2", "-3, 3", "5, -1", "7, 1"})
  void aTransposedPieceHasItsKeySignaturesTransposedToo(int semitones, int sharps) {
    Piece piece =
        new Piece(
            "a",
            new Division.Metrical(1),
            List.of(Track.of("", List.of(EARLY))),
            List.of(),
            List.of(),
            List.of(new KeySignature(0, 0, Mode.MAJOR), new KeySignature(5, -3, Mode.MINOR)));
    Piece moved = piece.transposed(semitones);
    assertThat(moved.keySignatures().get(0)).isEqualTo(new KeySignature(0, sharps, Mode.MAJOR));
    assertThat(moved.keySignatures().get(1).key().tonic()).isEqualTo(Math.floorMod(semitones, 12));
    assertThat(moved.notes().get(0).pitch()).isEqualTo(EARLY.pitch() + semitones);
  }

  @Test
  void aPieceIsNotTransposedBeyondMidi() {
    assertThatThrownBy(() -> Piece.of("a", 1, List.of(EARLY)).transposed(100))
        .hasMessage("pitch must be 0 to 127, was " + (EARLY.pitch() + 100));
  }

  @Test
  void aNoteEndsAfterItsDuration() {
    assertThat(LATE.endTicks()).isEqualTo(14);
  }

  /** 300 quarters at 120, then 200 at 60, the last 100 of them after the last note. */
  @Test
  void itsMedianTempoIsThatOfMostOfItsQuarters() {
    Note note = new Note(0, 400 * 96, 60, 80, 0);
    Piece piece =
        new Piece(
            "a",
            new Division.Metrical(96),
            List.of(Track.of("", List.of(note))),
            List.of(new Tempo(300 * 96, 1_000_000)),
            List.of(),
            List.of());
    assertThat(piece.medianTempo()).hasValue(120);
    assertThat(piece.withNotes(List.of(note.movedBy(300 * 96))).medianTempo()).hasValue(60);
  }

  @Test
  void framesHaveNoTempo() {
    Piece piece =
        new Piece("a", new Division.Smpte(25, 40), List.of(), List.of(), List.of(), List.of());
    assertThat(piece.medianTempo()).isEmpty();
  }
}
