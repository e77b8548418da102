package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {

  private static final Command SAMPLE = new Sample("train", invocation -> Exit.DONE);

  static Stream<Command> commands() {
    return Stream.concat(Stream.of(SAMPLE), Main.commands().stream());
  }

  @Test
  void showsUsageOptionsDefaultsPresetsAndExamples() {
    assertThat(String.join("\n", Help.of(SAMPLE)) + "\n")
        .isEqualTo(
            """
            Does as it is told.

            Usage:
              nocturne train FILE... --out DIR [OPTIONS]

            Longer words on what it does, which are wrapped where a line of the help would
            otherwise get too long.

            Arguments:
              FILE...                   what to read

            Options:
              --out DIR                 folder to write [required]
              --units N                 units of a layer in each direction, of which half
                                        are concatenated [default: 256]
              --split piece|window      split by [default: piece]
              --[no-]strict             damage is an error

            Sources:
              --config FILE.json        read settings from a JSON file, or from the run.json
                                        of an earlier run; options take precedence
              --preset paper|demo       values of settings that are not given
                                        [default: paper]

            Preset paper:
              the paper's values

            Preset demo:
              small and quick
              --units 64

            General options:
              -h, --help                print this help
              -q, --quiet               print only results, warnings and errors, no progress
              -v, --verbose             print details, including TensorFlow's log, and stack
                                        traces

            Examples:
              # the least
              nocturne train a.mid --out b
            """);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesEveryOptionOfTheParser(Command command) {
    String help = String.join("\n", Help.of(command));
    List<Setting<?>> settings = new ArrayList<>(command.syntax().settings());
    settings.addAll(Syntax.GENERAL.settings());
    assertThat(settings)
        .allSatisfy(
            setting -> {
              assertThat(help).containsPattern("--(\\[no-])?" + setting.name() + "\\b");
              assertThat(help).contains(setting.description().split(" ", 2)[0]);
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void staysWithinEightyColumns(Command command) {
    assertThat(Help.of(command)).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void givesExamplesThatTheParserTakes(Command command) throws Exception {
    assertThat(command.examples()).isNotEmpty();
    for (Command.Example example : command.examples()) {
      List<String> words = words(example.line());
      List<String> name = List.of(command.name().split(" "));
      assertThat(words).startsWith(name.toArray(String[]::new));
      List<String> rest = words.subList(name.size(), words.size());
      assertThat(Settings.parse(command.name(), command.syntax(), rest).texts()).isNotNull();
    }
  }

  @Test
  void neverPartsAnExamplesCallWithoutABackslash() {
    for (Command command : Main.commands()) {
      List<String> help = Help.of(command);
      String examples =
          String.join("\n", help.subList(help.indexOf("Examples:"), help.size()))
              .replace(" \\\n    ", " ");
      assertThat(command.examples())
          .allSatisfy(example -> assertThat(examples).contains("  nocturne " + example.line()));
    }
  }

  @Test
  void listsEveryCommandOfTheProgramInOneLine() {
    List<String> help = Help.ofProgram(Main.commands());
    assertThat(help).allMatch(line -> line.length() <= 80);
    assertThat(Main.commands())
        .allSatisfy(
            command ->
                assertThat(help)
                    .anyMatch(
                        line ->
                            line.startsWith("  " + command.name() + " ")
                                && line.endsWith(command.summary())));
  }

  /** As a shell would part them: quotes hold a word together. */
  static List<String> words(String line) {
    return Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)")
        .matcher(line)
        .results()
        .map(match -> Stream.of(1, 2, 3).map(match::group).filter(Objects::nonNull).findFirst())
        .flatMap(Optional::stream)
        .toList();
  }
}
