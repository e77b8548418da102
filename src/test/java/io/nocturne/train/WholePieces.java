package io.nocturne.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.RecurrentNetwork.Reading;
import java.io.IOException;

/** The loss of a run on whole pieces, read token by token. */
final class WholePieces {
  private WholePieces() {}

  /** Requires the loss of a run's best weights on its validation pieces, each after one pad. */
  static void assertLoss(RunFolder run, TrainSpec spec, BatchLoss expected) throws IOException {
    double nats = 0;
    long targets = 0;
    try (InferenceModel model = run.openBest(spec.session())) {
      for (TokenizedPiece piece : spec.split(TrainingFixture.corpus()).validation().pieces()) {
        float[] state = model.recurrence().start();
        int token = run.tokenIds().pad();
        for (int i = 0; i < piece.length(); i++) {
          Reading reading = model.recurrence().read(new float[][] {state}, new int[] {token});
          token = piece.tokens().id(i);
          nats += nats(reading.logits()[0], token);
          state = reading.states()[0];
          targets++;
        }
      }
    }
    assertThat(expected.targets()).isEqualTo(targets);
    assertThat(expected.lossSum()).isCloseTo(nats, within(1e-4 * nats));
  }

  private static double nats(float[] logits, int target) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    return Math.log(sum) - logits[target];
  }
}
