package io.nocturne.model;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Softmax cross-entropy in nats, from logits, against one-hot targets; padding is no target and
 * counts nowhere.
 *
 * @param sum over the targets, a scalar
 * @param mean over the targets, a scalar: what training minimises
 * @param correct how many targets have the largest logit, a scalar
 * @param targets how many there are, a scalar
 */
record Loss(
    Operand<TFloat32> sum,
    Operand<TFloat32> mean,
    Operand<TFloat32> correct,
    Operand<TFloat32> targets) {

  /**
   * Builds the loss.
   *
   * @param logits [N, V]
   * @param targets [N]
   */
  static Loss of(Ops tf, Operand<TFloat32> logits, Operand<TInt32> targets, TokenIds ids) {
    // TF Java 1.1 has no gradient for the sparse cross-entropy.
    Operand<TFloat32> oneHot =
        tf.oneHot(targets, tf.constant(ids.count()), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> counted =
        tf.dtypes.cast(tf.math.notEqual(targets, tf.constant(ids.pad())), TFloat32.class);
    Operand<TFloat32> losses =
        tf.math.mul(tf.nn.softmaxCrossEntropyWithLogits(logits, oneHot).loss(), counted);
    Operand<TFloat32> right =
        tf.dtypes.cast(
            tf.math.equal(tf.math.argMax(logits, tf.constant(1), TInt32.class), targets),
            TFloat32.class);
    Operand<TFloat32> sum = sum(tf, losses);
    Operand<TFloat32> count = sum(tf, counted);
    return new Loss(sum, tf.math.div(sum, count), sum(tf, tf.math.mul(right, counted)), count);
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> values) {
    return tf.reduceSum(values, tf.constant(0), ReduceSum.keepDims(false));
  }
}
