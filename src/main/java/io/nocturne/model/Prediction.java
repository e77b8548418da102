package io.nocturne.model;

import io.nocturne.runtime.SessionSettings;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The network once more, for many predictions in a row: what depends on the weights alone is
 * computed once and kept, such as the products of every embedding with the first layer's kernels.
 *
 * @param notes token ids, [B, T]
 * @param logits of the next token, [B, V]
 */
record Prediction(Placeholder<TInt32> notes, Operand<TFloat32> logits) {

  /**
   * Adds it to the graph of a model whose weights will not change any more.
   *
   * @param settings of the model's session, in which the values that are kept are computed
   */
  static Prediction add(Graph graph, InferenceModel model, SessionSettings settings) {
    Ops tf = Ops.create(graph).withSubScope("prediction");
    HoistedConstants kept = new HoistedConstants(graph, "prediction");
    Placeholder<TInt32> notes =
        tf.withName("notes")
            .placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, model.spec().window())));
    Network network = kept.network(model, settings);
    Operand<TFloat32> logits =
        network.nextLogits(tf, network.logits(tf, notes, Dropout.none()).output());
    kept.compute(model.session());
    return new Prediction(notes, logits);
  }
}
