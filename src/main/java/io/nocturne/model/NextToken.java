package io.nocturne.model;

import java.util.Arrays;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Samples a token from logits, in the graph.
 *
 * @param ids of the tokens
 * @param temperature [], samples from the softmax of logits / temperature; 0 always takes the most
 *     likely token, and on a tie the one with the lowest id
 * @param topK [], samples from the K most likely tokens, and on a tie from those with the lowest
 *     ids; 0 samples from all
 */
record NextToken(TokenIds ids, Operand<TFloat32> temperature, Operand<TInt32> topK) {
  /**
   * The logit of tokens that are not possible, below all others. Not infinity, of which runtimes
   * that multiply where they should select make NaN.
   */
  static final float IMPOSSIBLE = -Float.MAX_VALUE;

  /** The exponential of less is 0 in float64, in which pieces are generated outside of graphs. */
  private static final float LEAST_EXPONENT = -745;

  /**
   * Returns the sampled tokens, [B, 1]; never padding.
   *
   * <p>Tokens are ranked, their probabilities summed by rank, and the first sum above a uniform
   * random number decides. So a row's token depends on its own logits and number, and the greedy
   * choice is rank 0.
   *
   * <p>With a memory, temperature and top-k leave the tokens that the network finds possible, and
   * the mixture decides among them; the greedy choice is the most likely token of the mixture.
   *
   * @param logits [B, V], as {@link #withoutPadding} returns them
   * @param mixture of the same logits with what the memory suggests
   * @param uniform [B, 1], random numbers, 0 to below 1
   */
  Operand<TInt32> sample(
      Ops tf, Operand<TFloat32> logits, Optional<LoopMixture> mixture, Operand<TFloat32> uniform) {
    TopK<TFloat32, TInt32> ranked =
        tf.nn.topK(scores(tf, logits, mixture), tf.constant(ids.count()), TInt32.class);
    Operand<TFloat32> sums = tf.math.cumsum(weights(tf, ranked, mixture), tf.constant(1)); // [B, V]
    Operand<TFloat32> sum = column(tf, sums, ids.count() - 1);
    Operand<TInt32> passed =
        tf.dtypes.cast(tf.math.lessEqual(sums, tf.math.mul(uniform, sum)), TInt32.class);
    Operand<TInt32> rank = tf.expandDims(tf.sum(passed, tf.constant(1)), tf.constant(1)); // [B, 1]
    return ofRows(tf, ranked.indices(), rank);
  }

  /**
   * Returns elements of each row of a matrix. Not by a gather with batch dimensions, for which
   * TensorFlow.js 4.22 takes other numbers in WebAssembly.
   *
   * @param matrix [B, V]
   * @param columns [B, n]
   * @return [B, n]
   */
  static <T extends TType> Operand<T> ofRows(Ops tf, Operand<T> matrix, Operand<TInt32> columns) {
    Operand<TInt32> shape = tf.shape(matrix);
    Operand<TInt32> rows =
        tf.range(tf.constant(0), tf.gather(shape, tf.constant(0), tf.constant(0)), tf.constant(1));
    Operand<TInt32> starts =
        tf.math.mul(rows, tf.gather(shape, tf.constant(1), tf.constant(0))); // [B]
    return tf.gather(
        tf.reshape(matrix, tf.constant(new int[] {-1})),
        tf.math.add(columns, tf.expandDims(starts, tf.constant(1))),
        tf.constant(0));
  }

  /** Returns by what tokens are ranked: the logits, or those of the mixture if it is greedy. */
  private Operand<TFloat32> scores(
      Ops tf, Operand<TFloat32> logits, Optional<LoopMixture> mixture) {
    return mixture.isEmpty()
        ? logits
        : tf.select(
            tf.math.equal(temperature, tf.constant(0f)), mixture.get().mixedLogits(tf), logits);
  }

  /** Returns whether no logit is NaN or infinite, []. */
  static Operand<TBool> areFinite(Ops tf, Operand<TFloat32> logits) {
    return tf.reduceAll(
        tf.math.less(tf.math.abs(logits), tf.constant(Float.POSITIVE_INFINITY)),
        tf.constant(new int[] {0, 1}));
  }

  /** Returns logits, [B, V], in which that of the padding is {@link #IMPOSSIBLE}. */
  Operand<TFloat32> withoutPadding(Ops tf, Operand<TFloat32> logits) {
    float[] limits = new float[ids.count()];
    Arrays.fill(limits, Float.MAX_VALUE);
    limits[ids.pad()] = IMPOSSIBLE;
    return tf.math.minimum(
        tf.math.maximum(logits, tf.constant(IMPOSSIBLE / 2)), tf.constant(limits));
  }

  /**
   * Returns the weights of the tokens that are kept, by rank, and 0 for the others: the
   * exponentials of the logits, from which the largest is subtracted, so that none overflows, or
   * their mixture with the memory.
   */
  Operand<TFloat32> weights(Ops tf, TopK<TFloat32, TInt32> ranked, Optional<LoopMixture> mixture) {
    int size = ids.count();
    Operand<TBool> isRandom = tf.math.greater(temperature, tf.constant(0f));
    Operand<TFloat32> scaled =
        tf.math.div(
            tf.math.sub(ranked.values(), column(tf, ranked.values(), 0)),
            tf.select(isRandom, temperature, tf.constant(1f)));
    Operand<TInt32> limit = tf.select(tf.math.equal(topK, tf.constant(0)), tf.constant(size), topK);
    Operand<TInt32> kept = tf.select(isRandom, limit, tf.constant(1));
    int[] ranks = new int[size];
    Arrays.setAll(ranks, i -> i);
    ranks[size - 1] = Integer.MAX_VALUE; // Padding, at any temperature.
    Operand<TBool> isKept = tf.math.less(tf.constant(ranks), kept); // [V]
    Operand<TFloat32> weights =
        tf.math.mul(tf.math.exp(scaled), tf.dtypes.cast(isKept, TFloat32.class));
    return mixture.isEmpty()
        ? weights
        : mixture
            .get()
            .mixedWeights(
                tf,
                ranked.indices(),
                weights,
                tf.math.logicalAnd(
                    isKept, tf.math.greaterEqual(scaled, tf.constant(LEAST_EXPONENT))));
  }

  private static Operand<TFloat32> column(Ops tf, Operand<TFloat32> matrix, int column) {
    return tf.slice(matrix, tf.constant(new int[] {0, column}), tf.constant(new int[] {-1, 1}));
  }
}
