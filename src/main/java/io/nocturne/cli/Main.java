package io.nocturne.cli;

import io.nocturne.Nocturne;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.ErrorLine;
import io.nocturne.cli.command.Interruption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Console.Streams;
import io.nocturne.cli.console.Console.Terminal;
import io.nocturne.cli.console.Console.Verbosity;
import io.nocturne.cli.corpus.CorpusCommands;
import io.nocturne.cli.evaluate.EvaluateCommand;
import io.nocturne.cli.export.ExportCommands;
import io.nocturne.cli.generate.GenerateCommand;
import io.nocturne.cli.inspect.InspectCommand;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.survey.SurveyCommands;
import io.nocturne.cli.train.TrainCommands;
import io.nocturne.io.file.TemporaryFiles;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;

/** The program {@code nocturne}: finds the command, runs it and reports failures. */
public final class Main {

  private final List<Command> commands;

  Main(List<Command> commands) {
    this.commands = List.copyOf(commands);
  }

  /** Returns every command, in the order of the help. */
  static List<Command> commands() {
    return Stream.<List<Command>>of(
            List.of(new DemoCommand()),
            CorpusCommands.all(),
            List.of(TrainCommands.train(), new EvaluateCommand(), new GenerateCommand()),
            ExportCommands.all(),
            List.of(new InspectCommand(), TrainCommands.reproduce()),
            SurveyCommands.all(),
            List.of(new BenchCommand()))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Runs the program and ends the process with its exit code: 0 done, 1 failed, 2 wrong usage, 130
   * after Ctrl-C, 143 after SIGTERM.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    run(commands(), args);
  }

  /** Runs a program of some commands, as {@link #main} runs that of all. */
  public static void run(List<Command> commands, String[] args) {
    Streams streams =
        new Streams(
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            consoleCharset(),
            Terminal.detect(System.getProperties(), System.getenv()));
    Runtime.getRuntime().addShutdownHook(new Thread(Main::cleanUp, "clean up"));
    Exit exit = new Main(commands).run(List.of(args), streams);
    System.exit(exit.code());
  }

  /** Deletes incomplete files after Ctrl-C or SIGTERM, once training has saved its state. */
  private static void cleanUp() {
    try {
      Interruption.awaitAll();
      TemporaryFiles.deleteAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs one command line and prints the error, if there is one. */
  Exit run(List<String> words, Streams streams) {
    Console console = new Console(streams, verbosity(words), System::nanoTime);
    try {
      return dispatch(words, console);
    } catch (Throwable e) {
      return report(e, console);
    }
  }

  private Exit dispatch(List<String> words, Console console) throws Exception {
    int at = commandIndex(words);
    if (at == words.size()) {
      return withoutCommand(words, console);
    }
    String name = words.get(at);
    if (name.equals("help")) {
      return help(words.subList(at + 1, words.size()), console);
    }
    Command command = command(words.subList(at, words.size()));
    if (given(Syntax.HELP, words)) {
      console.print(Help.of(command));
      return Exit.DONE;
    }
    if (console.verbosity() == Verbosity.VERBOSE) {
      // logback.xml reads these when the first class logs.
      System.setProperty("nocturne.log.level", "DEBUG");
      System.setProperty("nocturne.log.trace", "%ex");
    }
    List<String> rest = words.subList(at + words(command).size(), words.size());
    Settings settings = Settings.parse(command.name(), command.syntax(), rest);
    return command.run(new Invocation(settings, console));
  }

  /**
   * Returns the index of the first word that is not an option; only general options may precede it.
   */
  private static int commandIndex(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        return i;
      }
      boolean general = Syntax.GENERAL.settings().stream().anyMatch(s -> matches(s, word));
      if (!general && !isVersion(word)) {
        throw new UsageException(word + ": unknown option before the command; see nocturne --help");
      }
    }
    return words.size();
  }

  private Exit withoutCommand(List<String> words, Console console) {
    if (words.stream().anyMatch(Main::isVersion)) {
      console.print("nocturne " + Nocturne.version());
      return Exit.DONE;
    }
    if (given(Syntax.HELP, words)) {
      console.print(Help.ofProgram(commands));
      return Exit.DONE;
    }
    console.trace(String.join("\n", Help.ofProgram(commands)));
    return Exit.USAGE;
  }

  private Exit help(List<String> words, Console console) {
    List<String> topics = words.stream().filter(word -> !word.startsWith("-")).toList();
    if (topics.isEmpty()) {
      console.print(Help.ofProgram(commands));
      return Exit.DONE;
    }
    Command command = command(topics);
    if (topics.size() > words(command).size()) {
      String more = topics.get(words(command).size());
      throw new UsageException("help: unexpected argument " + more + "; name one command");
    }
    console.print(Help.of(command));
    return Exit.DONE;
  }

  /** Returns the command that the words begin with; some commands have two words. */
  private Command command(List<String> words) {
    for (Command command : commands) {
      List<String> name = words(command);
      if (name.equals(words.subList(0, Math.min(name.size(), words.size())))) {
        return command;
      }
    }
    List<String> family =
        commands.stream().map(Command::name).filter(n -> n.startsWith(words.get(0) + " ")).toList();
    if (!family.isEmpty()) {
      throw new UsageException(
          "%s: is not a command by itself; use one of %s"
              .formatted(words.get(0), String.join(", ", family)));
    }
    List<String> names = commands.stream().map(Command::name).toList();
    throw UsageException.ofUnknownCommand(words.get(0), names);
  }

  private static List<String> words(Command command) {
    return List.of(command.name().split(" "));
  }

  private static Exit report(Throwable failure, Console console) {
    ErrorLine line = ErrorLine.of(failure);
    if (console.verbosity() == Verbosity.VERBOSE) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      console.trace(trace.toString());
    }
    console.error(line.text());
    return line.exit();
  }

  private static Verbosity verbosity(List<String> words) {
    if (given(Syntax.VERBOSE, words)) {
      return Verbosity.VERBOSE;
    }
    return given(Syntax.QUIET, words) ? Verbosity.QUIET : Verbosity.NORMAL;
  }

  /**
   * Looks a switch up before the command line is parsed, since it affects how errors are reported.
   */
  private static boolean given(Setting<?> flag, List<String> words) {
    for (String word : words) {
      if (word.equals("--")) {
        return false;
      }
      if (matches(flag, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(Setting<?> flag, String word) {
    return word.equals(flag.option())
        || flag.letter().map(letter -> word.equals("-" + letter)).orElse(false);
  }

  private static boolean isVersion(String word) {
    return word.equals("--version") || word.equals("-V");
  }

  /**
   * Returns the charset of System.out: JDK 18 has it in stdout.encoding, JDK 17 in native.encoding.
   */
  private static Charset consoleCharset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }
}
