package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.memory.Memories;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What is sampled from a mixture in the graph, compared with Java. */
class LoopMixtureTest {
  private static final Tokenizer PITCHES = PitchTokenizer.piano();
  private static final TokenIds IDS =
      new TokenIds(PITCHES.vocabulary().size(), PITCHES.vocabulary().padId());
  private static final long SEED = 41;

  /** Temperature and top-k decide which tokens are possible, and the mixture among them. */
  @ParameterizedTest
  @CsvSource({"1, 0", "0.5, 5", "2, 20", "0.01, 0", "1, 1"})
  void mixesWhatTheFiltersLeave(float temperature, int topK) {
    RecurringMusic music = new RecurringMusic(PITCHES, new Random(SEED));
    int[][] primers = new int[20][];
    Arrays.setAll(primers, row -> music.padded(50, 50));
    RememberedPieces pieces =
        new RememberedPieces(Memories.random(PITCHES, 1), PITCHES, primers, 1);
    float[][] weights = pieces.inGraph((mixture, tf) -> weights(tf, mixture, temperature, topK));
    for (int row = 0; row < primers.length; row++) {
      assertThat(normalized(weights[row]))
          .as("row %d, seed %d", row, SEED)
          .containsExactly(outsideOfGraph(pieces, row, temperature, topK), within(1e-5));
    }
  }

  /** Returns the weights of the tokens by their ids. */
  private static Operand<TFloat32> weights(
      Ops tf, LoopMixture mixture, float temperature, int topK) {
    NextToken next = new NextToken(IDS, tf.constant(temperature), tf.constant(topK));
    Operand<TInt32> size = tf.constant(IDS.count());
    TopK<TFloat32, TInt32> ranked = tf.nn.topK(mixture.logits(), size, TInt32.class);
    Operand<TFloat32> byRank = next.weights(tf, ranked, Optional.of(mixture));
    Operand<TInt32> ranks = tf.nn.topK(tf.math.neg(ranked.indices()), size, TInt32.class).indices();
    return tf.gather(byRank, ranks, tf.constant(1), Gather.batchDims(1L));
  }

  private static double[] outsideOfGraph(
      RememberedPieces pieces, int row, double temperature, int topK) {
    float[] logits = pieces.logits(row);
    double[] possible = filtered(logits, temperature, topK);
    double[] mixed = possible.clone();
    pieces.outsideOfGraph(row).suggestions().mix(RememberedPieces.softmax(logits), mixed);
    return normalized(
        IntStream.range(0, mixed.length)
            .mapToDouble(id -> possible[id] == 0 ? 0 : mixed[id])
            .toArray());
  }

  private static double[] filtered(float[] logits, double temperature, int topK) {
    float[] sorted = logits.clone();
    Arrays.sort(sorted);
    float least = topK == 0 ? Float.NEGATIVE_INFINITY : sorted[sorted.length - topK];
    double[] weights = new double[logits.length];
    for (int id = 0; id < weights.length; id++) {
      double below = logits[id] - sorted[sorted.length - 1];
      weights[id] = logits[id] < least ? 0 : Math.exp(below / temperature);
    }
    return normalized(weights);
  }

  private static double[] normalized(float[] weights) {
    return normalized(IntStream.range(0, weights.length).mapToDouble(id -> weights[id]).toArray());
  }

  private static double[] normalized(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }
}
