package io.nocturne.survey;

import io.nocturne.base.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads all answers of a study: its server's, and those in files. */
final class Responses {
  private Responses() {}

  /**
   * Reads the answers.
   *
   * @throws UserException if a file holds other items than answers to this study, or two places
   *     hold answers of one participant
   */
  static List<Answer> read(StudyFolder folder) throws IOException {
    Study study = folder.study();
    List<Answer> all = new ArrayList<>();
    Map<Integer, Path> places = new HashMap<>();
    if (Files.exists(folder.database())) {
      all.addAll(served(folder.database(), study));
      all.forEach(answer -> places.put(answer.participant(), folder.database()));
    }
    for (Path file : files(folder.answers())) {
      List<Answer> answers = AnswerFile.read(file, study);
      if (!answers.isEmpty()) {
        int participant = answers.get(0).participant();
        Path other = places.putIfAbsent(participant, file);
        if (other != null) {
          throw new UserException(
              "%s: participant %d answered in %s too; keep one of the two"
                  .formatted(file, participant, other));
        }
        all.addAll(answers);
      }
    }
    return all;
  }

  private static List<Answer> served(Path database, Study study) throws IOException {
    try {
      List<Answer> answers = StoredAnswers.read(database);
      answers.forEach(study::requireOwn);
      return answers;
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "%s: %s; put back the database of this study".formatted(database, e.getMessage()), e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
