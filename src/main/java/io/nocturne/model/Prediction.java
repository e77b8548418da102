package io.nocturne.model;

import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Variable;
import io.nocturne.runtime.Variables;
import java.util.HashMap;
import java.util.Map;
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
    ModelSpec spec = model.spec();
    Map<String, Operand<TFloat32>> weights = new HashMap<>();
    for (Variable<?> weight : model.variables()) {
      weights.put(weight.name(), GenerationTurn.as(weight.read()));
    }
    Variables kept = new Variables(graph);
    Hoist hoist =
        (scope, value) ->
            kept.addFloat("prediction/kept_" + kept.all().size(), value.shape(), value).read();
    Placeholder<TInt32> notes =
        tf.withName("notes")
            .placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, spec.window())));
    Network network =
        new Network(
            Weights.given(weights),
            spec,
            model.ids().count(),
            Initializers.zeros(),
            Computation.prediction(settings, hoist));
    Operand<TFloat32> logits =
        network.nextLogits(tf, network.logits(tf, notes, Dropout.none()).output());
    kept.initialize(model.session());
    return new Prediction(notes, logits);
  }
}
