package io.nocturne.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.console.Console.Streams;
import io.nocturne.cli.console.Console.Terminal;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * One run of the program within the test.
 *
 * @param exit its exit code
 * @param out standard output
 * @param err standard error
 */
public record Cli(int exit, String out, String err) {

  /** Runs the program as it is delivered. */
  public static Cli run(String... words) {
    return run(Main.commands(), words);
  }

  /** Runs the program with other commands. */
  static Cli run(List<Command> commands, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Exit exit =
        new Main(commands).run(List.of(words), new Streams(out, err, UTF_8, Terminal.none()));
    return new Cli(exit.code(), out.toString(UTF_8), err.toString(UTF_8));
  }

  /** The lines of standard error that report an error, which must be all but those of progress. */
  List<String> errors() {
    return err.lines().filter(line -> !line.matches("(corpus|model|warning): .*")).toList();
  }
}
