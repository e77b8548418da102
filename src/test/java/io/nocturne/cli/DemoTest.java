package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.midi.MidiReader;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with one epoch of training instead of all. */
class DemoTest {
  @TempDir private static Path folder;
  private static Cli first;
  private static Cli second;

  @BeforeAll
  static void runTwice() {
    first = demo();
    second = demo();
  }

  private static Cli demo() {
    List<String> quick =
        List.of("--epochs", "1", "--units", "16", "--stride", "32", "--sample-freq", "0");
    return Cli.run(
        List.of(new DemoCommand(quick)),
        "demo",
        "--corpora",
        folder.resolve("corpora").toString(),
        "--checkpoints",
        folder.resolve("checkpoints").toString(),
        "--tensorboard",
        folder.resolve("tensorboard").toString(),
        "--graphs",
        folder.resolve("graphs").toString());
  }

  @Test
  void endsWithThePageToOpen() {
    assertThat(first.exit()).as(first.err()).isZero();
    Path page = folder.resolve("checkpoints/demo/music/index.html");
    assertThat(first.err()).endsWith("open " + page + " in a browser to see and hear the pieces\n");
    assertThat(page).isRegularFile();
  }

  @Test
  void writesPiecesWithRhythmAndChords() throws IOException {
    Piece piece =
        MidiReader.read(folder.resolve("checkpoints/demo/music/piece-1.mid")).pieces().get(0);
    List<Note> notes = piece.notes();
    assertThat(notes.stream().map(Note::durationTicks).distinct()).hasSizeGreaterThan(1);
    assertThat(notes.stream().collect(Collectors.groupingBy(Note::onsetTicks)).values())
        .anyMatch(together -> together.size() > 1);
  }

  @Test
  void leavesACorpusAndASavedModel() {
    assertThat(folder.resolve("corpora/demo/vocabulary.json")).isRegularFile();
    assertThat(folder.resolve("graphs/demo/saved_model.pb")).isRegularFile();
  }

  @Test
  void neverWritesOverAnEarlierDemo() throws IOException {
    assertThat(second.exit()).as(second.err()).isZero();
    for (String place : List.of("corpora", "checkpoints", "tensorboard", "graphs")) {
      try (Stream<Path> folders = Files.list(folder.resolve(place))) {
        assertThat(folders.map(path -> path.getFileName().toString()))
            .as(place)
            .containsExactlyInAnyOrder("demo", "demo-2");
      }
    }
  }
}
