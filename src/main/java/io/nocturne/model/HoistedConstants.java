package io.nocturne.model;

import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Variable;
import io.nocturne.runtime.Variables;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Values that depend on the weights alone, in variables of their own: computed once, when the
 * weights will not change any more.
 */
final class HoistedConstants implements ConstantHoisting {
  private final String name;
  private final Variables variables;

  /** None yet, in a graph; their names will begin so. */
  HoistedConstants(Graph graph, String name) {
    this.name = name;
    variables = new Variables(graph);
  }

  @Override
  public Operand<TFloat32> value(Ops tf, Operand<TFloat32> value) {
    String place = name + "/kept_" + variables.all().size();
    return variables.addFloat(place, value.shape(), value).read();
  }

  /**
   * A model's network once more, whose values of this kind are kept here.
   *
   * @param settings of the model's session
   */
  Network network(InferenceModel model, SessionSettings settings) {
    Map<String, Operand<TFloat32>> weights = new HashMap<>();
    for (Variable<?> weight : model.variables()) {
      weights.put(weight.name(), GenerationTurn.as(weight.read()));
    }
    return new Network(
        WeightSource.given(weights),
        model.spec(),
        model.ids().count(),
        Initializers.zeros(),
        Computation.prediction(settings, this));
  }

  /** Computes them. */
  void compute(Session session) {
    variables.initialize(session);
  }
}
