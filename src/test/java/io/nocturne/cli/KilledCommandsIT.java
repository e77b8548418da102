package io.nocturne.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.nocturne.io.file.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    page(site, "/", "<a href=a.mid>a</a> <a href=b.mid>b</a>".getBytes(UTF_8), "text/html");
    page(site, "/a.mid", Files.readAllBytes(in.resolve("midi/a.mid")), "audio/midi");
    page(site, "/b.mid", Files.readAllBytes(Midi.file(folder.resolve("b.mid"), 60)), "audio/midi");
    site.start();
    try {
      String address = "http://127.0.0.1:" + site.getAddress().getPort() + "/";
      KilledCommand fetch =
          new KilledCommand("fetch %s --into OUT/new --pause 0".formatted(address), "new/b.mid");
      List<String> found = new ArrayList<>();

      forEachState(fetch, copy -> found.add(fetch.check(in, copy)));

      assertThat(found).contains("nothing", "whole");
    } finally {
      site.stop(0);
    }
  }

  private static void page(HttpServer site, String path, byte[] content, String type) {
    site.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
          }
        });
  }

  /** Of the states it resumes every fourth, from the first on, and the last. */
  @Test
  void leaveATrainingThatIsResumedToTheSameBytes() throws Exception {
    List<String> found = new ArrayList<>();
    Set<String> ends = new HashSet<>();
    int[] seen = {0};

    forEachState(
        KilledCommand.TRAINING,
        copy -> {
          if (seen[0]++ % 4 == 0) {
            found.add(KilledCommand.TRAINING.check(in, copy));
            ends.add(end(copy));
          }
        });

    assertThat(found).contains("nothing", "begun", "1 epochs", "2 epochs");
    assertThat(ends).containsExactly(end(out));
  }

  /** The weights, and what log.csv says of each epoch, less the columns that tell the time. */
  private static String end(Path out) throws IOException {
    Path run = out.resolve("run");
    String log =
        Files.readString(run.resolve("log.csv")).replaceAll(",[^,]*,[^,]*,[^,\n]*\n", "\n");
    return Sha256.hex(run.resolve("ckpt-2.data-00000-of-00001")) + log;
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
