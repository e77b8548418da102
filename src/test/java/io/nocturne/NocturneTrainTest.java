package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.Targets;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NocturneTrainTest {
  @TempDir static Path shared;
  private static Path trained;
  private static TrainingResult result;

  @TempDir Path folder;

  @BeforeAll
  static void trainARun() throws IOException {
    trained = shared.resolve("checkpoints/first");
    result = Nocturne.train(Scales.job(trained, Scales.CORPUS, Scales.SPEC));
  }

  @Test
  void trainsARunThatSaysWhatItIs() throws IOException {
    RunFolder run = RunFolder.open(trained);

    assertThat(result.outcome()).isEqualTo(TrainingOutcome.FINISHED);
    assertThat(TrainSpec.of(run)).isEqualTo(Scales.SPEC);
    assertThat(run.info().corpus().orElseThrow().path()).isEqualTo("scales");
    assertThat(run.info().corpus().orElseThrow().fingerprint())
        .isEqualTo(Scales.CORPUS.fingerprint());
    assertThat(run.info().corpus().orElseThrow().pieces()).isEqualTo(6);
    assertThat(run.info().corpus().orElseThrow().tokens()).isEqualTo(180);
    assertThat(run.checkpoints().progress()).contains(result.progress());
  }

  @Test
  void trainsWithATableAndEventFiles() throws IOException {
    assertThat(Files.readAllLines(trained.resolve("log.csv"))).hasSize(3);
    assertThat(trained.resolve("events/train")).isNotEmptyDirectory();
    assertThat(trained.resolve("events/validation")).isNotEmptyDirectory();
  }

  @Test
  void doesNotTrainOverARun() {
    assertThatThrownBy(() -> Nocturne.train(Scales.job(trained, Scales.CORPUS, Scales.SPEC)))
        .isInstanceOf(RunException.class)
        .hasMessage(trained + ": exists already; resume it, or choose another run folder");
  }

  @Test
  void makesNoFolderForARunThatCannotBeTrained() {
    TrainSpec longer = Scales.SPEC.with(new ModelSpec(6, 5, 1, 40, 0.2, Targets.LAST));

    assertThatThrownBy(
            () -> Nocturne.train(Scales.job(folder.resolve("run"), Scales.CORPUS, longer)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("the corpus is too short for a window: its longest piece has 30");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void resumesToWhatAnUninterruptedRunComesTo() throws IOException {
    AtomicInteger steps = new AtomicInteger();
    TrainJob job = Scales.job(folder.resolve("run"), Scales.CORPUS, Scales.SPEC);

    TrainingOutcome stopped =
        Nocturne.train(job.stoppedBy(() -> steps.incrementAndGet() == 3)).outcome();
    TrainingProgress resumed = Nocturne.resume(job).progress();

    assertThat(stopped).isEqualTo(TrainingOutcome.INTERRUPTED);
    assertThat(resumed.epochs())
        .extracting(EpochLog::validation)
        .isEqualTo(result.progress().epochs().stream().map(EpochLog::validation).toList());
  }

  @Test
  void resumesForMoreEpochs() throws IOException {
    Path run = copyOfTrained();

    TrainingResult longer =
        Nocturne.resume(
            Scales.job(run, Scales.CORPUS, Scales.SPEC.with(Scales.SPEC.fit().withEpochs(3))));

    assertThat(longer.progress().epochs()).hasSize(3);
    assertThat(Files.readAllLines(run.resolve("log.csv"))).hasSize(4);
  }

  @Test
  void doesNotResumeWithAnotherCorpus() {
    assertThatThrownBy(() -> Nocturne.resume(Scales.job(trained, Scales.corpus(1), Scales.SPEC)))
        .isInstanceOf(RunException.class)
        .hasMessage(
            trained
                + ": was begun with another corpus (scales, 180 tokens) than scales (180 tokens);"
                + " give that one, or choose another run folder");
  }

  @Test
  void doesNotResumeWithOtherSettings() {
    TrainSpec other = Scales.SPEC.with(OptimizerSpec.ADAM);

    assertThatThrownBy(() -> Nocturne.resume(Scales.job(trained, Scales.CORPUS, other)))
        .isInstanceOf(RunException.class)
        .hasMessage(
            trained
                + ": was begun with other settings (learning-rate 0.01, now 0.001); only"
                + " epochs, patience, min-delta, checkpoint-every, keep, device may change; leave"
                + " the others as in its run.json, or choose another run folder");
  }

  @Test
  void doesNotResumeARunThatIsNotThere() {
    assertThatThrownBy(
            () -> Nocturne.resume(Scales.job(folder.resolve("run"), Scales.CORPUS, Scales.SPEC)))
        .isInstanceOf(RunException.class)
        .hasMessage(folder.resolve("run") + ": no such run; train one, or name the folder of one");
  }

  private Path copyOfTrained() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    try (var files = Files.list(trained)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }
}
