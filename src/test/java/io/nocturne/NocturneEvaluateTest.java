package io.nocturne;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunException;
import io.nocturne.corpus.Corpus;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.Float32Tolerance;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.Vocabulary;
import io.nocturne.train.callback.Callback.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NocturneEvaluateTest {
  @TempDir static Path shared;
  private static Path trained;
  private static TrainingResult result;

  @BeforeAll
  static void trainARun() throws IOException {
    trained = shared.resolve("checkpoints/first");
    result = Nocturne.train(Scales.job(trained, Scales.CORPUS, Scales.SPEC));
  }

  @Test
  void evaluatesTheBestWeightsToTheirValidationLoss() throws IOException {
    Corpus validation =
        new Corpus(
            Scales.CORPUS.tokenizer(), Scales.SPEC.split(Scales.CORPUS).validation().pieces());
    BatchLoss reported = result.progress().bestLog().orElseThrow().validation();

    BatchLoss evaluated = Nocturne.evaluate(trained, validation);

    // In other batches, so that sums of float32 may differ in their last digits.
    Float32Tolerance.ofLogits(Scales.SPEC.model()).assertClose(evaluated, reported);
  }

  @Test
  void doesNotEvaluateOtherTokens() {
    PitchTokenizer octave =
        new PitchTokenizer(
            new Vocabulary(List.of("C4", "D4", "E4", Vocabulary.PAD)), OutOfRangePolicy.SKIP);
    Corpus other = new Corpus(octave, List.of(Scales.piece("a", new int[30])));

    assertThatThrownBy(() -> Nocturne.evaluate(trained, other))
        .isInstanceOf(RunException.class)
        .hasMessage(
            trained
                + ": has another vocabulary (89 tokens) than the corpus (4 tokens); prepare the"
                + " corpus with the vocabulary "
                + trained.resolve("vocabulary.json"));
  }

  @Test
  void doesNotEvaluateTokensOfOtherOptions() {
    Corpus other =
        new Corpus(
            PitchTokenizer.piano(OutOfRangePolicy.FOLD_OCTAVES),
            List.of(Scales.piece("a", new int[30])));

    assertThatThrownBy(() -> Nocturne.evaluate(trained, other))
        .isInstanceOf(RunException.class)
        .hasMessage(
            trained
                + ": has tokens of another kind (pitch, outside skip) than the corpus (pitch,"
                + " outside fold-octaves); prepare the corpus with the vocabulary "
                + trained.resolve("vocabulary.json"));
  }

  @Test
  void doesNotEvaluateNothing() {
    Corpus tooShort = new Corpus(Scales.CORPUS.tokenizer(), List.of(Scales.piece("a", new int[8])));

    assertThatThrownBy(() -> Nocturne.evaluate(trained, tooShort))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the corpus is too short for a window: its longest piece has 8 tokens, 8 and the one"
                + " after them are needed; use a shorter window or longer pieces");
  }
}
