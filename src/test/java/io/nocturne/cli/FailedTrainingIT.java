package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that fail, and what they leave. */
@DisabledOnOs(OS.WINDOWS)
class FailedTrainingIT {
  @TempDir private static Path folder;
  private static Workshop workshop;

  @BeforeAll
  static void prepareACorpus() throws Exception {
    workshop = Workshop.withCorpus(folder);
  }

  @Test
  void stopsAtALossThatIsNotFiniteAndKeepsTheCheckpointBefore() throws Exception {
    Cli cli =
        workshop.nocturne(Workshop.tiny("wild", "--learning-rate", "1e38", "--epochs", "2")).run();
    assertThat(cli.errors())
        .containsExactly(
            "error: the training loss is not finite in epoch 1 at step 2; no checkpoint is written;"
                + " begin another run with a lower learning rate or with a clip norm");
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(folder.resolve("checkpoints/wild/progress.json")).doesNotExist();
  }

  @Test
  void resumesWhenTheDiskHasRoomAgain() throws Exception {
    // A limit on the size of a file stands in for a full disk: more than TensorBoard's files,
    // which have the graph and the embedding, and less than a checkpoint.
    String words =
        "train corpus --run full --embedding 64 --units 128 --layers 1 --window 4 --epochs 1";
    Cli full = workshop.shell("ulimit -f 600; exec \"$NOCTURNE\" " + words + " --stride 9");
    assertThat(full.errors())
        .singleElement()
        .isEqualTo(
            "error: checkpoints/full/best-1: is larger than this disk or process may hold; choose"
                + " another place, then resume the run");
    assertThat(full.exit()).isEqualTo(1);
    Cli cli = workshop.run("train", "--resume", "--run", "full");
    assertThat(cli.exit()).as(cli.err()).isZero();
  }
}
