package io.nocturne.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.Sha256;
import io.nocturne.model.InferenceModel;
import io.nocturne.runtime.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A command that is killed, and the folder in which it works: what it writes is there whole, as it
 * was before or not at all, and when it is called again it ends as if it had not been killed.
 *
 * @param line its words; {@code IN} is a folder that is only read, {@code OUT} where it writes
 * @param result the file or folder below {@code OUT} that it writes
 */
record KilledCommand(String line, String result) {
  /** Commands that write a file or a folder; a training is {@link #TRAINING}. */
  static final List<KilledCommand> WRITING =
      List.of(
          new KilledCommand("prepare IN/midi --out OUT/corpus", "corpus"),
          new KilledCommand("prepare IN/midi --out OUT/old", "old"),
          new KilledCommand(
              "generate --run IN/run --length 4 --seed 1 --out OUT/new.mid", "new.mid"),
          new KilledCommand(
              "generate --run IN/run --length 4 --seed 1 --out OUT/old.mid", "old.mid"),
          new KilledCommand("export --run IN/run --out OUT/saved", "saved"),
          new KilledCommand("export --run IN/run --format keras --out OUT/old.keras", "old.keras"),
          new KilledCommand("export --run IN/run --format web --out OUT/page", "page"),
          new KilledCommand(
              "import IN/small.keras --vocabulary IN/words.json --out OUT/run", "run"),
          new KilledCommand(
              "survey make --excerpts 1 --seconds 1 --human IN/midi --out OUT/study", "study"));

  static final KilledCommand TRAINING =
      new KilledCommand(
          "train IN/corpus --run OUT/run --tensorboard OUT/events --embedding 8 --units 8"
              + " --layers 1 --window 8 --batch-size 256 --epochs 2 --keep 1 --sample-freq 0"
              + " --histogram-freq 0 --quiet --auto-resume",
          "run");

  static final KilledCommand REPRODUCTION =
      new KilledCommand(
          "reproduce IN/pieces --out OUT/paper --embedding 4 --units 3 --layers 1 --window 8"
              + " --stride 2 --batch-size 64 --epochs 1 --sample-freq 0"
              + " --histogram-freq 0",
          "paper");

  /** Files that two calls write with other contents: times, random identifiers. */
  private static final Pattern DIFFERENT =
      Pattern.compile(
          ".*/(run|progress|nocturne|manifest)\\.json|saved/saved_model\\.pb|paper/index\\.html"
              + "|study/(study\\.json|participants\\.csv|excerpts/.*|key/.*)");

  /** The notes that the imported run knows. */
  private static final int[] SCALE = {60, 62, 64, 65, 67};

  private static final Pattern DONE =
      Pattern.compile("error: \\S+: (exists already; |the folder is not empty; ).*\\s*");

  /** Makes what the commands read. */
  static void makeInput(Path in) throws IOException {
    int[] scale = IntStream.range(0, 20).map(i -> SCALE[i % SCALE.length]).toArray();
    Midi.file(Files.createDirectory(in.resolve("midi")).resolve("a.mid"), scale);
    Path pieces = Files.createDirectory(in.resolve("pieces"));
    for (int i = 0; i < 3; i++) {
      int higher = i;
      Midi.file(
          pieces.resolve(i + ".mid"), Arrays.stream(scale).map(pitch -> pitch + higher).toArray());
    }
    ImportedRun.make(in);
    assertDone(Cli.run("prepare", "embedded", "--out", in + "/corpus"));
  }

  /** Makes what is there before: files of the same kind with other content. */
  static void makeOutput(Path in, Path out) throws IOException {
    assertDone(Cli.run("prepare", "embedded", "--out", out + "/old"));
    Midi.file(out.resolve("old.mid"), 72);
    Files.copy(in.resolve("small.keras"), out.resolve("old.keras"));
  }

  List<String> words(Path in, Path out) {
    return Arrays.stream(line.split(" ", -1))
        .map(word -> word.replaceFirst("^IN/", in + "/").replaceFirst("^OUT/", out + "/"))
        .toList();
  }

  /**
   * Requires what a kill at any moment must leave, and calls the command again.
   *
   * @return what the kill has left, in a word
   */
  String check(Path in, Path out) throws IOException {
    Path written = out.resolve(result);
    boolean there = Files.exists(written);
    Optional<String> state = state(written);
    Cli again = Cli.run(words(in, out).toArray(String[]::new));
    if (again.exit() != 0) {
      assertThat(again.err()).matches(DONE);
      assertThat(there).as("was there before " + line).isTrue();
      AtomicFile.write(out.resolve("next"), new byte[1]); // A refusal writes and deletes nothing.
    }
    assertThat(state(written)).as(line).isPresent();
    assertNoLeftovers(out);
    return state.orElse(there ? "begun" : "nothing");
  }

