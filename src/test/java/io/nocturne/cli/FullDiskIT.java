package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nocturne.survey.Studies;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands whose disk is full or may not be written. Skipped for users who may not mount one. */
@EnabledOnOs(OS.LINUX)
class FullDiskIT {
  private static final long ENOUGH = 64 << 20;

  @TempDir static Path shared;
  private static Path in;

  @TempDir Path folder;
  private Path disk;

  @BeforeAll
  static void makeInput() throws IOException {
    in = Files.createDirectory(shared.resolve("in"));
    KilledCommand.makeInput(in);
  }

  @BeforeEach
  void mountADisk() throws Exception {
    Files.createSymbolicLink(folder.resolve("in"), in);
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(succeeds("mount", "-t", "tmpfs", "-o", "size=" + ENOUGH, "tmpfs", disk.toString()))
        .as("may mount a disk, as root")
        .isTrue();
  }

  /** At once, though a file may be open until Java's next collection. */
  @AfterEach
  void unmountIt() throws Exception {
    succeeds("umount", "--lazy", disk.toString());
  }

  static Stream<KilledCommand> all() {
    return Stream.concat(KilledCommand.WRITING.stream(), Stream.of(KilledCommand.TRAINING));
  }

  /** With ever more room, until there is enough. */
  @ParameterizedTest
  @MethodSource("all")
  void keepWhatIsOnAFullDiskAndWorkOnceThereIsRoom(KilledCommand command) throws Exception {
    int failed = 0;
    for (int kibibytes = 0; ; kibibytes = Math.max(4, 2 * kibibytes)) {
      Path out = Files.createDirectory(disk.resolve("out"));
      Files.createSymbolicLink(disk.resolve("in"), in);
      KilledCommand.makeOutput(in, out);
      limit("size=" + (used() + kibibytes * 1024L));
      Cli cli = Cli.run(command.words(in, out).toArray(String[]::new));
      limit("size=" + ENOUGH);
      if (cli.exit() == 0) {
        break;
      }
      failed++;
      assertFails(cli, "the disk is full\\)?; make room there");
      KilledCommand.assertNoLeftovers(out);
      command.check(in, out);
      KilledCommand.delete(out);
      Files.delete(disk.resolve("in"));
    }
    assertThat(failed).isPositive();
  }

  @ParameterizedTest
  @MethodSource("all")
  void sayThatADiskMayNotBeWritten(KilledCommand command) throws Exception {
    Path out = Files.createDirectory(disk.resolve("out"));
    KilledCommand.makeOutput(in, out);
    limit("ro");

    Cli cli = Cli.run(command.words(in, out).toArray(String[]::new));

    assertFails(cli, "(the file system is read-only|may not be written); ");
  }

  @Test
  void refuseAnswersOnAFullDiskUntilThereIsRoom() throws Exception {
    Studies.make(disk.resolve("study"));
    ProcessRun.Running server =
        Workshop.nocturneIn(folder, "survey", "serve", "disk/study", "--port", "0").start();
    server.awaitOut("stop it with Ctrl-C");
    String link = SurveyIT.link(server);
    assertThat(SurveyIT.post(link + "consent", "agree=yes")).isEqualTo(303);

    limit("size=" + used());
    assertThat(SurveyIT.post(link + "1", "coherence=1")).isEqualTo(500);
    limit("size=" + ENOUGH);
    assertThat(SurveyIT.post(link + "1", "coherence=2")).isEqualTo(303);

    server.signal("TERM");
    assertThat(server.await().err())
        .isEqualTo("error: disk/study/answers.sqlite: the disk is full; make room there\n");
  }

  private long used() throws IOException {
    FileStore store = Files.getFileStore(disk);
    return store.getTotalSpace() - store.getUsableSpace();
  }

  private static void assertFails(Cli cli, String problem) {
    assertThat(cli.exit()).as(cli.err()).isEqualTo(1);
    assertThat(cli.err().lines().filter(line -> line.startsWith("error: ")))
        .singleElement()
        .asString()
        .containsPattern(problem);
    assertThat(cli.err()).doesNotContain("\tat ");
  }

  private void limit(String option) throws Exception {
    assertThat(succeeds("mount", "-o", "remount," + option, disk.toString())).isTrue();
  }

  private static boolean succeeds(String... words) throws Exception {
    return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
  }
}
