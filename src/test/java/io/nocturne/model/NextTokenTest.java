package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class NextTokenTest {
  private static final TokenIds IDS = new TokenIds(5, 2);

  /** Natural logarithms of 1, 2, anything, 4 and 1. */
  private static final float[] LOGITS = {0, 0.6931472f, 9, 1.3862944f, 0};

  private static final int MANY = 20_000;

  @Test
  void samplesInTheProportionsOfTheSoftmaxWithoutPadding() {
    assertThat(shares(1, 0)).containsExactly(shares(1, 2, 0, 4, 1), within(0.015));
  }

  /** At temperature 1/2 probabilities are squared. */
  @Test
  void dividesLogitsByTheTemperature() {
    assertThat(shares(0.5f, 0)).containsExactly(shares(1, 4, 0, 16, 1), within(0.015));
  }

  @Test
  void samplesFromTheMostLikelyTokens() {
    assertThat(shares(1, 2)).containsExactly(shares(0, 2, 0, 4, 0), within(0.015));
  }

  /** Ids 0 and 4 are equal. */
  @Test
  void takesTheLowerIdsOnATie() {
    assertThat(shares(1, 3)).containsExactly(shares(1, 2, 0, 4, 0), within(0.015));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 1000})
  void samplesFromAllIfTopKIsTheVocabularyOrMore(int topK) {
    assertThat(draw(1, topK, rows(200, LOGITS), 1)).isEqualTo(draw(1, 0, rows(200, LOGITS), 1));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 3", "1, 1", "7, 1"})
  void isGreedyAtTemperatureZeroAndAmongOne(float temperature, int topK) {
    assertThat(draw(temperature, topK, rows(50, LOGITS), 1)).containsOnly(3);
  }

  @Test
  void takesTheLowestIdOnATieWhenGreedy() {
    assertThat(draw(0, 0, new float[][] {{1, 3, 9, 3, 2}, {5, 5, 5, 5, 5}}, 1))
        .containsExactly(1, 0);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.MIN_NORMAL, 1e-30f, 1e30f, Float.MAX_VALUE})
  void neverSamplesPaddingOrAnIdOutsideOfTheVocabulary(float temperature) {
    float[] extreme = {-Float.MAX_VALUE, 0, Float.MAX_VALUE, -1e30f, 1e30f};
    assertThat(IntStream.of(draw(temperature, 0, rows(1000, extreme), 1)).boxed())
        .isSubsetOf(0, 1, 3, 4);
  }

  @Test
  void aRowsTokenDependsOnItsPlaceAndNotOnTheOtherRows() {
    float[][] others = rows(40, LOGITS);
    Arrays.fill(others, 20, 40, new float[] {3, 2, 1, 0, 3});
    int[] alone = draw(1, 0, rows(20, LOGITS), 1);
    assertThat(Arrays.copyOf(draw(1, 0, others, 1), 20)).isEqualTo(alone);
  }

  @Test
  void anotherKeySamplesOtherTokens() {
    assertThat(draw(1, 0, rows(50, LOGITS), 1)).isNotEqualTo(draw(1, 0, rows(50, LOGITS), 2));
  }

  @ParameterizedTest
  @CsvSource({"NaN, false", "Infinity, false", "-Infinity, false", "3e38, true"})
  void knowsWhetherLogitsAreFinite(float logit, boolean expected) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TBool> finite =
          NextToken.areFinite(tf, tf.constant(new float[][] {{0, 1}, {0, logit}}));
      try (Session session = SessionSettings.defaults().open(graph);
          Result result = session.runner().fetch(finite).run()) {
        assertThat(((TBool) result.get(0)).getBoolean()).isEqualTo(expected);
      }
    }
  }

  private static float[][] rows(int count, float[] logits) {
    return Collections.nCopies(count, logits).toArray(float[][]::new);
  }

  /** Returns the share of each id among all samples. */
  private static double[] shares(float temperature, int topK) {
    int[] drawn = draw(temperature, topK, rows(MANY, LOGITS), 1);
    return IntStream.range(0, IDS.count())
        .mapToDouble(id -> IntStream.of(drawn).filter(one -> one == id).count() / (double) MANY)
        .toArray();
  }

  private static Double[] shares(double... weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).mapToObj(weight -> weight / sum).toArray(Double[]::new);
  }

  private static int[] draw(float temperature, int topK, float[][] logits, long key) {
    float[] flat = new float[logits.length * IDS.count()];
    for (int row = 0; row < logits.length; row++) {
      System.arraycopy(logits[row], 0, flat, row * IDS.count(), IDS.count());
    }
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      NextToken next = new NextToken(IDS, tf.constant(temperature), tf.constant(topK));
      Operand<TFloat32> possible =
          next.withoutPadding(
              tf, tf.reshape(tf.constant(flat), tf.constant(Shape.of(logits.length, IDS.count()))));
      Operand<TFloat32> uniform =
          tf.random.statelessRandomUniform(
              tf.constant(new int[] {logits.length, 1}),
              tf.constant(new long[] {key, 0}),
              TFloat32.class);
      Operand<TInt32> drawn = next.sample(tf, possible, Optional.empty(), uniform);
      try (Session session = SessionSettings.defaults().open(graph);
          Result result = session.runner().fetch(drawn).run()) {
        return Arrays.stream(Tensors.toRows((TInt32) result.get(0))).mapToInt(r -> r[0]).toArray();
      }
    }
  }
}
