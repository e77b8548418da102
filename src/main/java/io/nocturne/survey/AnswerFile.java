package io.nocturne.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.base.UserException;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.JsonBytes;
import io.nocturne.io.file.JsonProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answers of one participant in a file from the page without a server.
 *
 * @param format of the file, {@link Study#FORMAT}
 * @param study identifier of the study
 * @param participant number
 * @param answers by excerpt and question
 */
record AnswerFile(
    int format, String study, int participant, Map<String, Map<String, String>> answers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  AnswerFile {
    if (format != Study.FORMAT) {
      throw new IllegalArgumentException(
          "format must be %d, was %d; update nocturne".formatted(Study.FORMAT, format));
    }
    if (study == null || answers == null) {
      throw new IllegalArgumentException("study and answers must be there, one was missing");
    }
    answers = new TreeMap<>(answers);
  }

  /**
   * Reads a file of answers.
   *
   * @throws UserException if the file is not one of the study's, naming it
   */
  static List<Answer> read(Path file, Study study) throws IOException {
    try {
      return JsonBytes.value(JSON, InputFile.bytes(file), AnswerFile.class).answers(study);
    } catch (JsonProcessingException e) {
      throw new UserException(
          "%s: %s; ask the participant for it again".formatted(file, JsonProblem.text(e)), e);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "%s: %s; take it out of the folder, or ask for it again".formatted(file, e.getMessage()),
          e);
    }
  }

  private List<Answer> answers(Study of) {
    if (!study.equals(of.id())) {
      throw new IllegalArgumentException("is of study %s, not of %s".formatted(study, of.id()));
    }
    List<Answer> list = new ArrayList<>();
    answers.forEach(
        (excerpt, byQuestion) -> {
          if (byQuestion == null || byQuestion.containsValue(null)) {
            throw new IllegalArgumentException("an answer about excerpt " + excerpt + " is null");
          }
          byQuestion.forEach(
              (question, value) -> list.add(new Answer(participant, excerpt, question, value)));
        });
    list.forEach(of::requireOwn);
    return list;
  }
}
