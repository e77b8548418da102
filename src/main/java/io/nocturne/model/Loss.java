package io.nocturne.model;

import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.nn.SoftmaxCrossEntropyWithLogits;
import org.tensorflow.op.nn.SparseSoftmaxCrossEntropyWithLogits;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Softmax cross-entropy in nats, from logits, against one-hot or smoothed targets; padding is not a
 * target and is left out.
 *
 * @param sum over the targets, a scalar
 * @param correct the number of targets that have the largest logit, a scalar
 * @param targets the number of targets, a scalar
 * @param gradient of the mean over the targets, which training minimizes, with respect to the
 *     logits, [N, V]
 */
record Loss(
    Operand<TFloat32> sum,
    Operand<TFloat32> correct,
    Operand<TFloat32> targets,
    Operand<TFloat32> gradient) {

  /**
   * Builds the loss of the targets of a batch, under the name {@code loss}.
   *
   * @param logits [N, V]
   * @param labelSmoothing as below
   */
  static Loss of(
      Ops tf, Operand<TFloat32> logits, BatchFeed rows, TokenIds ids, double labelSmoothing) {
    Ops scope = tf.withSubScope("loss");
    return of(scope, logits, rows.targets(scope), ids, labelSmoothing);
  }

  /**
   * Builds the loss.
   *
   * @param logits [N, V]
   * @param targets [N]
   * @param labelSmoothing share of a target's probability that is spread over all tokens, the
   *     target included, as by Keras's {@code CategoricalCrossentropy}; 0 for one-hot targets
   */
  static Loss of(
      Ops tf,
      Operand<TFloat32> logits,
      Operand<TInt32> targets,
      TokenIds ids,
      double labelSmoothing) {
    Operand<TFloat32> counted =
        tf.dtypes.cast(tf.math.notEqual(targets, tf.constant(ids.pad())), TFloat32.class);
    Operand<TFloat32> right =
        tf.dtypes.cast(
            tf.math.equal(tf.math.argMax(logits, tf.constant(1), TInt32.class), targets),
            TFloat32.class);
    Operand<TFloat32> count = sum(tf, counted);
    Operand<TFloat32> share = tf.expandDims(tf.math.divNoNan(counted, count), tf.constant(1));
    Entropy entropy =
        labelSmoothing == 0
            ? Entropy.of(tf, logits, targets)
            : Entropy.smoothed(tf, logits, targets, ids.count(), labelSmoothing);
    return new Loss(
        sum(tf, tf.math.mul(entropy.each(), counted)),
        sum(tf, tf.math.mul(right, counted)),
        count,
        tf.math.mul(entropy.gradient(), share));
  }

  /** The cross-entropy of each target, [N], and its gradient with respect to the logits, [N, V]. */
  private record Entropy(Operand<TFloat32> each, Operand<TFloat32> gradient) {
    static Entropy of(Ops tf, Operand<TFloat32> logits, Operand<TInt32> targets) {
      SparseSoftmaxCrossEntropyWithLogits<TFloat32> entropy =
          SparseSoftmaxCrossEntropyWithLogits.create(tf.scope(), logits, targets);
      return new Entropy(entropy.loss(), entropy.backprop());
    }

    static Entropy smoothed(
        Ops tf, Operand<TFloat32> logits, Operand<TInt32> targets, int tokens, double smoothing) {
      Operand<TFloat32> labels =
          tf.oneHot(
              targets,
              tf.constant(tokens),
              tf.constant((float) (1 - smoothing + smoothing / tokens)),
              tf.constant((float) (smoothing / tokens)));
      SoftmaxCrossEntropyWithLogits<TFloat32> entropy =
          SoftmaxCrossEntropyWithLogits.create(tf.scope(), logits, labels);
      return new Entropy(entropy.loss(), entropy.backprop());
    }
  }

  /** Adds the sum, the correct and the targets to what a run fetches, which must be nothing yet. */
  Session.Runner fetch(Session.Runner runner) {
    return runner.fetch(sum).fetch(correct).fetch(targets);
  }

  /** Reads what {@link #fetch} added. */
  static BatchLoss read(Result result) {
    return new BatchLoss(
        scalar(result, 0), Math.round(scalar(result, 1)), Math.round(scalar(result, 2)));
  }

  private static double scalar(Result result, int index) {
    return ((TFloat32) result.get(index)).getFloat();
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> values) {
    return tf.reduceSum(values, tf.constant(0), ReduceSum.keepDims(false));
  }
}
