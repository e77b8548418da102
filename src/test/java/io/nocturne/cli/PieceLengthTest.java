package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.Track;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PieceLengthTest {

  private static Duration length(Division division, List<Tempo> tempos, Note... notes) {
    List<Track> tracks = List.of(Track.of("", List.of(notes)));
    return PieceLength.of(new Piece("", division, tracks, tempos, List.of(), List.of()));
  }

  @Test
  void isAHundredAndTwentyQuartersAMinuteWhereNothingIsStated() {
    Note note = new Note(480, 480, 60, 64, 0);
    assertThat(length(new Division.Metrical(480), List.of(), note))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void followsTheTempoMap() {
    // One quarter at 0.5 s, two at 1 s, one at 2 s; the tempo after the end does not count.
    List<Tempo> tempos =
        List.of(new Tempo(480, 1_000_000), new Tempo(1440, 2_000_000), new Tempo(9600, 16_000_000));
    Note note = new Note(0, 1920, 60, 64, 0);
    assertThat(length(new Division.Metrical(480), tempos, note)).isEqualTo(Duration.ofMillis(4500));
  }

  @Test
  void lastsToTheLatestEndNotThatOfTheLastNote() {
    Note pedalPoint = new Note(0, 1920, 36, 64, 0);
    Note melody = new Note(480, 480, 60, 64, 0);
    assertThat(length(new Division.Metrical(480), List.of(), pedalPoint, melody))
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void countsFramesWhateverTheTempo() {
    Note note = new Note(0, 1000, 60, 64, 0);
    assertThat(length(new Division.Smpte(25, 40), List.of(new Tempo(0, 1)), note))
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(length(new Division.Smpte(29, 100), List.of(), new Note(0, 30_000, 60, 64, 0)))
        .isEqualTo(Duration.ofMillis(10_010));
  }

  @Test
  void isNothingWithoutNotes() {
    assertThat(length(new Division.Metrical(480), List.of())).isZero();
  }
}
