package io.nocturne.model;

import io.nocturne.runtime.Variables;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Values that depend on the weights alone, in variables of their own: computed once, when the
 * weights do not change any more.
 */
final class HoistedConstants implements ConstantHoisting {
  private final String name;
  private final Variables variables;

  /** Creates constants for a graph, none yet; their names begin with {@code name}. */
  HoistedConstants(Graph graph, String name) {
    this.name = name;
    variables = new Variables(graph);
  }

  @Override
  public Operand<TFloat32> value(Ops tf, Operand<TFloat32> value) {
    String place = name + "/kept_" + variables.all().size();
    return variables.addFloat(place, value.shape(), value).read();
  }

  /** Builds the network again, with its constants in these variables. */
  Network network(InferenceGraph model) {
    return new Network(
        WeightSource.given(model.weights()),
        model.spec(),
        model.ids(),
        Initializers.zeros(),
        Computation.prediction(model.settings(), this));
  }

  /** Computes the constants. */
  void compute(Session session) {
    variables.initialize(session);
  }
}
