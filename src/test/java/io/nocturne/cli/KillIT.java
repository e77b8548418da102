package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trainings that are stopped, started twice, read and resumed; {@link KilledCommandsIT} has those
 * that are killed.
 */
@DisabledOnOs(OS.WINDOWS)
class KillIT {
  private static final int EPOCHS = 10;

  @TempDir private static Path folder;
  private static Workshop workshop;

  @BeforeAll
  static void trainWithoutInterruption() throws Exception {
    workshop = Workshop.withCorpus(folder);
    Cli cli = workshop.nocturne(begin("whole")).run();
    assertThat(cli.exit()).as(cli.err()).isZero();
  }

  private static List<String> begin(String run) {
    // 10 batches validate and 61 learn; dropout and order are random in each.
    return Workshop.tiny(run, "--epochs", Integer.toString(EPOCHS), "--patience", "100");
  }

  /** The command line of a job that an orchestrator starts again and again. */
  private static List<String> beginOrResume(String run) {
    List<String> words = new ArrayList<>(begin(run));
    words.add("--auto-resume");
    return words;
  }

  /** What log.csv says of each epoch, less the columns that tell the time. */
  private static List<String> log(String run) throws Exception {
    try (Stream<String> lines = Files.lines(workshop.path("checkpoints/" + run + "/log.csv"))) {
      return lines.skip(1).map(line -> line.replaceAll(",[^,]*,[^,]*,[^,]*$", "")).toList();
    }
  }

  private static void assertAsIfNothingHadHappened(String run) throws Exception {
    assertThat(workshop.last(run, EPOCHS)).isEqualTo(workshop.last("whole", EPOCHS));
    assertThat(log(run))
        .isEqualTo(log("whole"))
        .extracting(line -> line.split(",", 2)[0])
        .isEqualTo(IntStream.range(0, EPOCHS).mapToObj(Integer::toString).toList());
    try (Stream<Path> files = Files.list(workshop.path("checkpoints/" + run))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains(".tmp"));
    }
  }

  @Test
  void doesNothingWhenAFinishedTrainingIsStartedAgain() throws Exception {
    FileTime saved = Files.getLastModifiedTime(inRun("whole", "ckpt-10.index"));
    Cli again = workshop.nocturne(beginOrResume("whole")).run();
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.err()).contains("\nalready finished: all 10 epochs done\n");
    assertThat(Files.getLastModifiedTime(inRun("whole", "ckpt-10.index"))).isEqualTo(saved);
    assertThat(log("whole")).hasSize(EPOCHS);
  }

  /** Trains a run that is halted once after its first epoch, while something else happens. */
  private static Cli halted(String run, Meanwhile meanwhile) throws Exception {
    boolean[] over = {false};
    return new KillPoints(folder, begin(run))
        .forEach(
            training -> {
              if (!over[0] && Files.exists(inRun(run, "log.csv"))) {
                over[0] = true;
                meanwhile.happen(training);
              }
            });
  }

  /** Something that happens while a training is halted. */
  @FunctionalInterface
  private interface Meanwhile {
    void happen(ProcessRun.Running training) throws Exception;
  }

  private static Path inRun(String run, String file) {
    return workshop.path("checkpoints/" + run + "/" + file);
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void savesAndSaysHowToResumeWhenAskedToStop(String signal, int exit) throws Exception {
    Cli stopped = halted(signal, training -> training.signal(signal));
    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(exit);
    String advice = "stopped and saved; resume with: nocturne ";
    String last = stopped.err().lines().reduce((a, b) -> b).orElseThrow();
    assertThat(last).startsWith(advice);
    Cli resumed = workshop.run(last.substring(advice.length()).split(" ", -1));
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertAsIfNothingHadHappened(signal);
  }

  @Test
  void refusesASecondTrainingOfTheSameRun() throws Exception {
    List<Cli> others = new ArrayList<>();
    Cli first =
        halted(
            "twice",
            training -> {
              others.add(workshop.run("train", "--resume", "--run", "twice", "--quiet"));
              others.add(workshop.nocturne(begin("twice")).run());
            });
    assertThat(first.exit()).as(first.err()).isZero();
    Cli second = others.get(0);
    Cli third = others.get(1);
    assertThat(second)
        .isEqualTo(
            new Cli(
                1,
                "",
                "error: checkpoints/twice: another training is writing this run; wait for it, stop"
                    + " it or choose another run folder\n"));
    assertThat(third.exit()).isEqualTo(1);
    assertThat(third.err()).contains("error: checkpoints/twice: exists already; resume it");
    assertAsIfNothingHadHappened("twice");
  }

  /** Each epoch of so low a learning rate is the best one, so that its files are soon deleted. */
  @Test
  void isReadByOtherProcessesWhileItReplacesItsBestCheckpoint() throws Exception {
    ProcessRun.Running training =
        workshop
            .nocturne(
                Workshop.tiny(
                    "read",
                    "--epochs",
                    "100000",
                    "--learning-rate",
                    "0.00001",
                    "--sample-freq",
                    "0",
                    "--histogram-freq",
                    "0"))
            .start();
    training.awaitOut("2/100000");
    List<ProcessRun.Running> readers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      readers.add(
          workshop.nocturne(List.of("generate", "--run", "read", "--out", i + ".mid")).start());
    }
    readers.add(
        workshop
            .nocturne(List.of("export", "--run", "read", "--format", "keras", "--out", "r.keras"))
            .start());
    for (ProcessRun.Running reader : readers) {
      Cli cli = reader.await();
      assertThat(cli.exit()).as(cli.err()).isZero();
    }
    assertThat(training.process().isAlive()).isTrue();
    training.signal("INT");
    assertThat(training.await().exit()).isEqualTo(130);
  }

  @Test
  void resumesAfterItsEndWithMoreEpochs() throws Exception {
    Cli short1 = workshop.nocturne(Workshop.tiny("longer", "--epochs", "3")).run();
    assertThat(short1.exit()).isZero();
    Cli longer =
        workshop.run(
            "train",
            "--resume",
            "--run",
            "longer",
            "--epochs",
            Integer.toString(EPOCHS),
            "--patience",
            "100");
    assertThat(longer.exit()).as(longer.err()).isZero();
    assertAsIfNothingHadHappened("longer");
  }

  @Test
  void takesOverARunKilledAtItsBeginning() throws Exception {
    Path run = Files.createDirectory(folder.resolve("checkpoints/nipped"));
    Files.createFile(run.resolve("lock"));
    Files.writeString(run.resolve("vocabulary.json"), "{\"form");
    Files.writeString(run.resolve(".run.json-0123456789abcdef0123456789abcdef.tmp"), "{");
    Cli cli = workshop.nocturne(Workshop.tiny("nipped", "--epochs", "1", "--auto-resume")).run();
    assertThat(cli.exit()).as(cli.err()).isZero();
  }

  @Test
  void resumesFromAnotherFolderOnceTheCorpusIsNamed() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    String run = folder.resolve("checkpoints/whole").toString();
    Cli lost = Workshop.nocturneIn(elsewhere, "train", "--resume", "--run", run).run();
    assertThat(lost.exit()).isEqualTo(1);
    assertThat(lost.err())
        .isEqualTo(
            "error: "
                + run
                + ": its corpus was corpus, which no longer exists; name its folder:"
                + " nocturne train CORPUS --resume --run "
                + run
                + "\n");
    Cli found =
        Workshop.nocturneIn(
                elsewhere,
                "train",
                "../corpus",
                "--resume",
                "--run",
                run,
                "--tensorboard",
                "../tensorboard")
            .run();
    assertThat(found.exit()).as(found.err()).isZero();
  }
}
