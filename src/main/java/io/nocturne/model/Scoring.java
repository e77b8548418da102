package io.nocturne.model;

import io.nocturne.runtime.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A second copy of the network that predicts the targets of a batch.
 *
 * @param rows where windows and the tokens after them are fed
 * @param logits [B, V] or row-major [B·T, V]
 */
record Scoring(BatchFeed rows, Operand<TFloat32> logits) {

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
   * Adds the order in which targets are read.
   *
   * @param logits [B, V] or time-major [B·T, V]
   */
  static Scoring of(Ops tf, InferenceGraph model, BatchFeed rows, Operand<TFloat32> logits) {
    ModelSpec spec = model.spec();
    if (spec.targets() == Targets.LAST) {
      return new Scoring(rows, logits);
    }
    int size = model.ids().count();
    Operand<TFloat32> byTime =
        tf.reshape(logits, tf.constant(new int[] {spec.window(), -1, size})); // [T, B, V]
    Operand<TFloat32> byRow = tf.linalg.transpose(byTime, tf.constant(new int[] {1, 0, 2}));
    return new Scoring(rows, tf.reshape(byRow, tf.constant(new int[] {-1, size})));
  }

  /**
   * Predicts the targets of a batch.
   *
   * @param batch {@code size} rows of window + 1 token ids, row-major
   */
  TargetLogits run(InferenceGraph model, int[] batch, int size) {
    Session session = model.session();
    try (TInt32 fed = rows.feed(batch, size);
        Result result = session.runner().feed(rows.placeholder(), fed).fetch(logits).run()) {
      return read(model, result);
    }
  }

  /** Reads the logits, which a run has fetched first. */
  static TargetLogits read(InferenceGraph model, Result result) {
    return new TargetLogits(Tensors.toArray((TFloat32) result.get(0)), model.ids().count());
  }
}
