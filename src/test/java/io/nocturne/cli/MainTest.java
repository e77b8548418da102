package io.nocturne.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.base.UserIOException;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.console.Console.Streams;
import io.nocturne.cli.console.Console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private static Sample sample(Sample.Work work) {
    return new Sample("train", work);
  }

  private static Cli run(Sample.Work work, String... words) {
    return Cli.run(List.of(sample(work), new Sample("inspect", work)), words);
  }

  private static Cli run(String... words) {
    return run(
        invocation -> {
          invocation.console().print("units " + invocation.value(Sample.UNITS));
          return Exit.DONE;
        },
        words);
  }

  @Test
  void runsTheCommandWithItsSettings() {
    assertThat(run("train", "a", "--out", "b", "--units", "8"))
        .isEqualTo(new Cli(0, "units 8\n", ""));
  }

  @Test
  void givesTheCodeThatTheCommandEndsWith() {
    assertThat(run(i -> Exit.INTERRUPTED, "train", "a", "--out", "b").exit()).isEqualTo(130);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help", "--verbose --help"})
  void printsTheHelpOfTheProgram(String words) {
    Cli cli = run(words.split(" ", -1));
    assertThat(cli.exit()).isZero();
    assertThat(cli.out()).contains("nocturne COMMAND [OPTIONS]").contains("  train ");
    assertThat(cli.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --help",
        "train -h",
        "help train",
        "--help train",
        "train --units x --nonsense --help",
      })
  void printsTheHelpOfACommand(String words) {
    Cli cli = run(words.split(" ", -1));
    assertThat(cli.exit()).isZero();
    assertThat(cli.out()).contains("nocturne train FILE... --out DIR [OPTIONS]");
  }

  @Test
  void printsTheVersion() {
    assertThat(run("--version").out()).startsWith("nocturne ").endsWith("\n");
    assertThat(run("-V").exit()).isZero();
  }

  @Test
  void printsHelpAsAnErrorWhenNoCommandIsGiven() {
    Cli cli = run();
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).contains("Usage:");
  }

  @Test
  void namesTheNearestCommand() {
    assertThat(run("trian"))
        .isEqualTo(new Cli(2, "", "error: unknown command trian; did you mean train?\n"));
    assertThat(run("help", "inspct").err())
        .isEqualTo("error: unknown command inspct; did you mean inspect?\n");
    assertThat(run("sing").err()).isEqualTo("error: unknown command sing; see nocturne --help\n");
  }

  @Test
  void refusesAnUnknownOptionBeforeTheCommand() {
    assertThat(run("--units", "8", "train"))
        .isEqualTo(
            new Cli(
                2, "", "error: --units: unknown option before the command; see nocturne --help\n"));
  }

  @Test
  void endsWithTwoAndOneLineOnWrongUsage() {
    Cli cli = run("train", "a", "--out", "b", "--units", "0");
    assertThat(cli)
        .isEqualTo(new Cli(2, "", "error: --units 0: must be a whole number from 1 to 4096\n"));
  }

  @Test
  void endsWithOneAndOneLineWhenTheWorkFails() {
    Cli cli =
        run(
            i -> {
              throw new UserIOException("a.mid\nis damaged");
            },
            "train",
            "a",
            "--out",
            "b");
    assertThat(cli).isEqualTo(new Cli(1, "", "error: a.mid is damaged\n"));
  }

  @Test
  void showsTheStackTraceOnlyWhenVerbose() {
    Sample.Work broken =
        i -> {
          throw new IllegalStateException("oops");
        };
    String error =
        "error: internal error: java.lang.IllegalStateException: oops; run again with --verbose"
            + " for the stack trace\n";
    assertThat(run(broken, "train", "a", "--out", "b").err()).isEqualTo(error);
    assertThat(run(broken, "train", "a", "--out", "b", "-v").err())
        .contains("\tat io.nocturne.cli.MainTest")
        .endsWith(error);
  }

  @Test
  void doesNotLookForGeneralOptionsBehindTwoDashes() {
    assertThat(run("train", "--out", "b", "--", "--help").out()).isEqualTo("units 256\n");
  }

  @Test
  void endsQuietlyWhenTheReaderOfTheOutputHasGone() {
    assertThat(printTo("Broken pipe")).isEqualTo("DONE: ");
  }

  @Test
  void failsWhenTheOutputCannotBeWritten() {
    assertThat(printTo("No space left on device"))
        .isEqualTo(
            "FAILED: error: standard output: the disk is full; make room there or choose another"
                + " place\n");
  }

  private static String printTo(String failure) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(failure);
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams = new Streams(broken, err, UTF_8, Terminal.none());
    Exit exit = new Main(List.of(sample(i -> Exit.DONE))).run(List.of("--help"), streams);
    return exit + ": " + err.toString(UTF_8);
  }
}
