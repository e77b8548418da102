package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoteDigestTest {
  private static final Note C = new Note(0, 240, 60, 80, 0);
  private static final Note E = new Note(240, 100, 64, 80, 0);
  private static final NoteDigest BOTH = digest(480, List.of(C, E));

  @Test
  void theSameNotesInOtherTracksChannelsAndLoudnessAreTheSame() {
    Note softE = new Note(240, 100, 64, 20, 3);
    List<Track> tracks = List.of(Track.of("right", List.of(softE)), Track.of("left", List.of(C)));
    Piece piece =
        new Piece("p", new Division.Metrical(480), tracks, List.of(), List.of(), List.of());
    assertThat(NoteDigest.of(List.of(piece))).isEqualTo(BOTH);
  }

  @Test
  void theSameNotesAtAnotherResolutionAreTheSame() {
    Note c = new Note(0, 480, 60, 80, 0);
    Note e = new Note(480, 200, 64, 80, 0);
    assertThat(digest(960, List.of(c, e))).isEqualTo(BOTH);
  }

  @Test
  void anotherOnsetDurationOrPitchIsAnotherPiece() {
    assertThat(digest(480, List.of(C, new Note(241, 100, 64, 80, 0)))).isNotEqualTo(BOTH);
    assertThat(digest(480, List.of(C, new Note(240, 101, 64, 80, 0)))).isNotEqualTo(BOTH);
    assertThat(digest(480, List.of(C, new Note(240, 100, 65, 80, 0)))).isNotEqualTo(BOTH);
  }

  @Test
  void aNoteMoreIsAnotherPiece() {
    assertThat(digest(480, List.of(C, C, E))).isNotEqualTo(BOTH);
  }

  @Test
  void theSameTicksAtAnotherResolutionAreAnotherPiece() {
    assertThat(digest(96, List.of(C, E))).isNotEqualTo(BOTH);
  }

  @Test
  void framesOfASecondAreNotPartsOfAQuarter() {
    var smpte = new Division.Smpte(24, 20);
    Piece piece =
        new Piece(
            "p", smpte, List.of(Track.of("", List.of(C, E))), List.of(), List.of(), List.of());
    assertThat(NoteDigest.of(List.of(piece))).isNotEqualTo(BOTH);
  }

  private static NoteDigest digest(int ticksPerQuarter, List<Note> notes) {
    return NoteDigest.of(List.of(Piece.of("p", ticksPerQuarter, notes)));
  }
}
