package io.nocturne.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.io.file.AtomicFile;
import io.nocturne.memory.FittedMemory;
import io.nocturne.memory.MemoryFitter;
import io.nocturne.memory.MemoryModel;
import io.nocturne.memory.PieceMemory;
import io.nocturne.token.PitchTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void nameTheFolder() {
    folder = parent.resolve("first");
  }

  @Test
  void opensWhatItCreated() throws IOException {
    SmallRuns.begin(folder);

    RunFolder opened = RunFolder.open(folder);

    assertThat(opened.info()).isEqualTo(SmallRuns.info());
    assertThat(opened.model()).isEqualTo(SmallRuns.MODEL);
    assertThat(opened.tokenizer().vocabulary()).isEqualTo(PitchTokenizer.piano().vocabulary());
    assertThat(opened.name()).isEqualTo("first");
  }

  @Test
  void createsAFolderWithTheRunAndItsVocabulary() throws IOException {
    SmallRuns.begin(folder);

    assertThat(SmallRuns.names(folder)).containsExactly("run.json", "vocabulary.json");
  }

  @Test
  void keepsTheMemoryThatItSaved() throws IOException {
    MemoryFitter fitter = new MemoryFitter();
    double[] probabilities = new double[PitchTokenizer.piano().vocabulary().size()];
    Arrays.fill(probabilities, 1.0 / probabilities.length);
    PieceMemory piece = MemoryModel.unfitted(PitchTokenizer.piano()).newPiece();
    for (int i = 0; i < 40; i++) {
      fitter.add(i % 2, piece.suggestions(), i % 7, probabilities);
      piece.add(i % 7);
    }
    FittedMemory memory = fitter.fit("best-3");
    RunFolder run = SmallRuns.begin(folder);
    try (CheckpointWriter writer = run.write()) {
      writer.save(memory);
    }

    assertThat(RunFolder.open(folder).checkpoints().memory()).contains(memory);
  }

  @Test
  void hasNoMemoryIfItsFormatIsOlder() throws IOException {
    RunFolder run = SmallRuns.begin(folder);
    Files.writeString(folder.resolve("memory.json"), "{\"format\": 1, \"checkpoint\": \"best-1\"}");

    assertThat(run.checkpoints().memory()).isEmpty();
  }

  @Test
  void saysHowToReplaceADamagedMemory() throws IOException {
    RunFolder run = SmallRuns.begin(folder);
    Files.writeString(folder.resolve("memory.json"), "{\"format\": 2, \"checkpoint\": \"best-1\"}");

    assertThatThrownBy(() -> run.checkpoints().memory())
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(folder.resolve("memory.json") + ": is damaged: ")
        .hasMessageEndingWith("; delete it, and train --resume --run " + folder + " fits it again");
  }

  @Test
  void beginsForOneOfTwoThatBeginItAtOnce() throws Exception {
    List<Callable<RunFolder>> begins = Collections.nCopies(8, () -> SmallRuns.begin(folder));
    ExecutorService pool = Executors.newFixedThreadPool(begins.size());
    try {
      int begun = 0;
      for (Future<RunFolder> begin : pool.invokeAll(begins)) {
        try {
          begin.get();
          begun++;
        } catch (ExecutionException e) {
          assertThat(e.getCause())
              .isInstanceOf(RunException.class)
              .message()
              .matches(".*: (exists already; resume it|another training is writing this run).*");
        }
      }
      assertThat(begun).isEqualTo(1);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void letsNobodyElseBeginItWhileItIsReserved() throws IOException {
    try (CheckpointWriter holder = RunFolder.reserve(folder)) {
      assertThatThrownBy(() -> SmallRuns.begin(folder))
          .isInstanceOf(RunException.class)
          .hasMessageContaining("another training is writing this run");
      assertThat(RunFolder.create(holder, SmallRuns.info(), PitchTokenizer.piano()).path())
          .isEqualTo(folder);
    }
    assertThat(RunFolder.isRun(folder)).isTrue();
  }

  @Test
  void beginsAgainWhereItWasWithdrawn() throws IOException {
    try (CheckpointWriter holder = RunFolder.reserve(folder)) {
      RunFolder.create(holder, SmallRuns.info(), PitchTokenizer.piano()).withdraw(holder);
    }
    assertThat(SmallRuns.names(folder)).isEmpty();
    SmallRuns.begin(folder);
  }

  @Test
  void keepsItsSettingsUnlessItIsHeld() throws IOException {
    RunFolder run = SmallRuns.begin(folder);
    String before = Files.readString(run.runJson());

    try (CheckpointWriter other = SmallRuns.begin(parent.resolve("second")).write()) {
      assertThatThrownBy(
              () -> run.reconfigure(other, run.info().corpus().orElseThrow(), run.info().config()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(run.runJson()).hasContent(before);
  }

  @Test
  void beginsInAnEmptyFolder() throws IOException {
    Files.createDirectories(folder);

    assertThat(SmallRuns.begin(folder).path()).isEqualTo(folder);
  }

  @Test
  void beginsAgainWhereAKillCameBeforeTheRunWasComplete() throws IOException {
    Files.createDirectories(folder);
    Files.createFile(folder.resolve("lock"));
    Files.writeString(folder.resolve("vocabulary.json"), "{\"form");
    Files.createFile(AtomicFile.temporary(folder.resolve("run.json")));

    SmallRuns.begin(folder);

    assertThat(RunFolder.open(folder).tokenIds().count()).isEqualTo(89);
  }

  @Test
  void refusesToBeginWhereThereIsARun() throws IOException {
    SmallRuns.begin(folder);

    assertThatThrownBy(() -> SmallRuns.begin(folder))
        .isInstanceOf(RunException.class)
        .hasMessage(folder + ": exists already; resume it, or choose another run folder");
  }

  @Test
  void refusesToBeginAmongOtherFiles() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("corpus.tfrecord"), "");

    assertThatThrownBy(() -> SmallRuns.begin(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder + ": the folder is not empty; name another one or delete this one first");
  }

  @Test
  void refusesToReplaceAVocabularyThatIsNotOfARun() throws IOException {
    Files.createDirectories(folder);
    Path mine = Files.writeString(folder.resolve("vocabulary.json"), "mine");

    assertThatThrownBy(() -> SmallRuns.begin(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder + ": the folder is not empty");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void refusesToBeginInAFile() throws IOException {
    Files.writeString(folder, "");

    assertThatThrownBy(() -> SmallRuns.begin(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + ": is a file, not a folder; choose another place");
  }
}
