package io.nocturne.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nocturne.base.UserException;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.JsonBytes;
import io.nocturne.io.file.JsonProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder of a study.
 *
 * @param path the folder
 */
public record StudyFolder(Path path) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final String HEADER = "participant,token";

  /** Returns the study. */
  public Study study() throws IOException {
    return read(path.resolve("study.json"), Study.class);
  }

  /** Returns the sources of the excerpts. */
  public AnswerKey key() throws IOException {
    Study study = study();
    Path file = keyFolder().resolve("key.json");
    AnswerKey key = read(file, AnswerKey.class);
    List<String> excerpts = key.excerpts().stream().map(AnswerKey.KeyEntry::excerpt).toList();
    if (!key.study().equals(study.id()) || !excerpts.equals(study.excerpts())) {
      throw new UserException(
          "%s: is the key of another study than study.json beside it; put back the file that"
                  .formatted(file)
              + " survey make wrote");
    }
    return key;
  }

  /** Returns the text that participants agree to, by paragraphs. */
  public List<String> consent() throws IOException {
    return paragraphs(InputFile.text(path.resolve("consent.txt")));
  }

  /** Returns the tokens of the participants' links, by number. */
  public Map<Integer, String> tokens() throws IOException {
    Path file = path.resolve("participants.csv");
    List<String> lines = InputFile.text(file).lines().toList();
    Map<Integer, String> tokens = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (i == 0 ? !line.equals(HEADER) : !line.matches("\\d{1,6},[0-9a-f]{32}")) {
        throw new UserException(
            "%s, line %d: must be %s; put back the file that survey make wrote"
                .formatted(
                    file, i + 1, i == 0 ? HEADER : "a number and a token of 32 digits of 0 to f"));
      }
      if (i > 0) {
        tokens.put(Integer.valueOf(line.split(",", 2)[0]), line.split(",", 2)[1]);
      }
    }
    return tokens;
  }

  /** Returns the sound of an excerpt. */
  public Path sound(String excerpt) {
    return path.resolve("excerpts").resolve(excerpt + ".wav");
  }

  /** Returns the file of the server's answers. */
  public Path database() {
    return path.resolve("answers.sqlite");
  }

  /** Returns the folder for files of answers that participants downloaded from the page. */
  public Path answers() {
    return path.resolve("answers");
  }

  /** Returns the page without a server. */
  public Path page() {
    return path.resolve("survey.html");
  }

  /**
   * Returns all answers: those of the server and those in files.
   *
   * @throws UserException if a file holds other items than answers to this study, or two places
   *     hold answers of one participant
   */
  public List<Answer> responses() throws IOException {
    return Responses.read(this);
  }

  /** Writes the page without a server. */
  public void writePage() throws IOException {
    StaticPage.write(this);
  }

  /** Returns the folder that participants must not see. */
  Path keyFolder() {
    return path.resolve("key");
  }

  void write(Study study, AnswerKey key, Map<Integer, String> tokens) throws IOException {
    Files.createDirectories(answers());
    AtomicFile.write(path.resolve("study.json"), JSON.writeValueAsBytes(study));
    AtomicFile.write(keyFolder().resolve("key.json"), JSON.writeValueAsBytes(key));
    List<String> lines = new ArrayList<>(List.of(HEADER));
    tokens.forEach((number, token) -> lines.add(number + "," + token));
    write("participants.csv", String.join("\n", lines) + "\n");
    write("consent.txt", Resources.text("consent.txt"));
    write("ethics.txt", Resources.text("ethics.txt"));
  }

  private void write(String name, String text) throws IOException {
    AtomicFile.write(path.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  static List<String> paragraphs(String text) {
    return text.strip().lines().toList().isEmpty()
        ? List.of()
        : List.of(text.strip().split("\\R\\s*\\R"));
  }

  private <T> T read(Path file, Class<T> type) throws IOException {
    try {
      return JsonBytes.value(JSON, InputFile.bytes(file), type);
    } catch (NoSuchFileException e) {
      throw new UserException(
          "%s: no such file; name a folder that survey make wrote".formatted(file), e);
    } catch (JsonProcessingException e) {
      throw new UserException(
          "%s: %s; put back the file that survey make wrote".formatted(file, JsonProblem.text(e)),
          e);
    }
  }
}
