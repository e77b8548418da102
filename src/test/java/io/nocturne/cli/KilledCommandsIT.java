package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.io.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands killed before each of the changes that Java makes to a file. */
@DisabledOnOs(OS.WINDOWS)
class KilledCommandsIT {
  /** Files that a reproduction writes one after the other. */
  private static final List<String> MILESTONES =
      List.of(
          "paper/corpus/corpus.tfrecord",
          "paper/checkpoints/last-window-1/lock",
          "paper/checkpoints/last-window-1/run.json",
          "paper/checkpoints/last-window-1/progress.json",
          "paper/index.html",
          "paper/reproduction.json");

  @TempDir static Path shared;
  private static Path in;

  @TempDir Path folder;
  private Path out;

  @BeforeAll
  static void makeInput() throws IOException {
    in = Files.createDirectory(shared.resolve("in"));
    KilledCommand.makeInput(in);
  }

  @BeforeEach
  void makeOutput() throws IOException {
    Files.createSymbolicLink(folder.resolve("in"), in);
    out = Files.createDirectory(folder.resolve("out"));
  }

  static List<KilledCommand> writing() {
    return KilledCommand.WRITING;
  }

  @ParameterizedTest
  @MethodSource("writing")
  void leaveWhatTheNextCallMakesWhole(KilledCommand command) throws Exception {
    KilledCommand.makeOutput(in, out);
    List<String> found = new ArrayList<>();

    forEachState(command, copy -> found.add(command.check(in, copy)));

    assertThat(found).containsAnyOf("whole", "0 epochs"); // An imported run has none.
  }

  @Test
  void leaveAFetchThatTheNextCallCompletes() throws Exception {
    try (MidiSite site = MidiSite.of(2)) {
      List<String> found = new ArrayList<>();
      Set<List<String>> ends = new HashSet<>();

      forEachState(
          site.fetch(),
          copy -> {
            found.add(site.fetch().check(in, copy));
            ends.add(KilledCommand.end(copy));
          });

      assertThat(found).contains("nothing", "whole");
      assertAllEndLike(ends, out);
    }
  }

  /** Of the states it resumes every fourth, from the first on, and the last. */
  @Test
  void leaveATrainingThatIsResumedToTheSameBytes() throws Exception {
    List<String> found = new ArrayList<>();
    Set<List<String>> ends = new HashSet<>();
    int[] seen = {0};

    forEachState(
        KilledCommand.TRAINING,
        copy -> {
          if (seen[0]++ % 4 == 0) {
            found.add(KilledCommand.TRAINING.check(in, copy));
            ends.add(KilledCommand.end(copy));
          }
        });

    assertThat(found).contains("nothing", "begun", "1 epochs", "2 epochs");
    assertAllEndLike(ends, out);
  }

  /** Of the states it completes the first with each of the milestones, since that takes seconds. */
  @Test
  void leaveAReproductionThatTheNextCallCompletes() throws Exception {
    List<String> found = new ArrayList<>();
    Set<List<String>> ends = new HashSet<>();
    Set<List<String>> seen = new HashSet<>();

    forEachState(
        KilledCommand.REPRODUCTION,
        copy -> {
          if (seen.add(
              MILESTONES.stream().filter(file -> Files.exists(copy.resolve(file))).toList())) {
            found.add(KilledCommand.REPRODUCTION.check(in, copy));
            ends.add(KilledCommand.end(copy));
          }
        });

    assertThat(found).hasSize(1 + MILESTONES.size()).contains("nothing", "begun", "whole");
    assertAllEndLike(ends, out);
  }

  private static void assertAllEndLike(Set<List<String>> ends, Path unkilled) throws IOException {
    List<String> expected = KilledCommand.end(unkilled);
    for (List<String> end : ends) {
      KilledCommand.assertSameEnd(end, expected);
    }
  }

  /** Looks at a copy of what a kill leaves. */
  @FunctionalInterface
  private interface StateCheck {
    void check(Path copy) throws Exception;
  }

  /** Runs the command to its end, and checks each different state on the way there. */
  private void forEachState(KilledCommand command, StateCheck check) throws Exception {
    Set<String> seen = new HashSet<>();
    Cli cli =
        new KillPoints(folder, command.words(in, out))
            .forEach(
                halted -> {
                  if (seen.add(content())) {
                    // Each in a place of its own: a process deletes leftovers of a folder once.
                    Path copy = folder.resolve("copy" + seen.size());
                    KilledCommand.copy(out, copy);
                    check.check(copy);
                    KilledCommand.delete(copy);
                  }
                });
    assertThat(cli.exit()).as(cli.err()).isZero();
  }

  /** The names of all files and a digest of those that have their names; how far others are. */
  private String content() throws IOException {
    StringBuilder content = new StringBuilder();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.sorted().toList()) {
        String name = out.relativize(file).toString();
        content.append(name.replaceAll("[0-9a-f]{32}", "")).append('\n');
        if (Files.isRegularFile(file) && !name.startsWith("events")) {
          boolean isTemporary = name.matches("(.*/)?\\.[^/]+\\.tmp.*");
          content.append(isTemporary ? Files.size(file) > 0 : Sha256.hex(file));
        }
      }
    }
    return content.toString();
  }
}
