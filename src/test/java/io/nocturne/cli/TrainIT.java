package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The main job, command by command, as a user does it. */
@DisabledOnOs(OS.WINDOWS)
class TrainIT {
  @TempDir private static Path folder;

  private static Workshop workshop;
  private static Cli prepared;
  private static Cli trained;
  private static Cli generated;
  private static Cli evaluated;
  private static Cli exported;

  @BeforeAll
  static void doTheMainJob() throws Exception {
    workshop = Workshop.withMidi(folder);
    prepared = workshop.run("prepare", "midi", "--out", "corpus");
    trained = workshop.nocturne(Workshop.tiny("first", "--epochs", "5", "--keep", "2")).run();
    generated =
        workshop.run(
            "generate", "--run", "first", "--out", "melody.mid", "--length", "30", "--count", "2");
    evaluated = workshop.run("evaluate", "--run", "first", "--data", "corpus");
    exported = workshop.run("export", "--run", "first", "--out", "saved_model");
  }

  private static List<String> files(String name) throws Exception {
    try (Stream<Path> files = Files.list(workshop.path(name))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void endsEachCommandWithZero() {
    assertThat(Stream.of(prepared, trained, generated, evaluated, exported))
        .allSatisfy(cli -> assertThat(cli.exit()).as(cli.err()).isZero());
  }

  @Test
  void showsNothingOfTensorFlowsOwnLog() {
    assertThat(Stream.of(prepared, trained, generated, evaluated, exported))
        .allSatisfy(
            cli ->
                assertThat(cli.err())
                    .doesNotContain("tensorflow/", "oneDNN", "absl", "MLIR", ".cc:"));
  }

  @Test
  void showsTensorFlowsLogWhenVerbose() throws Exception {
    Cli cli = workshop.run("evaluate", "--run", "first", "--data", "corpus", "--verbose");
    assertThat(cli.out()).isEqualTo(evaluated.out());
    assertThat(cli.err()).contains("mlir_graph_optimization_pass.cc");
  }

  @Test
  void writesAnEvaluationAsAPageWithItsFigures() throws Exception {
    Cli cli =
        workshop.run(
            "evaluate --run first --data corpus --report page --samples 2 --seed 5".split(" "));
    assertThat(cli.out()).endsWith("page/index.html: Evaluation of first\n");
    assertThat(files("page")).containsExactly("figures.json", "index.html", "music.json");
    assertThat(workshop.path("page/index.html"))
        .content()
        .contains("<dd>2 of 512 tokens, temperature 1.0, seed 5</dd>")
        .contains("Piano roll of first 2", "src=\"data:audio/wav;base64,UklGR")
        .doesNotContainPattern("(src|href)=\"(https?:)?//");
  }

  @Test
  void preparesTheThreeFilesOfACorpus() throws Exception {
    assertThat(files("corpus"))
        .containsExactly("corpus.tfrecord", "report.json", "vocabulary.json");
    assertThat(prepared.out()).contains("corpus: a corpus of 8 pieces, 2,495 tokens");
  }

  @Test
  void leavesTheLatestCheckpointsAndTheBestInTheRunsFolder() throws Exception {
    assertThat(files("checkpoints/first"))
        .contains("checkpoint", "lock", "log.csv", "progress.json", "run.json", "vocabulary.json")
        .contains("ckpt-4.index", "ckpt-4.data-00000-of-00001")
        .contains("ckpt-5.index", "ckpt-5.data-00000-of-00001")
        .noneMatch(name -> name.contains(".tmp"))
        .filteredOn(name -> name.matches("(ckpt|best)-.*\\.index"))
        .hasSize(3);
    assertThat(Files.readString(workshop.path("checkpoints/first/checkpoint")))
        .startsWith("model_checkpoint_path: \"ckpt-5\"\n");
  }

  @Test
  void logsToTensorBoardAndToATable() throws Exception {
    assertThat(files("tensorboard/first/train")).singleElement().asString().contains("tfevents");
    assertThat(files("tensorboard/first/validation")).hasSize(1);
    assertThat(files("tensorboard/first/steps/train")).hasSize(1);
    assertThat(files("tensorboard/first")).contains("projector_config.pbtxt", "embedding.tsv");
    assertThat(Files.readAllLines(workshop.path("checkpoints/first/log.csv")))
        .hasSize(6)
        .first()
        .asString()
        .startsWith("epoch,accuracy,loss,val_accuracy,val_loss,");
  }

  @Test
  void printsARowForEachEpochAndTheBestOne() {
    assertThat(trained.out().lines().toList())
        .hasSize(8)
        .anyMatch(line -> line.matches(" +epoch +loss +accuracy +val_loss +val_accuracy .*"))
        .anyMatch(line -> line.matches(" +5/5 +[0-9.]+ +0\\.[0-9]+ +[0-9.]+ +0\\.[0-9]+ .*"))
        .last()
        .asString()
        .matches("best epoch \\d: val_loss [0-9.]+, val_accuracy 0\\.\\d+; saved in .*/first");
  }

  @Test
  void namesCommandsToRunNextThatWork() throws Exception {
    List<String> next =
        trained.err().lines().map(String::strip).filter(line -> line.startsWith("noct")).toList();
    assertThat(next).hasSize(2);
    for (String line : next) {
      Cli cli =
          workshop.shell(
              line.replace("nocturne ", "\"$NOCTURNE\" ").replace("saved_model", "next"));
      assertThat(cli.exit()).as(cli.err()).isZero();
    }
  }

  @Test
  void generatesAFileForEachPiece() throws Exception {
    assertThat(generated.out()).startsWith("melody-1.mid: 30 notes\nmelody-2.mid: 30 notes\n");
    assertThat(generated.err().lines()).last().asString().matches("seed -?\\d+");
    Cli read = workshop.run("inspect", "melody-2.mid");
    assertThat(read.exit()).isZero();
    assertThat(read.out()).contains("30");
  }

  @Test
  void reportsWhatEachPieceHasOfTheCorpus() {
    assertThat(generated.out().lines().skip(2))
        .hasSize(2)
        .allMatch(
            line ->
                line.matches(
                    "melody-[12]\\.mid: longest passage found in the corpus: \\d+ notes?, "
                        + "piece-\\d\\.mid, note \\d+.*"));
  }

  @Test
  void copiesNoMoreThanItMay() throws Exception {
    Cli cli =
        workshop.run(
            "generate", "--run", "first", "--out", "own.mid", "--length", "80", "--no-copy", "2");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.out()).containsPattern("found in the corpus: [12] notes?,");
  }

  @Test
  void measuresMusicWithoutARun() throws Exception {
    Cli cli =
        workshop.run(
            "evaluate", "--music", "melody-1.mid", "--against", "corpus", "--json", "music.json");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.out().lines())
        .anyMatch(line -> line.startsWith("pitch_range "))
        .anyMatch(line -> line.startsWith("melody-1.mid: longest passage found in the corpus: "));
    assertThat(workshop.folder().resolve("music.json")).content().contains("\"overlapping_area\"");
  }

