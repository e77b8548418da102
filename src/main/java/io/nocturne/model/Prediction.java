package io.nocturne.model;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A second copy of the network, for many predictions in a row: what depends on the weights alone is
 * computed once and kept, such as the products of every embedding with the first layer's kernels.
 *
 * @param notes token ids, [B, T]
 * @param logits of the next token, [B, V]
 */
record Prediction(Placeholder<TInt32> notes, Operand<TFloat32> logits) {

  /** Adds the copy to the graph of a model whose weights do not change any more. */
  static Prediction add(InferenceGraph model) {
    Ops tf = Ops.create(model.graph()).withSubScope("prediction");
    HoistedConstants constants = new HoistedConstants(model.graph(), "prediction");
    Placeholder<TInt32> notes =
        tf.withName("notes")
            .placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, model.spec().window())));
    Network network = constants.network(model);
    Operand<TFloat32> logits =
        network.nextLogits(tf, network.logits(tf, notes, Dropout.none()).output());
    constants.compute(model.session());
    return new Prediction(notes, logits);
  }
}
