package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.model.InferenceModel;
import io.nocturne.runtime.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
          new KilledCommand("generate --run IN/run --length 4 --out OUT/new.mid", "new.mid"),
          new KilledCommand("generate --run IN/run --length 4 --out OUT/old.mid", "old.mid"),
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

  /** The notes that the imported run knows. */
  private static final int[] SCALE = {60, 62, 64, 65, 67};

  private static final Pattern DONE =
      Pattern.compile("error: \\S+: (exists already; |the folder is not empty; ).*\\s*");

  /** Makes what the commands read. */
  static void makeInput(Path in) throws IOException {
    int[] scale = IntStream.range(0, 20).map(i -> SCALE[i % SCALE.length]).toArray();
    Midi.file(Files.createDirectory(in.resolve("midi")).resolve("a.mid"), scale);
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
