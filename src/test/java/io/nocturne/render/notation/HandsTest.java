package io.nocturne.render.notation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandsTest {
  private static final List<Note> HIGH = List.of(note(0, 55), note(0, 84), note(480, 86));
  private static final List<Note> LOW = List.of(note(0, 36), note(0, 65), note(480, 40));

  @Test
  void takesTwoTracksTheFirstOfThemHigherForTheHands() {
    Hands hands = hands(Track.of("", HIGH), Track.of("", LOW));
    assertThat(hands.upper()).isEqualTo(HIGH);
    assertThat(hands.lower()).isEqualTo(LOW);
  }

  @Test
  void sharesOutOneTrack() {
    Hands hands = hands(Track.of("", List.of(note(0, 36), note(0, 84))));
    assertThat(hands.upper()).extracting(Note::pitch).containsExactly(84);
    assertThat(hands.lower()).extracting(Note::pitch).containsExactly(36);
  }

  /** A piece of one track, and a lower continuation. */
  @Test
  void sharesOutAPieceAndItsContinuationEachByItself() {
    Hands hands =
        hands(
            Track.of("", List.of(note(0, 40), note(0, 84))),
            Track.of("continuation", List.of(note(1920, 38), note(1920, 80))));
    assertThat(hands.upper()).extracting(Note::pitch).containsExactly(84, 80);
    assertThat(hands.lower()).extracting(Note::pitch).containsExactly(40, 38);
  }

  @Test
  void keepsTheHandsOfAPieceOfTwoTracksThatIsContinued() {
    Hands hands =
        hands(
            Track.of("", HIGH),
            Track.of("", LOW),
            Track.of("continuation", List.of(note(1920, 38), note(1920, 80))));
    assertThat(hands.upper()).containsAll(HIGH).hasSize(4);
    assertThat(hands.lower()).containsAll(LOW).hasSize(4);
  }

  private static Note note(long onset, int pitch) {
    return new Note(onset, 480, pitch, 80, 0);
  }

  private static Hands hands(Track... tracks) {
    return Hands.of(
        new Piece("piece", new Metrical(480), List.of(tracks), List.of(), List.of(), List.of()));
  }
}
