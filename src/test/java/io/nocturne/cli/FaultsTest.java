package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each command and each file or folder that it reads or writes, with something else in its place:
 * one line that names it, an exit code of 1 or 2, and nothing left behind.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsTest {
  /** What stands for the place that is at fault. */
  private static final String IT = "IT";

  private static final String MEASURE = "evaluate --music MIDI ";
  private static final String GENERATE = "generate --run RUN --length 4 ";
  private static final String SURVEY = "survey make --excerpts 1 --seconds 1 ";

  private static final List<String> FILES_WRITTEN =
      List.of(
          GENERATE + "--out IT.mid",
          GENERATE + "--out IT.wav",
          GENERATE + "--out IT.png",
          GENERATE + "--out IT.svg",
          GENERATE + "--out IT.musicxml",
          MEASURE + "--json IT.json",
          "export --run RUN --format keras --out IT.keras",
          "export --run RUN --format graph --out IT.pb");

  private static final List<String> FOLDERS_WRITTEN =
      List.of(
          "prepare MIDI --out IT",
          MEASURE + "--report IT",
          "export --run RUN --out IT",
          "export --run RUN --serving-root IT",
          "import KERAS --vocabulary WORDS --out IT",
          SURVEY + "--human MIDI --out IT");

  private static final List<String> FILES_READ =
      List.of(
          "prepare MIDI --out OUT --vocabulary IT",
          "train CORPUS --run OUT --config IT",
          GENERATE + "--out OUT --primer IT.mid",
          GENERATE + "--out OUT --continue IT.mid",
          GENERATE + "--out OUT.wav --soundfont IT",
          "import IT --out OUT",
          "import KERAS --out OUT --vocabulary IT",
          MEASURE + "--against IT.mid",
          "inspect IT.mid");

  private static final List<String> FOLDERS_READ =
      List.of(
          "prepare IT --out OUT",
          "train IT --run OUT",
          "evaluate --run IT --data CORPUS",
          "evaluate --run RUN --data IT",
          "evaluate --music IT",
          "generate --run IT --out OUT",
          "generate --run RUN --out OUT --corpus IT",
          "export --run IT --out OUT",
          "import IT --out OUT",
          "inspect IT",
          "reproduce IT --out OUT",
          SURVEY + "--models IT --out OUT",
          SURVEY + "--human IT --out OUT",
          "survey serve IT --port 0",
          "survey analyze IT");

  @TempDir private static Path shared;
  @TempDir Path folder;
  private Path it;

  @BeforeAll
  static void makeWhatIsRead() throws IOException {
    Path midi = Files.createDirectory(shared.resolve("midi"));
    Midi.file(midi.resolve("a.mid"), 60, 62, 64, 65, 67, 60, 62, 64, 65, 67, 60, 62);
    ImportedRun.make(shared);
    assertDone(run(shared, "prepare MIDI --vocabulary WORDS --out " + shared.resolve("corpus")));
  }

  @BeforeEach
  void namePlace() {
    it = folder.resolve("it");
  }

  private static Cli run(Path it, String line) {
    Map<String, Path> names =
        Map.of(
            "MIDI", shared.resolve("midi"),
            "RUN", shared.resolve("run"),
            "CORPUS", shared.resolve("corpus"),
            "KERAS", shared.resolve("small.keras"),
            "WORDS", shared.resolve("words.json"));
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      if (word.startsWith(IT)) {
        words.add(it + word.substring(IT.length()));
      } else if (word.startsWith("OUT")) {
        words.add(it.resolveSibling("out") + word.substring("OUT".length()));
      } else {
        words.add(names.containsKey(word) ? names.get(word).toString() : word);
      }
    }
    return Cli.run(words.toArray(String[]::new));
  }

  private static void assertDone(Cli cli) {
    assertThat(cli.exit()).as(cli.err()).isZero();
  }

  /** The file or folder itself, with the extension that the line gives it. */
  private Path place(String line) {
    String word = Arrays.stream(line.split(" ", -1)).filter(w -> w.startsWith(IT)).findAny().get();
    return Path.of(it + word.substring(IT.length()));
  }

  private void assertFails(String line, String named) throws IOException {
    List<Path> before = content();
    Cli cli = run(it, line);
    assertThat(cli.exit()).as("%s: %s", line, cli).isIn(1, 2);
    assertThat(cli.err().lines().filter(text -> text.startsWith("error: ")))
        .singleElement()
        .asString()
        .contains(named)
        .doesNotContain("internal error", "input or output failed", "Exception", ": null");
    assertThat(cli.err()).doesNotContain("\tat ");
    assertThat(content()).as("left behind").isEqualTo(before);
  }

  private List<Path> content() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  private static Stream<String> written() {
    return Stream.concat(FILES_WRITTEN.stream(), FOLDERS_WRITTEN.stream());
  }

  private static Stream<String> read() {
    return Stream.concat(FILES_READ.stream(), FOLDERS_READ.stream());
  }

  @ParameterizedTest
  @MethodSource("written")
  void makesTheFoldersThatAreMissing(String line) throws IOException {
    it = folder.resolve("a/b/it");
    assertDone(run(it, line));
    assertThat(place(line)).exists();
  }

  @ParameterizedTest
  @MethodSource("written")
  void writesNothingBelowAFile(String line) throws IOException {
    it = Files.writeString(folder.resolve("other"), "of another program").resolve("it");
    assertFails(line, folder.resolve("other").toString());
    assertThat(folder.resolve("other")).hasContent("of another program");
  }

  @ParameterizedTest
  @MethodSource("written")
  void writesNothingBelowACircularLink(String line) throws IOException {
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, link);
    it = link.resolve("it");
    assertFails(line, link.toString());
  }

  private static Stream<String> filesWritten() {
    return FILES_WRITTEN.stream();
  }

  @ParameterizedTest
  @MethodSource("filesWritten")
  void writesNoFileInThePlaceOfAFolder(String line) throws IOException {
    Files.createDirectory(place(line));
    assertFails(line, place(line) + ": is a folder; name a file");
  }

  @ParameterizedTest
  @MethodSource("filesWritten")
  void reportsAFullDisk(String line) throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    Files.createSymbolicLink(place(line), full);
    assertFails(line, place(line).toString());
    assertThat(Files.isRegularFile(full)).isFalse();
  }

  private static Stream<String> foldersWritten() {
    return FOLDERS_WRITTEN.stream();
  }

  @ParameterizedTest
  @MethodSource("foldersWritten")
  void writesNoFolderInThePlaceOfAFile(String line) throws IOException {
    Files.writeString(it, "of another program");
    assertFails(line, it.toString());
    assertThat(it).hasContent("of another program");
  }

  @ParameterizedTest
  @MethodSource("read")
  void namesWhatIsMissing(String line) throws IOException {
    assertFails(line, place(line).toString());
  }

  @ParameterizedTest
  @MethodSource("read")
  void namesAnotherProgramsFile(String line) throws IOException {
    Files.write(place(line), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    assertFails(line, place(line).toString());
  }

  @ParameterizedTest
  @MethodSource("read")
  void namesAnEmptyFolder(String line) throws IOException {
    Files.createDirectory(place(line));
    assertFails(line, place(line).toString());
  }

  @ParameterizedTest
  @MethodSource("read")
  void doesNotWaitForAPipe(String line) throws Exception {
    String pipe = place(line).toString();
    assumeThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
    assertFails(line, pipe);
  }

  private static Stream<Arguments> folders() {
    return FOLDERS_READ.stream()
        .flatMap(
            line ->
                Stream.of("corpus.tfrecord", "run.json", "saved_model.pb", "study.json", "a.mid")
                    .map(name -> Arguments.of(line, name)));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void namesAFolderWithAFolderForAFile(String line, String name) throws IOException {
    Files.createDirectories(it.resolve(name));
    assertFails(line, it.toString());
  }

  /** Whoever opens the graph, here a pipe, to read it finds the diagram that says whose it is. */
  @Test
  void writesTheDiagramBeforeTheGraph() throws Exception {
    Path pipe = folder.resolve("it.pb");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<Cli> export =
        CompletableFuture.supplyAsync(() -> run(it, "export --run RUN --format graph --out IT.pb"));
    try (InputStream graph = Files.newInputStream(pipe)) { // Waits until it is being written.
      assertThat(folder.resolve("it.svg")).exists();
      assertThat(graph.readAllBytes()).isNotEmpty();
    }
    assertDone(export.get());
  }

  @Test
  void buildsNoNetworkForAFolderThatIsTaken() throws IOException {
    Files.createDirectories(it.resolve("kept"));
    Cli cli = run(it, "export --run MISSING --out IT");
    assertThat(cli.err())
        .isEqualTo(
            "error: "
                + it
                + ": the folder is not empty; name another one or delete this one first\n");
  }
}
