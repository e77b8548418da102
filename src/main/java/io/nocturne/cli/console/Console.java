package io.nocturne.cli.console;

import io.nocturne.cli.console.Console.Terminal.Feature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Prints results on standard output and all other messages on standard error. It is thread-safe.
 */
public final class Console {

  /** The amount of messages besides results. */
  public enum Verbosity {
    /** Errors and warnings. */
    QUIET,
    /** Progress too. */
    NORMAL,
    /** Details and stack traces too. */
    VERBOSE
  }

  /**
   * The output streams of a process.
   *
   * @param out standard output
   * @param err standard error
   * @param charset the charset of both
   * @param terminal which of them are shown on a terminal
   */
  public record Streams(OutputStream out, OutputStream err, Charset charset, Terminal terminal) {}

  private static final String CLEAR_LINE = "\r\033[K";

  /** An error may quote a value of any size. */
  private static final int MAX_ERROR_COLUMNS = 2_000;

  private final Streams streams;
  private final Verbosity verbosity;
  private final LongSupplier nanoClock;
  private boolean barShown;
  private boolean readerHasGone;

  /**
   * Creates a console.
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
   * @throws java.io.UncheckedIOException as {@link #print(List)} does
   */
  public void print(String line) {
    print(List.of(line));
  }

  /**
   * Prints lines of the result. Once their reader has closed the pipe, as {@code head} does, they
   * are dropped, so that work that also writes files continues.
   *
   * @throws java.io.UncheckedIOException if standard output cannot be written for another reason
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

  /** Prints a message to standard error, unless quiet. */
  public void note(String line) {
    if (verbosity != Verbosity.QUIET) {
      say(TextWidth.printable(line));
    }
  }

  /** Prints a warning of something that does not stop the work. */
  public void warn(String line) {
    say(colored("warning:", "33") + " " + TextWidth.printable(line));
  }

  /** Prints the error that stopped the work, without the middle of a very long line. */
  public void error(String line) {
    String printable = TextWidth.printable(line);
    say(colored("error:", "31") + " " + TextWidth.shorten(printable, MAX_ERROR_COLUMNS));
  }

  /** Prints several lines to standard error as they are, such as a stack trace. */
  public void trace(String lines) {
    say(lines.stripTrailing());
  }

  /**
   * Shows the progress of some work: a bar on a terminal, occasional lines elsewhere, nothing if
   * quiet.
   *
   * @param task the name of the work, such as "reading"
   * @param total the number of steps, at least 0
   * @param unit the name of the steps, in the plural, such as "files"
   */
  public ProgressDisplay progress(String task, long total, String unit) {
    return progress(task, OptionalLong.of(total), unit);
  }

  /** Shows the progress of some work, whose number of steps need not be known. */
  public ProgressDisplay progress(String task, OptionalLong total, String unit) {
    if (verbosity == Verbosity.QUIET) {
      return new SilentProgress();
    }
    return streams.terminal().has(Feature.ERR)
        ? new BarProgress(this, task, total)
        : new LineProgress(this, task, total, unit, nanoClock);
  }

  /** Draws over the line of the cursor; the next output replaces it. */
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
      // There is nowhere else to report this; the exit code still has the outcome.
    }
  }

  private String colored(String word, String color) {
    Terminal terminal = streams.terminal();
    boolean wanted = terminal.has(Feature.COLOR) && terminal.has(Feature.ERR);
    return wanted ? "\033[1;" + color + "m" + word + "\033[0m" : word;
  }

  /**
   * The terminal that standard output and standard error are connected to. Java cannot detect it:
   * {@code System.console()} covers standard input and output together, and from JDK 22 on it
   * exists without a terminal too. The launcher detects it and sets system properties; without the
   * launcher there is no terminal.
   *
   * @param features its features
   * @param columns its width, at least 20
   */
  public record Terminal(Set<Feature> features, int columns) {

    /** A feature of a terminal. */
    public enum Feature {
      /** Standard output is shown on it. */
      OUT,
      /** Standard error is shown on it. */
      ERR,
      /** It shows colors, and the user wants them. */
      COLOR
    }

    private static final int DEFAULT_COLUMNS = 80;

    public Terminal {
      features = Set.copyOf(features);
      columns = Math.max(20, columns);
    }

    /** Returns no terminal: output goes to files or pipes. */
    public static Terminal none() {
      return new Terminal(Set.of(), DEFAULT_COLUMNS);
    }

    /**
     * Returns the terminal that the launcher found.
     *
     * @param properties {@code nocturne.terminal}: "out", "err", both or neither; {@code
     *     nocturne.columns}: the width
     * @param environment {@code NO_COLOR} (if set and not empty) and {@code TERM=dumb} disable
     *     color
     */
    public static Terminal detect(Properties properties, Map<String, String> environment) {
      String streams = properties.getProperty("nocturne.terminal", "");
      Set<Feature> found = EnumSet.noneOf(Feature.class);
      if (streams.contains("out")) {
        found.add(Feature.OUT);
      }
      if (streams.contains("err")) {
        found.add(Feature.ERR);
      }
      boolean plain = "dumb".equals(environment.get("TERM"));
      if (plain) {
        found.clear();
      } else if (environment.getOrDefault("NO_COLOR", "").isEmpty()) {
        found.add(Feature.COLOR);
      }
      return new Terminal(found, columns(properties.getProperty("nocturne.columns", "")));
    }

    /** Returns whether the terminal has the feature. */
    public boolean has(Feature feature) {
      return features.contains(feature);
    }

    private static int columns(String text) {
      return text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) : DEFAULT_COLUMNS;
    }
  }

  /** The progress of some work. Closing it removes a bar from the screen. */
  public interface ProgressDisplay extends AutoCloseable {

    /**
     * Shows the number of finished steps.
     *
     * @param done the number of finished steps, never lower than before
     * @param detail more to show, such as "loss 3.21"; may be empty
     */
    void update(long done, String detail);

    /** Shows the number of finished steps. */
    default void update(long done) {
      update(done, "");
    }

    @Override
    void close();
  }
}
