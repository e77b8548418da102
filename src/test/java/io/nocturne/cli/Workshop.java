package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.OS;

/**
 * A folder in which the packaged program is started as its users start it, on MIDI files of the
 * embedded pieces.
 *
 * @param folder where it is started
 */
record Workshop(Path folder) {
  private static final Path LAUNCHER = Path.of("nocturne").toAbsolutePath();
  private static final List<String> TINY =
      List.of(
          "--embedding",
          "8",
          "--units",
          "8",
          "--layers",
          "1",
          "--window",
          "8",
          "--batch-size",
          "32");

  /** With the folder {@code midi}, a file for each embedded piece. */
  static Workshop withMidi(Path folder) throws IOException {
    Path midi = Files.createDirectory(folder.resolve("midi"));
    List<Piece> pieces = EmbeddedCorpus.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      MidiWriter.write(pieces.get(i), 1, midi.resolve("piece-" + i + ".mid"));
    }
    return new Workshop(folder);
  }

  /** With the folder {@code corpus} besides. */
  static Workshop withCorpus(Path folder) throws IOException {
    Workshop workshop = withMidi(folder);
    Cli cli = Cli.run("prepare", folder.resolve("midi").toString(), "--out", folder + "/corpus");
    assertThat(cli.exit()).as(cli.err()).isZero();
    return workshop;
  }

  /** A call of the program. */
  ProcessRun nocturne(List<String> words) {
    List<String> all = interruptible();
    all.add(LAUNCHER.toString());
    all.addAll(words);
    return in(folder, all);
  }

  /** The beginning of a command line whose process heeds signals. */
  static List<String> interruptible() {
    // A background job may be started with signals ignored, which its children inherit.
    return new ArrayList<>(
        OS.LINUX.isCurrentOs() ? List.of("env", "--default-signal=INT,TERM,PIPE") : List.of());
  }

  /** A call of the program with another working directory. */
  static ProcessRun nocturneIn(Path folder, String... words) {
    List<String> all = new ArrayList<>(List.of(LAUNCHER.toString()));
    all.addAll(List.of(words));
    return in(folder, all);
  }

  private static ProcessRun in(Path folder, List<String> words) {
    // So short a process ends before code that is compiled better pays.
    return new ProcessRun(folder, words.toArray(new String[0]))
        .with("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
  }

  Cli run(String... words) throws Exception {
    return nocturne(List.of(words)).run();
  }

  /** A script of the shell, in which {@code $NOCTURNE} is the program. */
  Cli shell(String script) throws Exception {
    return in(folder, List.of("sh", "-c", script)).with("NOCTURNE", LAUNCHER.toString()).run();
  }

  /** A command line that trains a tiny network on {@code corpus}. */
  static List<String> tiny(String run, String... more) {
    List<String> words = new ArrayList<>(List.of("train", "corpus", "--run", run));
    words.addAll(TINY);
    words.addAll(List.of(more));
    return words;
  }

  /** Splits a line at spaces; an underscore stands for a space within a word. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      words.add(word.replace('_', ' '));
    }
    return words;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(path(name));
  }

  /** The checkpoint that a run of so many epochs ends with. */
  byte[] last(String run, int epochs) throws IOException {
    return bytes("checkpoints/" + run + "/ckpt-" + epochs + ".data-00000-of-00001");
  }
}
