package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.midi.MidiReader;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.render.notation.SheetMusic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wherever a MIDI file is read beside a corpus, a MusicXML score of the same notes does the same.
 */
class ScoreInputTest {
  private static final List<Integer> PITCHES = List.of(60, 62, 64, 65, 67, 65, 64, 62);

  @TempDir private static Path folder;
  private static ImportedRun model;

  @BeforeAll
  static void writeATuneInBothFormats() throws IOException {
    model = ImportedRun.make(folder);
    List<Note> notes =
        IntStream.range(0, 48)
            .mapToObj(i -> new Note(i * 480L, 480, PITCHES.get(i % 8), 64, 0))
            .toList();
    Piece tune = Piece.of("", 480, notes);
    MidiWriter.write(tune, 1, Files.createDirectory(folder.resolve("midi")).resolve("tune.mid"));
    Files.write(
        Files.createDirectory(folder.resolve("scores")).resolve("tune.musicxml"),
        SheetMusic.of(tune).musicXml());
  }

  @Test
  void asAPrimer() throws IOException {
    assertThat(generated("scores/tune.musicxml", "--include-primer", "--primer"))
        .isEqualTo(generated("midi/tune.mid", "--include-primer", "--primer"))
        .startsWith(60, 62, 64, 65, 67)
        .hasSize(48 + 8);
  }

  @Test
  void asAFileToContinue() throws IOException {
    assertThat(generated("scores/tune.musicxml", "--continue"))
        .isEqualTo(generated("midi/tune.mid", "--continue"))
        .hasSize(48 + 8);
  }

  @Test
  void asPeoplesMusicInAStudy() throws IOException {
    assertThat(peoplesNotes("scores")).isEqualTo(peoplesNotes("midi")).isNotEmpty();
  }

  /** The pitches of some music and of eight notes that follow it. */
  private static List<Integer> generated(String music, String... options) throws IOException {
    Path out = folder.resolve("out.mid");
    run(
        Stream.of("generate", "--run", model.run()),
        Stream.concat(Stream.of(options), Stream.of(folder.resolve(music))),
        Stream.of("--length", 8, "--seed", 3, "--out", out));
    return pitches(out);
  }

  private static List<Integer> peoplesNotes(String human) throws IOException {
    Path study = folder.resolve("study-" + human);
    run(
        Stream.of("survey", "make", "--models", model.run(), "--human", folder.resolve(human)),
        Stream.of("--excerpts", 1, "--seconds", 4, "--seed", 2, "--out", study));
    Path key = study.resolve("key");
    for (JsonNode excerpt :
        new ObjectMapper().readTree(key.resolve("key.json").toFile()).path("excerpts")) {
      if (excerpt.path("source").path("name").asText().equals("people")) {
        return pitches(key.resolve(excerpt.path("excerpt").asText() + ".mid"));
      }
    }
    throw new AssertionError("no excerpt of people");
  }

  private static List<Integer> pitches(Path midi) throws IOException {
    return MidiReader.read(midi).pieces().get(0).notes().stream().map(Note::pitch).toList();
  }

  private static void run(Stream<?>... words) {
    Cli cli =
        Cli.run(
            Arrays.stream(words)
                .flatMap(word -> word)
                .map(Object::toString)
                .toArray(String[]::new));
    assertThat(cli.exit()).as(cli.err()).isZero();
  }
}
