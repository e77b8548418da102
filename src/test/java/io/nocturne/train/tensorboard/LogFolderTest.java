package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.token.PitchTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFolderTest {
  private static final String EARLIER = "2025-01-01T00:00:00Z";

  @TempDir Path work;
  private Path folder;
  private Path run;
  private String begun;

  @BeforeEach
  void beginARun() throws IOException {
    folder = work.resolve("tensorboard/a");
    run = work.resolve("exp1/a");
    begun = RunFolder.create(run, Trainings.run().info(), PitchTokenizer.piano()).info().created();
  }

  @Test
  void isFreeForARunThatBeginsWhereNothingWasLogged() {
    assertThatCode(() -> of(run, begun).requireFree()).doesNotThrowAnyException();
  }

  @Test
  void isFreeForARunThatBeginsWhereOnlyHiddenFilesAre() throws IOException {
    Files.createDirectories(folder);
    Files.createFile(folder.resolve(".DS_Store"));

    assertThatCode(() -> of(run, begun).requireFree()).doesNotThrowAnyException();
  }

  @Test
  void isNotFreeWhereAnotherRunOfTheNameLogs() throws IOException {
    log(of(run, begun));

    assertRefused(
        () -> of(work.resolve("exp2/a"), EARLIER).requireFree(),
        "holds the events of another run, %s; log to another tensorboard folder, such as"
                .formatted(run)
            + " "
            + work.resolve("tensorboard/exp2"));
  }

  @Test
  void isNotFreeWhereARunHasLoggedThatWasDeletedSince() throws IOException {
    log(of(run, EARLIER));

    assertRefused(
        () -> of(run, begun).requireFree(),
        "holds the events of an earlier run in %s, begun at %s; delete the folder, or log to"
                .formatted(run, EARLIER)
            + " another tensorboard folder, such as "
            + work.resolve("tensorboard/exp1"));
  }

  @Test
  void isNotFreeWhereOtherFilesAre() throws IOException {
    Files.createDirectories(folder.resolve("train"));

    assertRefused(
        () -> of(run, begun).requireFree(),
        "holds files that this run has not logged; delete the folder, or log to another tensorboard"
            + " folder, such as "
            + work.resolve("tensorboard/exp1"));
  }

  @Test
  void isNotFreeWhereAFileIs() throws IOException {
    Files.createDirectories(folder.getParent());
    Files.createFile(folder);

    assertThatThrownBy(() -> of(run, begun).requireFree())
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(folder + ": is a file, but the run's events go there; log to");
  }

  @Test
  void isTheRunsOwnOnceItHasLogged() throws IOException {
    log(of(run, begun));

    assertThatCode(() -> of(run, begun).requireOwn(Trainings.after(1))).doesNotThrowAnyException();
  }

  @Test
  void isNotTheOwnOfAnotherRun() throws IOException {
    log(of(run, begun));

    assertThatThrownBy(() -> of(work.resolve("exp2/a"), EARLIER).requireOwn(Trainings.after(1)))
        .hasMessageContaining("holds the events of another run, " + run);
  }

  @Test
  void staysTheOwnOfARunThatIsMoved() throws IOException {
    log(of(run, begun));
    Path moved = Files.createDirectory(work.resolve("exp2")).resolve("a");
    Files.move(run, moved);
    log(of(moved, begun));

    assertThat(folder.resolve("nocturne.json")).content().contains("../../exp2/a");
  }

  @Test
  void isNotTheOwnOfACopy() throws IOException {
    log(of(run, begun));
    Path copy = work.resolve("exp2/a");
    RunFolder.create(copy, Trainings.run().info(), PitchTokenizer.piano());

    assertThatThrownBy(() -> of(copy, begun).requireOwn(Trainings.after(1)))
        .hasMessageContaining("holds the events of another run, " + run);
  }

  @Test
  void isTheOwnOfACopyThatItWasCopiedWith() throws IOException {
    log(of(run, begun));
    Path copy = work.resolve("backup/exp1/a");
    RunFolder.create(copy, Trainings.run().info(), PitchTokenizer.piano());
    Path events = Files.createDirectories(work.resolve("backup/tensorboard/a"));
    Files.copy(folder.resolve("nocturne.json"), events.resolve("nocturne.json"));

    assertThatCode(() -> new LogFolder(events, copy, begun).requireOwn(Trainings.after(1)))
        .doesNotThrowAnyException();
  }

  @Test
  void isTakenForTheOwnOfATrainedRunWhoseNoteWasDeleted() throws IOException {
    Files.createDirectories(folder.resolve("train"));

    assertThatCode(() -> of(run, begun).requireOwn(Trainings.after(1))).doesNotThrowAnyException();
  }

  @Test
  void isNotTakenForTheOwnOfARunThatHasNothingToLogYet() throws IOException {
    Files.createDirectories(folder.resolve("train"));

    assertThatThrownBy(() -> of(run, begun).requireOwn(Optional.empty()))
        .hasMessageContaining("holds files that this run has not logged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "{",
        "{\"run\": \"a\"}",
        "{\"run\": null, \"begun\": \"\"}",
        "{\"run\": \"a\\u0000\", \"begun\": \"\"}",
        "{\"run\": \"a\", \"begun\": \"\"} {}"
      })
  void saysWhatToDoWhenItsNoteIsDamaged(String content) throws IOException {
    Files.createDirectories(folder);
    Path note = Files.writeString(folder.resolve("nocturne.json"), content);

    assertThatThrownBy(() -> of(run, begun).requireOwn(Trainings.after(1)))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(note + ": is damaged (")
        .hasMessageContaining("delete it if the files beside it are of " + run);
  }

  @Test
  void namesAFolderOfItsNotesName() throws IOException {
    Path note = Files.createDirectories(folder.resolve("nocturne.json"));

    assertThatThrownBy(() -> of(run, begun).requireOwn(Trainings.after(1)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(note + ": is a folder");
  }

  @Test
  void isFreeWhereAKillCameBeforeItsNoteHadItsName() throws IOException {
    Files.createDirectories(folder);
    Files.createFile(AtomicFile.temporary(folder.resolve("nocturne.json")));

    of(run, begun).requireFree();
    log(of(run, begun));

    assertThat(folder).isDirectoryContaining("glob:**/nocturne.json");
    assertThat(folder).isDirectoryNotContaining("glob:**/.*");
  }

  @RepeatedTest(20)
  void isClaimedByOneOfSeveralRunsAtOnce() throws Exception {
    List<Callable<Boolean>> claims = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      LogFolder claimed = of(work.resolve("exp" + i + "/a"), "2025-01-01T00:00:0" + i + "Z");
      claims.add(() -> isGranted(claimed));
    }
    ExecutorService pool = Executors.newFixedThreadPool(claims.size());
    try {
      int granted = 0;
      for (Future<Boolean> claim : pool.invokeAll(claims)) {
        granted += claim.get() ? 1 : 0;
      }
      assertThat(granted).isEqualTo(1);
    } finally {
      pool.shutdown();
    }
  }

  private static boolean isGranted(LogFolder claimed) throws IOException {
    try {
      claimed.claim(Optional.empty());
      return true;
    } catch (RunException e) {
      assertThat(e).hasMessageContaining("holds the events of another run, ");
      return false;
    }
  }

  private LogFolder of(Path run, String begun) {
    return new LogFolder(folder, run, begun);
  }

  private static void log(LogFolder folder) throws IOException {
    folder.trainingStarted(Trainings.model(0), Optional.empty());
  }

  private void assertRefused(ThrowingCallable call, String reason) {
    assertThatThrownBy(call).isInstanceOf(RunException.class).hasMessage(folder + ": " + reason);
  }
}
