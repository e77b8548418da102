package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.cli.Markdown.Link;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents show commands that exist, and their links lead somewhere. */
class DocsTest {

  @TempDir Path folder;

  static List<Markdown> documents() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String place : List.of(".", "docs", "graphs", "checkpoints", "tensorboard")) {
      try (Stream<Path> inside = Files.list(Path.of(place))) {
        inside.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
      }
    }
    files.add(Path.of("src/main/resources/io/nocturne/corpus/embedded/README.md"));
    List<Markdown> documents = new ArrayList<>();
    for (Path file : files) {
      documents.add(Markdown.read(file.normalize()));
    }
    return documents;
  }

  static Stream<String> commands() throws IOException {
    return documents().stream().flatMap(document -> document.commands().stream()).distinct();
  }

  static Stream<Link> links() throws IOException {
    return documents().stream().flatMap(document -> document.links().stream());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void showsCommandLinesThatTheParserTakes(String line) throws IOException {
    parse(line);
  }

  @ParameterizedTest
  @MethodSource("links")
  void linksToFilesAndHeadingsThatExist(Link link) throws IOException {
    assertThat(link.problem()).isEmpty();
  }

  @Test
  void showsEveryCommandInTheReadme() throws IOException {
    assertThat(Markdown.read(Path.of("README.md")).commands())
        .extracting(line -> command(HelpTest.words(line)).map(Command::name).orElse(""))
        .containsAll(Main.commands().stream().map(Command::name).toList());
  }

  @Test
  void runsInCiTheTestCommandOfTheReadme() throws IOException {
    String command = "mvn -B verify";
    assertThat(Markdown.read(Path.of("README.md")).code())
        .anyMatch(line -> line.matches(command + "( +# .*)?"));
    assertThat(Files.readAllLines(Path.of(".ci/run"))).contains(command);
  }

  @Test
  void findsTheCommandsInCodeAlone() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.md"),
            """
            nocturne inspect prose.mid or `./nocturne inspect --strict a.mid`
            ```console
            $ ./nocturne demo      # a comment
            nocturne inspect "a b.mid"
            demo: not a command
            ```
            """);
    assertThat(Markdown.read(file).commands())
        .containsExactly("demo", "inspect \"a b.mid\"", "inspect --strict a.mid");
  }

  @Test
  void noticesAnOptionThatDoesNotExist() {
    assertThatThrownBy(() -> parse("train corpus --unit 64"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--unit");
  }

  @Test
  void noticesLinksThatLeadNowhere() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.md"),
            """
            # One Heading: *two* words
            [a](b.md) [b](#one-heading-two-words) [c](a.md#three) [d](https://example.org/)
            """);
    assertThat(Markdown.read(file).links())
        .extracting(Link::problem)
        .containsExactly(
            "there is no " + folder.resolve("b.md"), "", file + " has no heading #three");
  }

  /** As the program would, up to the point where the command starts its work. */
  private void parse(String line) throws IOException {
    List<String> words = new ArrayList<>(HelpTest.words(line));
    if (words.get(0).equals("help") || words.contains("--help") || words.contains("--version")) {
      assertThat(Cli.run(words.toArray(String[]::new)).exit()).isZero();
      return;
    }
    int config = words.indexOf("--config");
    if (config >= 0) {
      words.set(config + 1, Files.writeString(folder.resolve("config.json"), "{}").toString());
    }
    assertThat(command(words)).as(line).isPresent();
    Command command = command(words).orElseThrow();
    int name = command.name().split(" ").length;
    Settings.parse(command.name(), command.syntax(), words.subList(name, words.size()));
  }

  /** The command that a line begins with; some are called by two words. */
  private static Optional<Command> command(List<String> words) {
    return Main.commands().stream()
        .filter(command -> (String.join(" ", words) + " ").startsWith(command.name() + " "))
        .findFirst();
  }
}
