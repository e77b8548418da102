package io.nocturne.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.cli.console.Console.ProgressDisplay;
import io.nocturne.cli.console.Console.Streams;
import io.nocturne.cli.console.Console.Terminal;
import io.nocturne.cli.console.Console.Terminal.Feature;
import io.nocturne.cli.console.Console.Verbosity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private static final Terminal SCREEN =
      new Terminal(Set.of(Feature.OUT, Feature.ERR, Feature.COLOR), 60);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long nanos;

  private Console console(Terminal terminal, Verbosity verbosity) {
    return new Console(new Streams(out, err, UTF_8, terminal), verbosity, () -> nanos);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void printsResultsOnStandardOutputAndTheRestOnStandardError() {
    Console console = console(Terminal.none(), Verbosity.NORMAL);
    console.print("é");
    console.note("reading");
    console.warn("odd");
    console.error("bad");
    assertThat(out.toString(UTF_8)).isEqualTo("é\n");
    assertThat(err.toString(UTF_8)).isEqualTo("reading\nwarning: odd\nerror: bad\n");
  }

  @Test
  void keepsWarningsAndErrorsWhenQuiet() {
    Console console = console(Terminal.none(), Verbosity.QUIET);
    console.note("reading");
    console.warn("odd");
    console.print("result");
    assertThat(err.toString(UTF_8)).isEqualTo("warning: odd\n");
    assertThat(out.toString(UTF_8)).isEqualTo("result\n");
  }

  @Test
  void coloursOnlyOnATerminalThatWantsIt() {
    console(SCREEN, Verbosity.NORMAL).error("bad");
    assertThat(err.toString(UTF_8)).isEqualTo("\033[1;31merror:\033[0m bad\n");
  }

  @Test
  void saysWhyStandardOutputTakesNoMore() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Console console =
        new Console(new Streams(full, err, UTF_8, Terminal.none()), Verbosity.NORMAL, () -> nanos);
    assertThatThrownBy(() -> console.print("result"))
        .isInstanceOf(OutputException.class)
        .hasMessage("standard output: the disk is full; make room there or choose another place");
  }

  @Test
  void printsAProgressLineEveryTenSecondsWithoutATerminal() {
    try (ProgressDisplay progress =
        console(Terminal.none(), Verbosity.NORMAL).progress("reading", 1200, "files")) {
      for (int done = 100; done <= 400; done += 100) {
        pass(Duration.ofSeconds(6));
        progress.update(done, done == 400 ? "loss 3.2" : "");
      }
    }
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            """
            reading: 200 of 1,200 files, 1 min left
            reading: 400 of 1,200 files, 48 s left; loss 3.2
            """);
  }

  @Test
  void printsWhatIsDoneOfWorkOfUnknownLength() {
    try (ProgressDisplay progress =
        console(Terminal.none(), Verbosity.NORMAL)
            .progress("reading", OptionalLong.empty(), "files")) {
      pass(Duration.ofSeconds(12));
      progress.update(1000);
    }
    assertThat(err.toString(UTF_8)).isEqualTo("reading: 1,000 files\n");
  }

  @Test
  void showsNoProgressWhenQuiet() {
    try (ProgressDisplay progress =
        console(SCREEN, Verbosity.QUIET).progress("reading", 2, "files")) {
      pass(Duration.ofMinutes(1));
      progress.update(1);
    }
    assertThat(err.size()).isZero();
  }

  @Test
  void drawsABarNoWiderThanTheTerminalAndTakesItAway() {
    try (ProgressDisplay progress =
        console(SCREEN, Verbosity.NORMAL).progress("reading", 9, "files")) {
      progress.update(9, "loss 3.2");
    }
    String drawn = err.toString(UTF_8);
    assertThat(drawn).contains("reading").endsWith("\r\033[K");
    assertThat(drawn.split("\r|\033\\[K", -1)).allMatch(line -> line.length() < 60);
  }

  @Test
  void clearsTheBarBeforeAMessage() {
    Console console = console(SCREEN, Verbosity.NORMAL);
    console.showBar("50 %");
    console.note("a.mid: skipped");
    console.note("next");
    assertThat(err.toString(UTF_8)).isEqualTo("\r50 %\033[K\r\033[Ka.mid: skipped\nnext\n");
  }
}