  /** Returns what is there, if it can be read; nothing if it is not there or has only begun. */
  private static Optional<String> state(Path written) throws IOException {
    if (Files.isDirectory(written.resolve("answers"))) { // A study.
      assertThat(written.resolve("study.json")).exists();
      return Optional.of("whole");
    }
    if (RunFolder.isRun(written)) {
      return run(RunFolder.open(written));
    }
    String name = written.getFileName().toString();
    if (name.equals("paper")) {
      return reproduction(written);
    }
    boolean isPrepared = name.matches("corpus|old");
    if (!Files.exists(written)
        || name.equals("run")
        || (isPrepared && !Files.exists(written.resolve("corpus.tfrecord")))) {
      return Optional.empty();
    }
    if (written.toString().endsWith(".keras")) {
      Path copy = written.resolveSibling("readable");
      assertDone(
          Cli.run(
              "import",
              written.toString(),
              "--vocabulary",
              words(written),
              "--out",
              copy.toString()));
      delete(copy);
    } else if (!Files.exists(written.resolve("index.html"))) {
      assertDone(Cli.run("inspect", written.toString()));
    }
    return Optional.of("whole");
  }

  /** Returns nothing before the figures are there, which are written last. */
  private static Optional<String> reproduction(Path written) throws IOException {
    if (!Files.exists(written.resolve("reproduction.json"))) {
      return Optional.empty();
    }
    try (Stream<Path> runs = Files.list(written.resolve("checkpoints"))) {
      for (Path run : (Iterable<Path>) runs::iterator) {
        assertThat(run(RunFolder.open(run))).isPresent();
      }
    }
    assertThat(written.resolve("index.html")).isNotEmptyFile();
    return Optional.of("whole");
  }

  private static String words(Path written) {
    return written.resolveSibling("../in/words.json").toString();
  }

  private static Optional<String> run(RunFolder run) throws IOException {
    Optional<TrainingProgress> progress = run.checkpoints().progress();
    if (progress.isEmpty()) {
      return Optional.empty();
    }
    for (String part : List.of(".index", ".data-00000-of-00001")) {
      assertThat(run.path().resolve(progress.get().checkpoint() + part)).exists();
    }
    try (InferenceModel best = run.openBest(SessionSettings.defaults())) {
      assertThat(best.weights()).isNotEmpty();
    }
    return Optional.of(progress.get().epochs().size() + " epochs");
  }

  /** Returns the files below a folder: their names, and what of their content calls repeat. */
  static List<String> end(Path out) throws IOException {
    List<String> end = new ArrayList<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(file).toString();
        if (!name.equals("next") && !name.contains("tfevents")) {
          String content = DIFFERENT.matcher(name).matches() ? "" : content(file);
          end.add(name.replaceAll("[0-9a-f]{16}", "EXCERPT") + " " + content);
        }
      }
    }
    Collections.sort(end);
    return end;
  }

  /** Requires that two ends are equal, and shows only what differs. */
  static void assertSameEnd(List<String> actual, List<String> expected) {
    assertThat(without(actual, expected)).isEqualTo(without(expected, actual));
  }

  private static List<String> without(List<String> all, List<String> others) {
    return all.stream().filter(one -> !others.contains(one)).toList();
  }

  private static String content(Path file) throws IOException {
    return switch (file.getFileName().toString()) {
      case "log.csv" -> Files.readString(file).replaceAll(",[^,]*,[^,]*,[^,\n]*\n", "\n");
      case "reproduction.json" ->
          Sha256.hex(
              Files.readString(file)
                  .replaceAll("(\"(seconds|training time|by)\" ?:)[^,}]*", "$1")
                  .getBytes(UTF_8));
      default -> Sha256.hex(file);
    };
  }

  static void assertNoLeftovers(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      assertThat(files)
          .noneMatch(file -> file.getFileName().toString().matches(".*\\.tmp(\\..*)?"));
    }
  }

  private static void assertDone(Cli cli) {
    assertThat(cli.exit()).as(cli.err()).isZero();
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (!Files.isDirectory(copy)) {
          Files.copy(file, copy);
        }
      }
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
