package io.nocturne.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceNoticeTest {
  private static final Path FILE = Path.of("a.mid");
  private final SilenceNotice notice = new SilenceNotice();

  /** Notes of half a second at these. */
  private static Piece piece(double... seconds) {
    List<Note> notes =
        Arrays.stream(seconds)
            .mapToObj(second -> new Note(Math.round(second * 960), 480, 60, 80, 0))
            .toList();
    return Piece.of("p", 480, notes);
  }

  @Test
  void isSilentAboutAPieceThatIsHeard() {
    notice.add(FILE, piece(0, 10, 20.5), 0);
    assertThat(notice.lines()).isEmpty();
  }

  @Test
  void reportsAPieceWithoutNotes() {
    notice.add(FILE, piece(), 0);
    assertThat(notice.lines())
        .containsExactly(
            "a.mid: no new notes; try another --seed, a larger --length or --min-length");
  }

  @Test
  void reportsThatNothingFollowsThePrimer() {
    notice.add(FILE, piece(0, 1), 2);
    assertThat(notice.lines()).hasSize(1).first().asString().startsWith("a.mid: no new notes;");
  }

  @Test
  void reportsTheLongestSilence() {
    notice.add(FILE, piece(0, 20, 50), 0);
    assertThat(notice.lines())
        .containsExactly(
            "a.mid: contains silences longer than 10 s; the longest lasts 30 s and starts at 21 s."
                + " Runs learn silences from their corpus; prepare --max-silence shortens it"
                + " there");
  }

  @Test
  void isOneLineOfEachKindHoweverManyPieces() {
    notice.add(Path.of("a.mid"), piece(0, 20), 0);
    notice.add(Path.of("b.mid"), piece(), 0);
    notice.add(Path.of("c.mid"), piece(0, 30), 0);
    notice.add(Path.of("d.mid"), piece(), 0);
    notice.add(Path.of("e.mid"), piece(15), 0);
    assertThat(notice.lines()).hasSize(2);
    assertThat(notice.lines().get(0)).startsWith("b.mid and 1 other file: no new notes;");
    assertThat(notice.lines().get(1))
        .startsWith("c.mid and 2 other files: contain silences longer");
  }

  @Test
  void ignoresSilencesInThePrimer() {
    notice.add(FILE, piece(0, 20, 21), 2);
    assertThat(notice.lines()).isEmpty();
    notice.add(FILE, piece(0, 20, 41), 2);
    assertThat(notice.lines()).hasSize(1);
  }
}
