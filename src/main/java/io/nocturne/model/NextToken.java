package io.nocturne.model;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Samples a token from logits, in the graph.
 *
 * @param temperature [], samples from the softmax of logits / temperature; 0 always takes the most
 *     likely token, and on a tie the one with the lowest id
 * @param topK [], samples from the K most likely tokens, and on a tie from those with the lowest
 *     ids; 0 samples from all
 */
record NextToken(Operand<TFloat32> temperature, Operand<TInt32> topK) {

  /**
   * Returns the sampled tokens, [B, 1]; never padding.
   *
   * <p>Tokens are ranked, their probabilities summed by rank, and the first sum above a uniform
   * random number decides. So a row's token depends on its own logits and number, and the greedy
   * choice is rank 0.
   *
   * @param logits [B, V]; NaN or infinity is an error of the op {@code finite_logits}
   * @param key [2], of the random numbers; number b does not depend on B
   */
  Operand<TInt32> sample(Ops tf, Operand<TFloat32> logits, TokenIds ids, Operand<TInt64> key) {
    int size = ids.count();
    TopK<TFloat32, TInt32> ranked =
        tf.nn.topK(withoutPadding(tf, logits, ids), tf.constant(size), TInt32.class);
    Operand<TFloat32> sums =
        tf.math.cumsum(weights(tf, ranked.values(), size), tf.constant(1)); // [B, V]
    Operand<TFloat32> sum = column(tf, sums, size - 1);
    Operand<TFloat32> uniform =
        tf.random.statelessRandomUniform(tf.shape(sum), key, TFloat32.class); // [B, 1], below 1
    Operand<TInt32> passed =
        tf.dtypes.cast(tf.math.lessEqual(sums, tf.math.mul(uniform, sum)), TInt32.class);
    Operand<TInt32> rank = tf.expandDims(tf.sum(passed, tf.constant(1)), tf.constant(1)); // [B, 1]
    return tf.gather(ranked.indices(), rank, tf.constant(1), Gather.batchDims(1L));
  }

  private static Operand<TFloat32> withoutPadding(Ops tf, Operand<TFloat32> logits, TokenIds ids) {
    float[] mask = new float[ids.count()];
    mask[ids.pad()] = Float.NEGATIVE_INFINITY;
    Operand<TFloat32> finite =
        tf.withName("finite_logits")
            .debugging
            .checkNumerics(
                logits,
                "the network's logits must be finite; use the weights of an earlier checkpoint");
    return tf.math.add(finite, tf.constant(mask));
  }

  /**
   * Returns the exponentials of the logits that are kept, by rank; the largest logit is subtracted,
   * so that none overflows.
   */
  private Operand<TFloat32> weights(Ops tf, Operand<TFloat32> ranked, int size) {
    // At temperature 0 the quotient is 0 and only rank 0 is kept.
    Operand<TFloat32> scaled =
        tf.math.divNoNan(tf.math.sub(ranked, column(tf, ranked, 0)), temperature);
    Operand<TInt32> limit = tf.select(tf.math.equal(topK, tf.constant(0)), tf.constant(size), topK);
    Operand<TInt32> kept =
        tf.select(tf.math.greater(temperature, tf.constant(0f)), limit, tf.constant(1));
    int[] ranks = new int[size];
    Arrays.setAll(ranks, i -> i);
    Operand<TFloat32> keep =
        tf.dtypes.cast(tf.math.less(tf.constant(ranks), kept), TFloat32.class); // [V]
    return tf.math.mul(tf.math.exp(scaled), keep);
  }

  private static Operand<TFloat32> column(Ops tf, Operand<TFloat32> matrix, int column) {
    return tf.slice(matrix, tf.constant(new int[] {0, column}), tf.constant(new int[] {-1, 1}));
  }
}
