package io.nocturne.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and the packaged program, as a user runs them. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {

  private static final Path LAUNCHER = Path.of("nocturne").toAbsolutePath();

  @TempDir private Path folder;

  private Cli run(String... words) throws Exception {
    String[] all = new String[words.length + 1];
    System.arraycopy(words, 0, all, 1, words.length);
    all[0] = LAUNCHER.toString();
    return new ProcessRun(folder, all).run();
  }

  private ProcessRun shell(String script) throws Exception {
    Path file = Files.writeString(folder.resolve("script.sh"), script, UTF_8);
    return new ProcessRun(folder, "sh", file.toString()).with("NOCTURNE", LAUNCHER.toString());
  }

  @Test
  void printsHelpAndNothingElse() throws Exception {
    Cli cli = run("--help");
    assertThat(cli.exit()).isZero();
    assertThat(cli.out()).contains("nocturne COMMAND [OPTIONS]");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void printsTheVersionThatWasBuilt() throws Exception {
    assertThat(run("--version").out()).matches("nocturne \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  @Test
  void endsWithTwoOnWrongUsage() throws Exception {
    assertThat(run("prepair"))
        .isEqualTo(new Cli(2, "", "error: unknown command prepair; did you mean prepare?\n"));
    assertThat(run().exit()).isEqualTo(2);
  }

  @Test
  void endsWithOneWhenTheWorkFails() throws Exception {
    assertThat(run("inspect", "no such.mid"))
        .isEqualTo(new Cli(1, "", "error: no such.mid: no such file or folder; check the path\n"));
  }

  @Test
  void preparesACorpusWithPathsSeenFromTheWorkingDirectory() throws Exception {
    Midi.file(Files.createDirectory(folder.resolve("my midi")).resolve("a.mid"), 60, 62, 64);
    Cli cli = run("prepare", "my midi", "--out", "my corpus");
    assertThat(cli.exit()).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(folder.resolve("my corpus/corpus.tfrecord")).isNotEmptyFile();
  }

  @Test
  void findsItselfThroughLinksToLinksAndBlanksInNames() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("my bin"));
    Path first = Files.createSymbolicLink(bin.resolve("first link"), LAUNCHER);
    Files.createSymbolicLink(bin.resolve("second"), Path.of(first.getFileName().toString()));
    assertThat(new ProcessRun(folder, "my bin/second", "--version").run().exit()).isZero();
    Path tree = Files.createSymbolicLink(folder.resolve("my tree"), LAUNCHER.getParent());
    assertThat(new ProcessRun(folder, tree + "/nocturne", "--version").run().exit()).isZero();
    // JUnit warns of links that lead out of the folder when it deletes them.
    Files.delete(first);
    Files.delete(tree);
  }

  @Test
  void runsFromThePathAndByANameWithoutSlash() throws Exception {
    String path = LAUNCHER.getParent() + ":" + System.getenv("PATH");
    assertThat(shell("nocturne --version").with("PATH", path).run().exit()).isZero();
    assertThat(shell("cd \"${NOCTURNE%/*}\" && sh nocturne --version").run().exit()).isZero();
  }

  @Test
  void endsQuietlyWhenTheReaderOfItsOutputHasGone() throws Exception {
    Cli cli = shell("{ sleep 1; \"$NOCTURNE\" --help; echo \"exit $?\" >&2; } | true").run();
    assertThat(cli.err()).isEqualTo("exit 0\n");
  }

  @Test
  @EnabledIf("hasFullDevice")
  void failsWhenItsOutputCannotBeWritten() throws Exception {
    Cli cli = shell("\"$NOCTURNE\" --help >/dev/full").run();
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).startsWith("error: standard output: ").hasLineCount(1);
  }

  static boolean hasFullDevice() {
    return Files.exists(Path.of("/dev/full"));
  }

  @Test
  void opensFilesWhoseNamesAreNotAsciiInTheCLocale() throws Exception {
    Cli cli =
        shell("printf x >\u00c9tude.mid && \"$NOCTURNE\" inspect \u00c9tude.mid")
            .with("LC_ALL", "C")
            .run();
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).startsWith("error: \u00c9tude.mid, byte 0: ");
  }

  @Test
  void passesJavaOptionsOn() throws Exception {
    Cli cli =
        new ProcessRun(folder, LAUNCHER.toString(), "--version")
            .with("JAVA_OPTS", "-Xmx64m -XshowSettings:vm")
            .run();
    assertThat(cli.err()).contains("64.00M");
  }

  @Test
  void namesTheFolderThatTensorFlowCannotBeUnpackedTo() throws Exception {
    Path cache = Files.createFile(folder.resolve("in-the-way")).resolve("cache");
    Cli cli =
        Workshop.nocturneIn(folder, "train", "embedded", "--run", "unpacked")
            .with("JAVA_OPTS", "-Dorg.bytedeco.javacpp.cachedir=" + cache)
            .run();
    assertThat(cli)
        .isEqualTo(
            new Cli(
                1,
                "",
                "error: "
                    + cache
                    + ": TensorFlow's native library, 680 MB, must be unpacked to a folder, but"
                    + " -Dorg.bytedeco.javacpp.cachedir names this one, which cannot be written;"
                    + " name another folder with"
                    + " JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER\n"));
    assertThat(folder.resolve("checkpoints/unpacked")).doesNotExist();
  }

  @Test
  void collectsGarbageWithLittleMemoryUnlessToldOtherwise() throws Exception {
    assertThat(collector("-Xlog:gc")).contains("Using Serial");
    assertThat(collector("-Xlog:gc -XX:+UseG1GC")).contains("Using G1");
  }

  private String collector(String javaOptions) throws Exception {
    return new ProcessRun(folder, LAUNCHER.toString(), "--version")
        .with("JAVA_OPTS", javaOptions)
        .run()
        .out();
  }

  @Test
  void showsAStackTraceOnlyWhenVerbose() throws Exception {
    assertThat(run("inspect", "no.mid").err()).doesNotContain("\tat ");
    assertThat(run("inspect", "no.mid", "--verbose").err()).contains("\tat io.nocturne.");
  }

  @Test
  void leavesTensorFlowAlone() throws Exception {
    Midi.file(folder.resolve("a.mid"), 60, 62, 64);
    Cli cli =
        new ProcessRun(folder, LAUNCHER.toString(), "prepare", "a.mid", "--out", "corpus")
            .with("JAVA_OPTS", "-Xlog:class+load:file=classes.txt")
            .run();
    assertThat(cli.exit()).isZero();
    assertThat(Files.readString(folder.resolve("classes.txt")))
        .contains("io.nocturne.cli.Main")
        .doesNotContain(" org.tensorflow.ndarray", " org.tensorflow.TensorFlow", " org.bytedeco");
  }
}
