package io.nocturne.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesTest {
  @TempDir Path place;
  private StudyFolder folder;
  private Study study;

  @BeforeEach
  void make() throws Exception {
    folder = Studies.make(place.resolve("study"));
    study = folder.study();
  }

  private Path file(String text) throws Exception {
    return Files.writeString(
        folder.answers().resolve("a.json"),
        text.replace("STUDY", study.id()).replace("EXCERPT", study.excerpts().get(0)));
  }

  @Test
  void keepsTheLastAnswerToAQuestion() throws Exception {
    String excerpt = study.excerpts().get(0);
    try (AnswerStore store = AnswerStore.open(folder.database())) {
      store.keep(List.of(new Answer(1, excerpt, "coherence", "2")));
      store.keep(List.of(new Answer(1, excerpt, "coherence", "5")));
    }
    assertThat(Responses.read(folder)).containsExactly(new Answer(1, excerpt, "coherence", "5"));
  }

  @Test
  void refusesTheDatabaseOfAnotherStudy() throws Exception {
    try (AnswerStore store = AnswerStore.open(folder.database())) {
      store.keep(List.of(new Answer(1, "0000000000000000", "coherence", "2")));
    }
    assertThatThrownBy(() -> Responses.read(folder))
        .isInstanceOf(UserException.class)
        .hasMessage(
            folder.database()
                + ": the study has no excerpt 0000000000000000; put back the database of this"
                + " study");
  }

  @Test
  void refusesTheKeyOfAnotherStudy() throws Exception {
    Path other = Studies.make(place.resolve("other")).keyFolder().resolve("key.json");
    Path own = folder.keyFolder().resolve("key.json");
    Files.copy(other, own, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> folder.key())
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(own + ": is the key of another study");
  }

  @Test
  void refusesAKeyWithHoles() throws Exception {
    Path key = folder.keyFolder().resolve("key.json");
    Files.writeString(
        key, Files.readString(key).replaceFirst("\"source\"[^}]*}", "\"source\":null"));
    assertThatThrownBy(() -> folder.key())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("excerpts[0].source must not be null");
  }

  @Test
  void takesFilesOfAnswers() throws Exception {
    file(
        "{\"format\":1,\"study\":\"STUDY\",\"participant\":2,"
            + "\"answers\":{\"EXCERPT\":{\"creativity\":\"3\"}}}");
    assertThat(Responses.read(folder))
        .containsExactly(new Answer(2, study.excerpts().get(0), "creativity", "3"));
  }

  @Test
  void refusesTwoBallotsOfOneParticipant() throws Exception {
    Path file =
        file(
            "{\"format\":1,\"study\":\"STUDY\",\"participant\":2,"
                + "\"answers\":{\"EXCERPT\":{\"creativity\":\"3\"}}}");
    try (AnswerStore store = AnswerStore.open(folder.database())) {
      store.keep(List.of(new Answer(2, study.excerpts().get(0), "heard", "no")));
    }
    assertThatThrownBy(() -> Responses.read(folder))
        .hasMessage(
            "%s: participant 2 answered in %s too; keep one of the two"
                .formatted(file, folder.database()));
  }

  @Test
  void refusesAnswersThatAreNone() throws Exception {
    Path file =
        file(
            "{\"format\":1,\"study\":\"STUDY\",\"participant\":2,"
                + "\"answers\":{\"EXCERPT\":{\"creativity\":\"6\"}}}");
    assertThatThrownBy(() -> Responses.read(folder))
        .hasMessage(
            file
                + ": answer to creativity must be one that its scale has, was 6; take it out of"
                + " the folder, or ask for it again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | must be an object",
        "{'format':1,'study':'STUDY','participant':2,'answers':{'EXCERPT':null}} | an answer about",
        "{'format':1,'study':'STUDY','participant':2,'answers':{'EXCERPT':{'heard':null}}} | an"
            + " answer",
      },
      quoteCharacter = '`')
  void refusesFilesWithHoles(String text, String problem) throws Exception {
    Path file = file(text.replace('\'', '"'));
    assertThatThrownBy(() -> Responses.read(folder))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(file + ": " + problem);
  }

  @Test
  void refusesFilesOfAnotherStudy() throws Exception {
    Path file =
        file("{\"format\":1,\"study\":\"0000000000000000\",\"participant\":2,\"answers\":{}}");
    assertThatThrownBy(() -> Responses.read(folder))
        .hasMessage(
            "%s: is of study 0000000000000000, not of %s; take it out of the folder, or ask for it"
                + " again",
            file, study.id());
  }
}
