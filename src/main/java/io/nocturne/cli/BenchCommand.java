package io.nocturne.cli;

import io.nocturne.base.UserIOException;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.console.Console.Verbosity;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts the benchmarks, which are not part of the program: they are in the checkout's {@code
 * src/bench} and are compiled with its tests.
 */
final class BenchCommand implements Command {
  private static final String MAIN = "io.nocturne.bench.BenchMain";
  private static final String SOAK_MAIN = "io.nocturne.bench.soak.SoakMain";

  private static final Pattern SOAKS =
      Pattern.compile("generate=[1-9][0-9]{2,8}|train=[1-9][0-9]{0,3}");

  private static final String PYTHON_OF_VENV =
      File.separatorChar == '/' ? "python/bin/python" : "python/Scripts/python.exe";

  private static final Setting<Optional<String>> CASES =
      Setting.optional(
          "cases",
          ValueType.text("NAMES"),
          "all but growth",
          "cases to measure, separated by commas");
  private static final Setting<Boolean> FULL =
      Setting.flag("full", "also measure growth; takes an hour or more");
  private static final Setting<Integer> ROUNDS =
      Setting.of("rounds", ValueType.wholeNumber(1, 1000), 7, "rounds of each case");
  private static final Setting<Integer> BUDGET =
      Setting.of(
          "budget",
          ValueType.wholeNumber(1, 86_400),
          40,
          "seconds after which no further round of a case begins, from the third on");
  private static final Setting<Optional<Path>> MIDI =
      Setting.optional(
          "midi",
          ValueType.path("DIR"),
          "121 synthetic files",
          "folder of MIDI files for the cases midi and prepare");
  private static final Setting<Optional<Path>> PYTHON =
      Setting.optional(
          "python",
          ValueType.path("PROGRAM"),
          "the one in target/bench/python",
          "Python with the packages of src/bench/python/requirements.txt");
  private static final Setting<Optional<Path>> OUT =
      Setting.optional(
          "out", ValueType.path("DIR"), "target/bench", "folder for results.md and results.json");
  private static final Setting<Optional<String>> SOAK =
      Setting.optional(
          "soak",
          ValueType.text("generate=CALLS|train=MINUTES"),
          "speed is measured",
          "instead repeat one thing in one process, and fail if its memory grows; Linux only");

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public String summary() {
    return "measure speed and memory beside Keras and PyTorch";
  }

  @Override
  public String description() {
    return "Cases: peak, startup, first-step, step, evaluate, input, note, melodies,"
        + " carried-note, carried-melodies, saved-melody,"
        + " midi, prepare. Growth of a training step: batch, window, units, layers,"
        + " vocabulary, corpus, or one size, such as batch=16. Only when named, on a GPU:"
        + " gpu-step, gpu-step-tf32.\n\n"
        + "Works only in a checkout of the sources. A library that is not installed is"
        + " reported as missing. See docs/performance.md.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none())
        .with("Options", CASES, FULL, ROUNDS, BUDGET, MIDI, PYTHON, SOAK, OUT);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("all cases, in about a quarter of an hour", "bench"),
        new Example(
            "a training step, and its growth with two sizes",
            "bench --cases step,batch,units=1024"),
        new Example(
            "whether 10,000 pieces in one process leak memory", "bench --soak generate=10000"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Optional<String> soak = soak(invocation);
    Path home = home();
    List<String> line =
        soak.isPresent()
            ? soak(home, soak.get(), out(invocation, home))
            : benchmarks(invocation, home);
    Process process = new ProcessBuilder(line).inheritIO().start();
    // A signal to this process is meant for the benchmarks.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end benchmarks"));
    return switch (process.waitFor()) {
      case 0 -> Exit.DONE;
      case 2 -> Exit.USAGE;
      default -> Exit.FAILED;
    };
  }

  private static Optional<String> soak(Invocation invocation) throws UsageException {
    boolean cases = invocation.value(CASES).isPresent();
    boolean full = invocation.value(FULL);
    Optional<String> soak = invocation.value(SOAK);
    if (full && cases) {
      throw new UsageException("--full and --cases: use only one of them");
    }
    if (soak.isPresent() && (full || cases)) {
      throw new UsageException(
          "--soak and %s: use only one of them".formatted(full ? "--full" : "--cases"));
    }
    if (soak.isPresent() && !SOAKS.matcher(soak.get()).matches()) {
      throw new UsageException(
          "--soak must be generate=CALLS, with 100 calls or more, or train=MINUTES, was "
              + soak.get());
    }
    return soak;
  }

  /**
   * Returns the command line of a soak, with the launcher's collector. The heap is all resident
   * from the beginning, so that what grows is something else.
   */
  private static List<String> soak(Path home, String soak, Path out) {
    List<String> line =
        java(home, "-XX:+UseSerialGC", "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");
    line.addAll(List.of(SOAK_MAIN, soak, out.toString()));
    return line;
  }

  /** Returns the start of a command line. */
  private static List<String> java(Path home, String... options) {
    Path target = home.resolve("target");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(options));
    line.add("-cp");
    line.add(target.resolve("nocturne.jar") + File.pathSeparator + target.resolve("test-classes"));
    return line;
  }

  private static List<String> benchmarks(Invocation invocation, Path home) {
    List<String> line = java(home);
    line.add(MAIN);
    line.add("home=" + home);
    line.add("quiet=" + (invocation.console().verbosity() == Verbosity.QUIET));
    line.add("full=" + invocation.value(FULL));
    line.add("rounds=" + invocation.value(ROUNDS));
    line.add("budget=" + invocation.value(BUDGET));
    Path python = home.resolve("target/bench").resolve(PYTHON_OF_VENV);
    line.add("python=" + invocation.value(PYTHON).orElse(python));
    line.add("out=" + out(invocation, home));
    invocation.value(CASES).ifPresent(cases -> line.add("cases=" + cases));
    invocation.value(MIDI).ifPresent(midi -> line.add("midi=" + midi));
    return line;
  }

  private static Path out(Invocation invocation, Path home) {
    return invocation.value(OUT).orElse(home.resolve("target/bench"));
  }

  /** Returns the checkout that this program was built in. */
  private static Path home() throws IOException, URISyntaxException {
    Path code =
        Path.of(BenchCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path home = code.resolve("../..").normalize(); // From target/nocturne.jar or target/classes.
    if (!Files.isDirectory(home.resolve("src/bench"))) {
      throw new UserIOException(
          home + ": has no src/bench; the benchmarks need a checkout of nocturne's sources");
    }
    Path main = home.resolve("target/test-classes").resolve(MAIN.replace('.', '/') + ".class");
    if (Files.notExists(main) || isStale(main, home.resolve("src/bench/java"))) {
      throw new UserIOException(
          home
              + ": the benchmarks are not built, or have changed since;"
              + " run mvn -q -B test-compile in that folder");
    }
    return home;
  }

  /** Returns whether sources are newer; the launcher rebuilds for the program's sources alone. */
  private static boolean isStale(Path compiled, Path sources) throws IOException {
    FileTime built = Files.getLastModifiedTime(compiled);
    try (Stream<Path> files =
        Files.find(
            sources,
            Integer.MAX_VALUE,
            (file, attributes) ->
                attributes.isRegularFile() && attributes.lastModifiedTime().compareTo(built) > 0)) {
      return files.findAny().isPresent();
    }
  }
}
