package io.nocturne.model;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A network's prediction of the next token of B pieces, and what {@link LoopMemory} suggests for
 * it.
 *
 * @param logits [B, V] by the network, {@link NextToken#IMPOSSIBLE} for tokens that are not
 *     possible
 * @param ofNetwork [B, 1], the weight of the network, above 0; 1 if the memory takes no part
 * @param suggested [B, V], the shares that the memory gives, times their weights
 */
record LoopMixture(
    Operand<TFloat32> logits, Operand<TFloat32> ofNetwork, Operand<TFloat32> suggested) {

  /**
   * Returns the logarithms of the mixture's probabilities, [B, V]; in a row in which the memory
   * takes no part the logits themselves.
   */
  Operand<TFloat32> mixedLogits(Ops tf) {
    Operand<TFloat32> own = tf.math.add(tf.math.log(ofNetwork), tf.nn.logSoftmax(logits));
    Operand<TBool> isSuggested =
        tf.math.logicalAnd(
            tf.math.greater(suggested, tf.constant(0f)),
            tf.math.greater(logits, tf.constant(NextToken.IMPOSSIBLE)));
    // Runtimes that multiply where they should select make NaN of the logarithm of 0.
    Operand<TFloat32> sum =
        tf.math.maximum(tf.math.add(tf.math.exp(own), suggested), tf.constant(Float.MIN_NORMAL));
    Operand<TFloat32> mixed = tf.select(isSuggested, tf.math.log(sum), own);
    return tf.select(isNetworkAlone(tf), logits, mixed);
  }

  /**
   * Returns the mixture of weights by which tokens are sampled, [B, V]; in a row in which the
   * memory takes no part the weights themselves.
   *
   * @param ids [B, V], the tokens of the weights
   * @param weights [B, V], what temperature and filters leave of the network's prediction
   * @param isPossible [B, V], whether temperature and filters leave a token
   */
  Operand<TFloat32> mixedWeights(
      Ops tf, Operand<TInt32> ids, Operand<TFloat32> weights, Operand<TBool> isPossible) {
    Operand<TFloat32> sum = tf.sum(weights, tf.constant(1), Sum.keepDims(true));
    Operand<TFloat32> mixed =
        tf.math.add(
            tf.math.mul(ofNetwork, tf.math.div(weights, sum)),
            NextToken.ofRows(tf, suggested, ids));
    return tf.select(
        isNetworkAlone(tf), weights, tf.select(isPossible, mixed, tf.zerosLike(mixed)));
  }

  private Operand<TBool> isNetworkAlone(Ops tf) {
    return tf.math.equal(ofNetwork, tf.constant(1f));
  }
}
