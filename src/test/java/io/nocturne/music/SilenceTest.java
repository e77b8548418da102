package io.nocturne.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static Note note(long onset, long length) {
    return new Note(onset, length, 60, 80, 0);
  }

  @Test
  void isBeforeTheFirstNoteAndBetweenNotes() {
    Piece piece = Piece.of("p", 480, List.of(note(11_520, 480), note(24_000, 480)));
    assertThat(Silence.longOnes(piece))
        .containsExactly(new Silence(0, 11_520, 0, 12), new Silence(12_000, 24_000, 12.5, 12.5));
  }

  @Test
  void isWhereNoneOfTheNotesSounds() {
    Piece piece = Piece.of("p", 480, List.of(note(0, 24_000), note(480, 480), note(33_600, 1)));
    assertThat(Silence.longerThan(9, piece)).containsExactly(new Silence(24_000, 33_600, 25, 10));
  }

  @Test
  void lastsByTheTempoOfThePiece() {
    Piece piece =
        new Piece(
            "p",
            new Division.Metrical(480),
            List.of(Track.of("", List.of(note(0, 480), note(5280, 480)))),
            List.of(new Tempo(0, 500_000), new Tempo(2880, 2_000_000)),
            List.of(),
            List.of());
    assertThat(Silence.longOnes(piece)).containsExactly(new Silence(480, 5280, 0.5, 12.5));
  }

  @Test
  void isNotLongIfItLastsTenSeconds() {
    assertThat(Silence.longOnes(Piece.of("p", 480, List.of(note(9600, 480))))).isEmpty();
  }

  @Test
  void isNowhereInAPieceWithoutNotes() {
    assertThat(Silence.longOnes(Piece.of("p", 480, List.of()))).isEmpty();
  }
}
