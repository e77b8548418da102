package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a tree that is not built, with a Maven that takes the jar built here and notes
 * that it was called, and with a PATH that holds only what the test puts there.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherBuildIT {

  private static final Path REAL = Path.of("").toAbsolutePath();
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "cp",
          "find",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "stty",
          "touch");
  private static final String BUILDING =
      "building nocturne: takes a minute, longer when its libraries are still to be downloaded\n";

  @TempDir private Path folder;
  private Path tree;
  private Path bin;

  @BeforeEach
  void makeTree() throws Exception {
    tree = Files.createDirectory(folder.resolve("a tree"));
    bin = Files.createDirectory(folder.resolve("bin"));
    Files.copy(REAL.resolve("nocturne"), tree.resolve("nocturne"));
    Files.writeString(tree.resolve("pom.xml"), "");
    Files.createDirectories(tree.resolve("src/main/java"));
    for (String tool : TOOLS) {
      executable(tool, "exec " + find(tool) + " \"$@\"\n");
    }
    maven("3.9.9", "cp '%s/target/nocturne.jar' target/");
  }

  private static Path find(String tool) throws IOException {
    for (String part : System.getenv("PATH").split(":", -1)) {
      Path file = Path.of(part, tool);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new IOException("no " + tool + " on the PATH");
  }

  private void maven(String version, String build) throws IOException {
    executable(
        "mvn",
        """
        case $1 in
          --version) echo "Apache Maven %s (abc)" ;;
          *) echo "$*" >>'%s/calls' && %s ;;
        esac
        """
            .formatted(version, folder, build.replace("%s", REAL.toString())));
  }

  private void executable(String name, String script) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private ProcessRun version() {
    return new ProcessRun(folder, tree + "/nocturne", "--version").with("PATH", bin.toString());
  }

  private int builds() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  @Test
  void buildsOnFirstUseAndSaysSo() throws Exception {
    Cli first = version().run();
    assertThat(first.exit()).isZero();
    assertThat(first.out()).startsWith("nocturne ");
    assertThat(first.err()).isEqualTo(BUILDING);
    assertThat(version().run()).isEqualTo(new Cli(0, first.out(), ""));
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    assertThat(version().run().exit()).isZero();
    Path source = Files.writeString(tree.resolve("src/main/java/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(version().run().err()).isEqualTo(BUILDING);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsAgainForAGpuWhatWasBuiltForOne() throws Exception {
    Path target = Files.createDirectory(tree.resolve("target"));
    Files.writeString(
        target.resolve(".natives"), "lib/tensorflow-core-native-1.1.0-linux-x86_64-gpu.jar");
    assertThat(version().run().exit()).isZero();
    assertThat(folder.resolve("calls")).hasContent("-q -B -Pgpu -DskipTests package");
  }

  @Test
  void buildsForTheCpuOtherwise() throws Exception {
    assertThat(version().run().exit()).isZero();
    assertThat(folder.resolve("calls")).hasContent("-q -B -DskipTests package");
  }

  @Test
  void buildsOnceWhenTwoAreStartedTogether() throws Exception {
    maven("3.9.9", "sleep 2 && cp '%s/target/nocturne.jar' target/");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Cli> start = () -> version().run();
      Future<Cli> one = threads.submit(start);
      Future<Cli> two = threads.submit(start);
      assertThat(List.of(one.get().exit(), two.get().exit())).containsExactly(0, 0);
      assertThat(one.get().err() + two.get().err()).contains(BUILDING, "waiting for another build");
    } finally {
      threads.shutdownNow();
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void takesOverTheLockOfABuildThatWasKilled() throws Exception {
    Path lock = Files.createDirectories(tree.resolve("target/.build-lock"));
    Process dead = new ProcessBuilder("true").start();
    assertThat(dead.waitFor()).isZero();
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
    assertThat(version().run().exit()).isZero();
    assertThat(lock).doesNotExist();
  }

  @Test
  void showsMavensOutputWhenTheBuildFails() throws Exception {
    maven("3.9.9", "{ echo '[ERROR] it rains'; exit 1; }");
    Cli cli = version().run();
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).contains("[ERROR] it rains\n", "error: the build failed");
    assertThat(tree.resolve("target/.build-lock")).doesNotExist();
  }

  @Test
  void asksForMavenWhenItIsMissingOrTooOld() throws Exception {
    maven("3.6.3", "false");
    assertThat(version().run())
        .isEqualTo(new Cli(1, "", "error: Maven is 3.6; install Maven 3.8 or newer\n"));
    Files.delete(bin.resolve("mvn"));
    assertThat(version().run().err()).startsWith("error: no mvn on the PATH; ");
  }

  @Test
  void asksForJavaWhenThereIsNone() throws Exception {
    Cli cli = version().without("JAVA_HOME").run();
    assertThat(cli)
        .isEqualTo(
            new Cli(
                1,
                "",
                "error: no java on the PATH; install a JDK 17 or newer, or set JAVA_HOME\n"));
  }

  @Test
  void namesAJavaHomeThatIsWrong() throws Exception {
    Cli cli = version().with("JAVA_HOME", "/no/java").run();
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).startsWith("error: JAVA_HOME: there is no /no/java/bin/java; ");
  }

  @Test
  void refusesAJavaThatIsTooOldOrDoesNotRun() throws Exception {
    executable("java", "echo '    java.specification.version = 11' >&2\n");
    assertThat(version().without("JAVA_HOME").run().err())
        .startsWith("error: " + bin + "/java is Java 11; install a JDK 17 or newer");
    executable("java", "echo '    java.specification.version = 1.8' >&2\n");
    assertThat(version().without("JAVA_HOME").run().err()).contains("is Java 1;");
    executable("java", "exit 1\n");
    assertThat(version().without("JAVA_HOME").run().err()).contains("java does not run");
  }

  @Test
  void worksWithoutItsArchiveOfClassesAndWithABrokenOne() throws Exception {
    assertThat(version().run().exit()).isZero();
    Path archive = tree.resolve("target/nocturne.jsa");
    assertThat(archive).exists();
    Files.delete(archive);
    Files.writeString(archive, "broken");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(5)));
    Cli cli = version().run();
    assertThat(cli.exit()).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).startsWith("nocturne ").hasLineCount(1);
  }
}