  @Test
  void evaluatesTheHeldOutPartBesideBaselines() {
    List<String> lines = evaluated.out().lines().toList();
    assertThat(lines.get(0))
        .matches(
            "first on corpus, the part held out for validation: \\d+ pieces,"
                + " [0-9,]+ targets, [0-9,]+ notes");
    assertThat(lines.subList(3, 10))
        .allMatch(line -> line.matches("\\S+( with memory)? +([0-9.]+ +){4}0\\.\\d{4}  0\\.\\d{4}"))
        .extracting(line -> line.replaceAll("  .*", ""))
        .containsExactly(
            "network",
            "network with memory",
            "6-gram",
            "6-gram with memory",
            "bigram",
            "repeat-last",
            "unigram");
  }

  @Test
  void exportsASavedModelThatInspectKnows() throws Exception {
    assertThat(files("saved_model")).contains("assets.extra", "saved_model.pb", "variables");
    assertThat(files("saved_model/assets.extra")).contains("vocabulary.json");
    assertThat(files("saved_model/variables"))
        .containsExactly("variables.data-00000-of-00001", "variables.index");
    Cli cli = workshop.run("inspect", "saved_model");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("serving_default", "notes", "probabilities");
  }

  @Test
  void exportsTheNextVersionOfAServedModel() throws Exception {
    Cli one = workshop.run("export", "--run", "first", "--serving-root", "served/model");
    Cli two = workshop.run("export", "--run", "first", "--serving-root", "served/model");
    assertThat(one.out()).as(one.err()).startsWith("served/model/1: SavedModel");
    assertThat(two.out()).as(two.err()).startsWith("served/model/2: SavedModel");
    assertThat(files("served/model")).containsExactlyInAnyOrder("1", "2");
    assertThat(files("served/model/2/assets.extra")).contains("tf_serving_warmup_requests");
  }

  @Test
  void exportsAFrozenGraphAndItsDiagramNamedForTheRun() throws Exception {
    Cli cli = workshop.run("export", "--run", "first", "--format", "graph", "--graphs", "frozen");
    assertThat(cli.out()).as(cli.err()).startsWith("frozen/first.pb: frozen graph");
    assertThat(cli.out()).contains("frozen/first.svg: diagram of the layers");
    assertThat(files("frozen")).containsExactlyInAnyOrder("first.pb", "first.svg");
  }

  @Test
  void inspectsTheRun() throws Exception {
    Cli cli = workshop.run("inspect", "checkpoints/first");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("3,089", "embedding", "bidirectional");
  }

  @Test
  void saysNothingOnTheWayWhenQuiet() throws Exception {
    Cli cli = workshop.nocturne(Workshop.tiny("quiet", "--epochs", "1", "--quiet")).run();
    assertThat(cli.exit()).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).contains("best epoch 1: ");
  }

  @Test
  void writesAllFilesWhenTheReaderOfItsOutputHasGone() throws Exception {
    Cli cli =
        workshop.shell(
            "{ \"$NOCTURNE\" generate --run first --out many.mid --length 2 --count 40;"
                + " echo \"exit $?\" >&2; } | true");
    assertThat(cli.err()).endsWith("exit 0\n");
    assertThat(workshop.path("many-40.mid")).exists();
  }

  @Test
  void trainsToTheEndWhenTheReaderOfItsOutputHasGone() throws Exception {
    Cli cli =
        workshop.shell(
            "{ \"$NOCTURNE\" %s; echo \"exit $?\" >&2; } | head -n 1"
                .formatted(String.join(" ", Workshop.tiny("piped", "--epochs", "3"))));
    assertThat(cli.err()).endsWith("exit 0\n");
    assertThat(workshop.last("piped", 3)).isNotEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void namesTheFolderThatTakesNoFiles() throws Exception {
    Cli run = workshop.run("train", "corpus", "--run", "/proc/run");
    assertThat(run.err()).endsWith("error: /proc/run: no such file or folder; check the path\n");
    assertThat(run.exit()).isEqualTo(1);
    Cli events = workshop.nocturne(Workshop.tiny("eventless", "--tensorboard", "/proc/x")).run();
    assertThat(events.err()).endsWith("error: /proc/x: no such file or folder; check the path\n");
    assertThat(events.exit()).isEqualTo(1);
  }
}
