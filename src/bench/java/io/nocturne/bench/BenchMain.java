package io.nocturne.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.io.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The program of {@code nocturne bench}, with arguments {@code NAME=VALUE}. Progress goes to
 * standard error, the tables to standard output and to a file, all rounds to another file.
 */
final class BenchMain {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Map<String, String> arguments = new HashMap<>();

  private BenchMain(String... words) {
    for (String word : words) {
      arguments.put(word.replaceFirst("=.*", ""), word.substring(word.indexOf('=') + 1));
    }
  }

  public static void main(String[] words) throws Exception {
    System.exit(new BenchMain(words).run());
  }

  private int run() throws IOException, InterruptedException {
    Selection selection;
    try {
      selection = selection();
    } catch (IllegalArgumentException e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
    Path out = Path.of(arguments.get("out")).toAbsolutePath();
    Path work = Files.createTempDirectory(Files.createDirectories(out), "work-");
    // Also when it is stopped: contestants end, and what they were working on goes.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(work), "clean up"));
    return measure(selection, out, work);
  }

  private Selection selection() {
    if (arguments.containsKey("cases")) {
      return Selection.parse(arguments.get("cases"));
    }
    return Boolean.parseBoolean(arguments.get("full")) ? Selection.full() : Selection.usual();
  }

  private int measure(Selection selection, Path out, Path work)
      throws IOException, InterruptedException {
    Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    OptionalDouble load = Machine.load();
    Path home = Path.of(arguments.get("home"));
    Effort effort =
        new Effort(
            Integer.parseInt(arguments.get("rounds")),
            Duration.ofSeconds(Integer.parseInt(arguments.get("budget"))),
            LIMIT);
    Installation installation = new Installation(home, Path.of(arguments.get("python")), work);
    Fixtures fixtures =
        new Fixtures(installation, Optional.ofNullable(arguments.get("midi")).map(Path::of));
    List<CaseResult> results = new ArrayList<>();
    for (Case contest : selection.of(new Catalogue(installation, fixtures, LIMIT))) {
      say(contest.name() + ": " + contest.title());
      results.add(new CaseRun(contest, effort, System::nanoTime).run());
      // Kept up to date: a run of hours that is stopped leaves what it has measured.
      Report report = new Report(Machine.here(home), load, effort, begun, results);
      String markdown = String.join("\n", MarkdownReport.of(report)) + "\n";
      AtomicFile.write(out.resolve("results.md"), markdown.getBytes(UTF_8));
      AtomicFile.write(out.resolve("results.json"), JsonReport.of(report));
    }
    System.out.print(Files.readString(out.resolve("results.md")));
    System.out.flush();
    return results.stream().allMatch(CaseResult::isWhole) ? 0 : 1;
  }

  private void say(String line) {
    if (!Boolean.parseBoolean(arguments.get("quiet"))) {
      System.err.println(line);
    }
  }

  private static void cleanUp(Path work) {
    List<ProcessHandle> contestants = ProcessHandle.current().descendants().toList();
    contestants.forEach(ProcessHandle::destroyForcibly);
    contestants.forEach(contestant -> contestant.onExit().join());
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("warning: " + work + ": cannot be removed: " + e.getMessage());
    }
  }
}
