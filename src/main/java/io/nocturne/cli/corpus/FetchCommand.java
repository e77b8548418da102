package io.nocturne.cli.corpus;

import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Console.ProgressDisplay;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.fetch.Fetch;
import io.nocturne.fetch.Fetch.FetchListener;
import io.nocturne.fetch.Fetch.Fetched;
import io.nocturne.fetch.Fetch.Fetched.FetchOutcome;
import io.nocturne.fetch.FetchSpec;
import io.nocturne.fetch.FetchSpec.Politeness;
import io.nocturne.io.file.Folders;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Downloads the MIDI files that a web page links to. */
final class FetchCommand implements Command {
  private static final int MEBIBYTE = 1 << 20;

  private static final Setting<Path> INTO =
      Setting.required(
          "into",
          ValueType.path("DIR"),
          "folder for the files and manifest.json; created if missing");
  private static final Setting<Optional<String>> MATCH =
      Setting.optional(
          "match",
          ValueType.text("REGEX"),
          "names that end in .mid, .midi, .kar or .rmi",
          "fetch links whose address matches this regular expression");
  private static final Setting<Integer> DEPTH =
      Setting.of(
          "depth",
          ValueType.wholeNumber(1, 5),
          1,
          "1: the page's own links; 2: also the links of the pages of the same host that it links"
              + " to, and so on");
  private static final Setting<Double> PAUSE =
      Setting.of(
          "pause",
          ValueType.number(0, 3600),
          seconds(Politeness.DEFAULT.pause()),
          "seconds between requests");
  private static final Setting<Integer> RETRIES =
      Setting.of(
          "retries",
          ValueType.wholeNumber(0, 20),
          Politeness.DEFAULT.retries(),
          "retries after a temporary failure; the pause doubles each time");
  private static final Setting<Double> TIMEOUT =
      Setting.of(
          "timeout",
          ValueType.number(0.1, 3600),
          seconds(Politeness.DEFAULT.timeout()),
          "seconds that a request may take, its content included");
  private static final Setting<Integer> MAX_SIZE =
      Setting.of(
          "max-size",
          ValueType.wholeNumber(1, 64).as("MIB"),
          FetchSpec.DEFAULT_MAX_BYTES / MEBIBYTE,
          "maximum size of a file, in MiB");

  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public String summary() {
    return "download the MIDI files that a web page links to";
  }

  @Override
  public String description() {
    return "Requests one file after the other and keeps those that are MIDI files. When run again,"
        + " it fetches what is missing or has changed. manifest.json lists the source of"
        + " each file. The files remain their authors' property: check what the page allows"
        + " before you share them, or models that are trained on them.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.one("PAGE_URL", "address of the page"))
        .with("Options", INTO, MATCH, DEPTH, MAX_SIZE)
        .with("Politeness", PAUSE, RETRIES, TIMEOUT);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "the page that the published study took its files from",
            "fetch https://www.midiworld.com/chopin.htm --into chopin"),
        new Example(
            "only preludes, from addresses without a file extension",
            "fetch https://example.org/scores --into preludes --match \"midi.*prelude\""));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    FetchSpec spec = spec(invocation);
    Folders.requireWritable(spec.folder());
    Console console = invocation.console();
    List<Fetched> all;
    try (ConsoleListener report = new ConsoleListener(console, spec.folder())) {
      all = Fetch.fetch(spec, report);
    }
    long failed = count(all, FetchOutcome.FAILED);
    console.print(
        String.format(
            Locale.ROOT,
            "%s: %,d fetched, %,d unchanged, %,d failed",
            spec.folder(),
            count(all, FetchOutcome.FETCHED),
            count(all, FetchOutcome.UNCHANGED),
            failed));
    console.note(
        "the files remain their authors' property; check what "
            + spec.page().getHost()
            + " allows before you share them");
    if (failed == 0) {
      return Exit.DONE;
    }
    console.error(
        "%d of %d links failed; run the command again to retry them".formatted(failed, all.size()));
    return Exit.FAILED;
  }

  private static FetchSpec spec(Invocation invocation) {
    return new FetchSpec(
        page(invocation.operands().get(0)),
        invocation.value(INTO),
        invocation.value(MATCH).map(FetchCommand::pattern).orElse(FetchSpec.MIDI_NAMES),
        invocation.value(DEPTH),
        invocation.value(MAX_SIZE) * MEBIBYTE,
        new Politeness(
            duration(invocation.value(PAUSE)),
            invocation.value(RETRIES),
            duration(invocation.value(TIMEOUT))));
  }

  private static URI page(String text) {
    try {
      URI page = new URI(text);
      if (page.getHost() != null && text.matches("(?i)https?://.*")) {
        return page;
      }
    } catch (URISyntaxException e) {
      // Reported below.
    }
    throw new UsageException(
        text + ": is not the address of a web page; it must begin with http:// or https://");
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new UsageException(
          "--match %s: %s at %d".formatted(text, e.getDescription(), e.getIndex()));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static long count(List<Fetched> all, FetchOutcome outcome) {
    return all.stream().filter(fetched -> fetched.outcome() == outcome).count();
  }

  /** Shows the progress, and prints each new file and each failed link. */
  private static final class ConsoleListener implements FetchListener, AutoCloseable {
    private final Console console;
    private final Path folder;
    private Optional<ProgressDisplay> progress = Optional.empty();

    ConsoleListener(Console console, Path folder) {
      this.console = console;
      this.folder = folder;
    }

    @Override
    public void linkFinished(int done, int total, Fetched fetched) {
      if (progress.isEmpty()) {
        progress = Optional.of(console.progress("fetching", total, "files"));
      }
      switch (fetched.outcome()) {
        case FETCHED -> console.print(folder.resolve(fetched.detail()).toString());
        case UNCHANGED -> {} // Only counted, so that a second run shows what is new.
        case FAILED -> console.warn(fetched.detail());
      }
      progress.get().update(done);
    }

    @Override
    public void close() {
      progress.ifPresent(ProgressDisplay::close);
    }
  }
}
