package io.nocturne.model;

import io.nocturne.model.InferenceModel.TargetScores;
import io.nocturne.runtime.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.nn.SparseSoftmaxCrossEntropyWithLogits;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * A second copy of the network, with the scores of each target: the logits of all other tokens stay
 * in the graph.
 *
 * @param rows where windows and the tokens after them are fed
 * @param nats [B] or [B·T], row-major; so are the ranks and confidences
 */
record Scoring(
    BatchFeed rows, Operand<TFloat32> nats, Operand<TInt32> ranks, Operand<TFloat32> confidences) {

  /** Adds the copy to the graph of a model whose weights do not change any more. */
  static Scoring add(InferenceGraph model) {
    Ops tf = Ops.create(model.graph()).withSubScope("scoring");
    HoistedConstants constants = new HoistedConstants(model.graph(), "scoring");
    BatchFeed rows = new BatchFeed(tf, model.spec(), model.ids());
    Network network = constants.network(model);
    Operand<TFloat32> logits =
        network.logits(tf, rows.windows(tf.withSubScope("notes")), Dropout.none()).output();
    Scoring scoring = of(tf, model, rows, logits);
    constants.compute(model.session());
    return scoring;
  }

  /**
   * Adds the scores of some predictions.
   *
   * @param logits [B, V] or time-major [B·T, V]
   */
  static Scoring of(Ops tf, InferenceGraph model, BatchFeed rows, Operand<TFloat32> logits) {
    Operand<TInt32> targets = rows.targets(tf.withSubScope("targets"));
    Operand<TInt32> ids = tf.constant(model.ids().count());
    Operand<TFloat32> nats =
        SparseSoftmaxCrossEntropyWithLogits.create(tf.scope(), logits, targets).loss();
    Operand<TInt32> ranks = ranks(tf, logits, targets, ids);
    Operand<TFloat32> confidences =
        tf.reduceMax(tf.nn.softmax(logits), tf.constant(1), ReduceMax.keepDims(false));
    RowMajor order = new RowMajor(tf, model.spec());
    return new Scoring(rows, order.of(nats), order.of(ranks), order.of(confidences));
  }

  private static Operand<TInt32> ranks(
      Ops tf, Operand<TFloat32> logits, Operand<TInt32> targets, Operand<TInt32> ids) {
    Operand<TInt32> columns = tf.range(tf.constant(0), ids, tf.constant(1)); // [V]
    Operand<TInt32> each = tf.expandDims(targets, tf.constant(1)); // [N, 1]
    Operand<TFloat32> isTarget = tf.dtypes.cast(tf.math.equal(columns, each), TFloat32.class);
    Operand<TFloat32> wanted =
        tf.reduceSum(
            tf.math.mulNoNan(logits, isTarget), tf.constant(1), ReduceSum.keepDims(true)); // [N, 1]
    Operand<TBool> before =
        tf.math.logicalOr(
            tf.math.greater(logits, wanted),
            tf.math.logicalAnd(tf.math.equal(logits, wanted), tf.math.less(columns, each)));
    return tf.reduceSum(
        tf.dtypes.cast(before, TInt32.class), tf.constant(1), ReduceSum.keepDims(false));
  }

  /** Brings the values of the targets from time-major to row-major order. */
  private record RowMajor(Ops tf, ModelSpec spec) {
    <T extends TType> Operand<T> of(Operand<T> values) {
      if (spec.targets() == Targets.LAST) {
        return values;
      }
      Operand<T> places = tf.reshape(values, tf.constant(new int[] {spec.window(), -1}));
      return tf.reshape(
          tf.linalg.transpose(places, tf.constant(new int[] {1, 0})), tf.constant(new int[] {-1}));
    }
  }

  /**
   * Scores a batch.
   *
   * @param batch {@code size} rows of window + 1 token ids, row-major
   */
  TargetScores run(Session session, int[] batch, int size) {
    try (TInt32 fed = rows.feed(batch, size);
        Result result = fetch(session.runner().feed(rows.placeholder(), fed)).run()) {
      return read(result);
    }
  }

  /** Adds the scores to what a run fetches, which must be nothing yet. */
  Session.Runner fetch(Session.Runner runner) {
    return runner.fetch(nats).fetch(ranks).fetch(confidences);
  }

  /** Reads what {@link #fetch} added. */
  static TargetScores read(Result result) {
    return new TargetScores(
        Tensors.toArray((TFloat32) result.get(0)),
        Tensors.toArray((TInt32) result.get(1)),
        Tensors.toArray((TFloat32) result.get(2)));
  }
}
