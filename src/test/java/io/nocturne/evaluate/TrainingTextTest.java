package io.nocturne.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.StoredCorpora;
import io.nocturne.corpus.TestCorpora;
import io.nocturne.dataset.Split;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.SplitSpec.By;
import io.nocturne.dataset.WindowSpec;
import io.nocturne.dataset.WindowSpec.Openings;
import io.nocturne.evaluate.TrainingText.Alphabet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingTextTest {
  private static final Alphabet ALPHABET = new Alphabet(129, TestCorpora.PAD);
  private static final Corpus CORPUS = TestCorpora.counting(20, 7, 3, 31, 12, 25, 30);

  @Test
  void bySplitOfPiecesHasEveryTokenOfTheTrainingPieces() {
    Split split = split(By.PIECE, 2);
    List<Integer> expected = new ArrayList<>();
    split.train().pieces().forEach(p -> IntStream.of(p.tokens().toArray()).forEach(expected::add));
    assertThat(tokens(TrainingText.of(split, ALPHABET))).isEqualTo(expected);
  }

  @Test
  void bySplitOfWindowsLacksTheTokensThatFollowTheWindowsSetAside() {
    Split split = split(By.WINDOW, 2);
    List<Integer> expected = new ArrayList<>(IntStream.range(0, 128).boxed().toList());
    expected.removeAll(TestCorpora.targets(split.validation()));
    assertThat(tokens(TrainingText.of(split, ALPHABET))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"PIECE", "WINDOW"})
  void isTheSameOfACorpusThatStaysInItsFiles(By by, @TempDir Path folder) throws IOException {
    SplitSpec spec = new SplitSpec(by, 0.3, 2);
    WindowSpec windows = new WindowSpec(3, 1, Openings.SKIP);
    try (Corpus stored = StoredCorpora.of(folder, CORPUS, 2)) {
      assertThat(tokens(TrainingText.of(Split.of(stored, windows, spec), ALPHABET)))
          .isEqualTo(tokens(TrainingText.of(Split.of(CORPUS, windows, spec), ALPHABET)));
    }
  }

  @Test
  void hasPaddingBeforeAPieceAndNotThePieceBefore() {
    TrainingText text = TrainingText.of(split(By.PIECE, 1), ALPHABET);
    for (int i = 0; i < text.size(); i++) {
      for (int back = 1; back < NGram.MAX_ORDER; back++) {
        int earlier = text.token(i) - back;
        assertThat(text.before(i, back)).isIn(earlier, TestCorpora.PAD);
      }
    }
    assertThat(text.before(0, 1)).isEqualTo(TestCorpora.PAD);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 'alphabet size must be at least 2, was 1'",
    "5, 5, 'alphabet pad must be 0 to 4, was 5'",
    "5, -1, 'alphabet pad must be 0 to 4, was -1'"
  })
  void refusesAnAlphabetThatIsNone(int size, int pad, String message) {
    assertThatThrownBy(() -> new Alphabet(size, pad)).hasMessage(message);
  }

  private static Split split(By by, int stride) {
    return Split.of(CORPUS, new WindowSpec(3, stride, Openings.SKIP), new SplitSpec(by, 0.3, 5));
  }

  private static List<Integer> tokens(TrainingText text) {
    return IntStream.range(0, text.size()).mapToObj(text::token).toList();
  }
}
