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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineScorerTest {
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
  void areThoseOfTheTokensOfTheWindowUpToEachPosition(
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
    Metrics measures = scored(model, windows, targets).total();
    assertThat(measures.nats()).isCloseTo(expected, within(1e-9 * expected));
  }

  @Test
  void scoreATargetOfSeveralWindowsOnce() {
    Split split =
        Split.of(CORPUS, new WindowSpec(WINDOW, 1, Openings.SKIP), new SplitSpec(By.PIECE, 0.5, 2));
    Counting model = new Counting();
    ModelMetrics measures =
        scored(model, split.validation(), new TargetSpec(WINDOW, 0, PAD, ONE_NOTE_EACH));
    assertThat(measures.total().targets()).isEqualTo(WINDOW * split.validation().size());
    int tokens = split.validation().pieces().stream().mapToInt(piece -> piece.length() - 1).sum();
    // One memory long, and once more where the window gives it no token before the target's.
    assertThat(model.asked).isLessThan(2 * tokens + 1);
  }

  private static ModelMetrics scored(Baseline model, WindowSet windows, TargetSpec targets) {
    BaselineScorer scores = new BaselineScorer(model, windows, targets);
    int[] row = new int[2 + windows.width()];
    for (long window = 0; window < windows.size(); window++) {
      windows.copy(window, row, 2);
      scores.add(window, row, 2);
    }
    return scores.metrics();
  }

  private static double nats(Baseline model, int[] window, int position) {
    double[] probabilities = new double[89];
    model.predict(window, 0, position + 1, probabilities);
    return -Math.log(probabilities[window[position + 1]]);
  }

  /** Says the same always, and counts how often it is asked. */
  private static final class Counting implements Baseline {
    private int asked;

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public int memory() {
      return 2;
    }

    @Override
    public void predict(int[] tokens, int from, int to, double[] probabilities) {
      asked++;
      Arrays.fill(probabilities, 1.0 / probabilities.length);
    }
  }
}
