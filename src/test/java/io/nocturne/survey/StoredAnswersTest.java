package io.nocturne.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nocturne.base.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class StoredAnswersTest {
  private static final Answer ONE = new Answer(1, "0123456789abcdef", "coherence", "2");
  private static final Answer TWO = new Answer(2, "0123456789abcdef", "coherence", "5");

  @TempDir Path place;
  private Path folder;
  private Path database;

  @BeforeEach
  void keepAnAnswer() throws IOException {
    // A name that an address has to escape, with what the driver knows as a setting.
    folder = Files.createDirectory(place.resolve("a b%41#c?busy_timeout=7&d"));
    database = folder.resolve("answers.sqlite");
    try (AnswerStore store = AnswerStore.open(database)) {
      store.keep(List.of(ONE));
    }
  }

  @AfterEach
  void open() {
    folder.toFile().setWritable(true);
  }

  private void close() {
    assumeThat(folder.toFile().setWritable(false)).isTrue();
    assumeThat(Files.isWritable(folder)).as("as root every folder is").isFalse();
  }

  @Test
  void readsWhatWasKept() throws IOException {
    assertThat(StoredAnswers.read(database)).containsExactly(ONE);
  }

  @Test
  void writesNothing() throws IOException {
    StoredAnswers.read(database);

    assertThat(folder.toFile().list()).containsExactly("answers.sqlite");
  }

  @Test
  void readsWhileAnswersAreBeingKept() throws IOException {
    try (AnswerStore store = AnswerStore.open(database)) {
      store.keep(List.of(TWO));
      assertThat(StoredAnswers.read(database)).containsExactly(ONE, TWO);
    }
  }

  @Test
  void readsAFolderThatMayNotBeWritten() throws IOException {
    close();
    assertThat(StoredAnswers.read(database)).containsExactly(ONE);
  }

  @Test
  void losesNoAnswerThatIsInTheLogAlone() throws IOException {
    Path log = folder.resolve("answers.sqlite-wal");
    Path kept = place.resolve("log");
    Path main = place.resolve("main");
    try (AnswerStore store = AnswerStore.open(database)) {
      Files.copy(database, main);
      store.keep(List.of(TWO));
      Files.copy(log, kept);
    }
    // As a kill would have left them.
    Files.copy(main, database, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(kept, log, StandardCopyOption.REPLACE_EXISTING);
    close();

    assertThatThrownBy(() -> StoredAnswers.read(database))
        .isInstanceOf(UserException.class)
        .hasMessage(
            database
                + ": answers that were given last are still in answers.sqlite-wal beside it, and"
                + " this folder may not be written; copy the folder and analyze the copy");
    folder.toFile().setWritable(true);
    assertThat(StoredAnswers.read(database)).containsExactly(ONE, TWO);
  }

  @Test
  void findsNothingInADatabaseWithoutTables() throws IOException {
    Files.write(database, new byte[0]);

    assertThat(StoredAnswers.read(database)).isEmpty();
  }

  @Test
  void refusesAnotherProgramsFile() throws IOException {
    Files.writeString(database, "no database, but long enough to be read as its header".repeat(10));

    assertThatThrownBy(() -> StoredAnswers.read(database))
        .isInstanceOf(IOException.class)
        .hasMessage(database + ": is not a database of answers; put it back from a copy");
  }

  @Test
  void refusesADatabaseThatWasCut() throws IOException {
    byte[] whole = Files.readAllBytes(database);
    Files.write(database, Arrays.copyOf(whole, whole.length * 2 / 3));

    assertThatThrownBy(() -> StoredAnswers.read(database))
        .isInstanceOf(IOException.class)
        .hasMessage(database + ": is damaged; put it back from a copy");
  }

  @Test
  void namesWhatIsWrongWithADatabaseThatHasALog() throws IOException {
    Files.writeString(database, "no database, but long enough to be read as its header".repeat(10));
    Files.createFile(folder.resolve("answers.sqlite-wal"));
    close();

    assertThatThrownBy(() -> StoredAnswers.read(database))
        .isInstanceOf(IOException.class)
        .hasMessage(database + ": is not a database of answers; put it back from a copy");
  }

  @Test
  void isNotServedWhereAnswersCannotBeKept() {
    close();
    assertThatThrownBy(() -> AnswerStore.open(database))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder + ": may not be written;");
  }
}
