package io.nocturne.survey;

import static io.nocturne.fuzz.HostileInput.replacement;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nocturne.fuzz.HostileInput;
import io.nocturne.survey.AnswerKey.KeyEntry;
import io.nocturne.survey.AnswerKey.Source;
import io.nocturne.survey.AnswerKey.Source.SourceType;
import io.nocturne.survey.StudySpec.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(300)
class StudyFolderFuzzTest {
  private static final List<String> FILES =
      List.of("answers/a.json", "study.json", "key/key.json", "participants.csv");

  private static final String ID = "0123456789abcdef";
  private static final String EXCERPT = "fedcba9876543210";
  private static final Study STUDY =
      new Study(1, ID, "A study", 5, Timing.EVEN, 1, -23, 2, List.of(EXCERPT));
  private static final AnswerKey KEY =
      new AnswerKey(
          1, ID, List.of(new KeyEntry(EXCERPT, new Source(SourceType.HUMAN, "people"), "a.mid")));

  @TempDir private static Path folder;

  static Stream<byte[]> seeds() throws IOException {
    Files.createDirectories(folder.resolve("key"));
    new StudyFolder(folder).write(STUDY, KEY, Map.of(1, ID + EXCERPT));
    return Stream.of(
        replacement(
            0,
            """
            {"format": 1, "study": "%s", "participant": 2,
             "answers": {"%s": {"coherence": "3", "heard": "no", "comment": "fine"}}}
            """
                .formatted(ID, EXCERPT)),
        replacement(1, Files.readString(folder.resolve(FILES.get(1)))),
        replacement(2, Files.readString(folder.resolve(FILES.get(2)))),
        replacement(3, "participant,token\n1,%s\n".formatted(ID + EXCERPT)));
  }

  @MethodSource("seeds")
  @FuzzTest
  void aStudyIsReadOrItsFileIsNamed(byte[] input) throws IOException {
    StudyFolder study = new StudyFolder(folder);
    HostileInput.readReplaced(
        FILES.stream().map(folder::resolve).toList(),
        input,
        () -> {
          study.study().orderOf(1);
          study.key().sources();
          study.tokens();
          return study.responses();
        });
  }
}
