package io.nocturne.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.TestCorpora;
import io.nocturne.dataset.Split;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.SplitSpec.By;
import io.nocturne.dataset.WindowSet;
import io.nocturne.dataset.WindowSpec;
import io.nocturne.dataset.WindowSpec.Openings;
import io.nocturne.evaluate.TrainingText.Alphabet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPredictionsTest {
  private static final int WINDOW = 7;
  private static final int PAD = 88;
  private static final Corpus CORPUS = TestCorpora.random(3, 60, 9, 40, 25, 80);
  private static final List<TargetSpec.Token> ONE_NOTE_EACH =
      Collections.nCopies(89, new TargetSpec.Token("pitch", 1));

  @ParameterizedTest
  @CsvSource({
    "PIECE, 1, SKIP, 0",
    "PIECE, 3, PAD, 0",
    "PIECE, 9, PAD, 0",
    "WINDOW, 1, PAD, 0",
    "PIECE, 1, PAD, 6",
    "WINDOW, 2, SKIP, 3"
  })
  void haveTheTokensOfTheWindowUpToEachPositionAsContext(
      By by, int stride, Openings openings, int first) {
    Split split =
        Split.of(CORPUS, new WindowSpec(WINDOW, stride, openings), new SplitSpec(by, 0.5, 2));
    NGram model = new NGram(TrainingText.of(split, new Alphabet(89, PAD)), 4);
    WindowSet windows = split.validation();
    TargetSpec targets = new TargetSpec(WINDOW, first, PAD, ONE_NOTE_EACH);
    double expected = 0;
    for (int[] window : TestCorpora.all(windows)) {
      for (int position = first; position < WINDOW; position++) {
        expected += window[position + 1] == PAD ? 0 : nats(model, window, position);
      }
    }
    assertThat(summedNats(model, windows, targets)).isCloseTo(expected, within(1e-9 * expected));
  }

  @Test
  void nameThePlaceOfEachTargetInItsPiece() {
    Split split =
        Split.of(CORPUS, new WindowSpec(WINDOW, 2, Openings.PAD), new SplitSpec(By.WINDOW, 0.5, 2));
    WindowSet windows = split.validation();
    TargetSpec targets = new TargetSpec(WINDOW, 0, PAD, ONE_NOTE_EACH);
    new WindowPredictions(windows, targets)
        .of(new Unigram(TrainingText.of(split, new Alphabet(89, PAD))))
        .forEach(
            (target, probabilities) ->
                assertThat(target.id())
                    .isEqualTo(windows.pieces().get(target.piece()).tokens().id(target.place())));
  }

  private static double summedNats(Baseline model, WindowSet windows, TargetSpec targets) {
    double[] sum = new double[1];
    new WindowPredictions(windows, targets)
        .of(model)
        .forEach((target, probabilities) -> sum[0] -= Math.log(probabilities[target.id()]));
    return sum[0];
  }

  private static double nats(Baseline model, int[] window, int position) {
    double[] probabilities = new double[89];
    model.predict(window, 0, position + 1, probabilities);
    return -Math.log(probabilities[window[position + 1]]);
  }
}
