package io.nocturne.cli.console;

import io.nocturne.cli.console.Terminal.Feature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Standard output for results, standard error for everything said on the way. Safe for several
 * threads.
 */
public final class Console {

  /** How much is said on the way. */
  public enum Verbosity {
    /** Errors and warnings. */
    QUIET,
    /** Progress too. */
    NORMAL,
    /** Details and stack traces too. */
    VERBOSE
  }

  /**
   * Where a process writes.
   *
   * @param out standard output
   * @param err standard error
   * @param charset of both
   * @param terminal which of them a person watches
   */
  public record Streams(OutputStream out, OutputStream err, Charset charset, Terminal terminal) {}

  private static final String CLEAR_LINE = "\r\033[K";

  private final Streams streams;
  private final Verbosity verbosity;
  private final LongSupplier nanoClock;
  private boolean barShown;
  private boolean readerHasGone;

  /**
   * A console.
   *
   * @param nanoClock a clock such as {@link System#nanoTime}, for the rate of progress lines
   */
  public Console(Streams streams, Verbosity verbosity, LongSupplier nanoClock) {
    this.streams = streams;
    this.verbosity = verbosity;
    this.nanoClock = nanoClock;
  }

  public Verbosity verbosity() {
    return verbosity;
  }

  public Terminal terminal() {
    return streams.terminal();
  }

  /**
   * Prints a line of the result.
   *
   * @throws OutputException as {@link #print(List)} does
   */
  public void print(String line) {
    print(List.of(line));
  }

  /**
   * Prints lines of the result. Once their reader has gone, as {@code head} does, they are dropped:
   * work that also writes files goes on.
   *
   * @throws OutputException if standard output takes no more for another reason
   */
  public synchronized void print(List<String> lines) {
    if (streams.terminal().has(Feature.OUT)) {
      clearBar();
    }
    if (readerHasGone) {
      return;
    }
    try {
      streams.out().write((String.join("\n", lines) + "\n").getBytes(streams.charset()));
      streams.out().flush();
    } catch (IOException e) {
      readerHasGone = OutputException.isOfClosedPipe(e);
      if (!readerHasGone) {
        throw new OutputException(e);
      }
    }
  }

  /** Prints a table of the result. */
  public void print(Table table) {
    print(table.lines());
  }

  /** Says something on the way, unless quiet. */
  public void note(String line) {
    if (verbosity != Verbosity.QUIET) {
      say(TextWidth.printable(line));
    }
  }

  /** Warns of something that does not stop the work. */
  public void warn(String line) {
    say(coloured("warning:", "33") + " " + TextWidth.printable(line));
  }

  /** Names what stopped the work. */
  public void error(String line) {
    say(coloured("error:", "31") + " " + TextWidth.printable(line));
  }

  /** Prints several lines to standard error as they are, such as a stack trace. */
  public void trace(String lines) {
    say(lines.stripTrailing());
  }

  /**
   * Shows how far some work is: a bar on a terminal, now and then a line elsewhere, nothing if
   * quiet.
   *
   * @param task what is done, such as "reading"
   * @param total how many steps there are, at least 0
   * @param unit what a step is, in the plural, such as "files"
   */
  public ProgressDisplay progress(String task, long total, String unit) {
    if (verbosity == Verbosity.QUIET) {
      return new SilentProgress();
    }
    return streams.terminal().has(Feature.ERR)
        ? new BarProgress(this, task, total)
        : new LineProgress(this, task, total, unit, nanoClock);
  }

  /** Draws over the line the cursor is on; what comes next on the screen takes its place. */
  synchronized void showBar(String bar) {
    write("\r" + bar + "\033[K");
    barShown = true;
  }

  synchronized void clearBar() {
    if (barShown) {
      write(CLEAR_LINE);
      barShown = false;
    }
  }

  private synchronized void say(String line) {
    clearBar();
    write(line + "\n");
  }

  private void write(String text) {
    try {
      streams.err().write(text.getBytes(streams.charset()));
      streams.err().flush();
    } catch (IOException e) {
      // Standard error is where this would be reported; the exit code still tells the outcome.
    }
  }

  private String coloured(String word, String colour) {
    Terminal terminal = streams.terminal();
    boolean wanted = terminal.has(Feature.COLOUR) && terminal.has(Feature.ERR);
    return wanted ? "\033[1;" + colour + "m" + word + "\033[0m" : word;
  }
}
