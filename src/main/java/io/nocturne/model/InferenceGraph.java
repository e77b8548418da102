package io.nocturne.model;

import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Variables.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/**
 * The graph of a trained network and the session that holds its weights. Further ops on the same
 * weights can be added.
 *
 * @param settings of the session
 * @param variables the weights, in the order of the layers
 */
record InferenceGraph(
    ModelSpec spec,
    TokenIds ids,
    SessionSettings settings,
    Graph graph,
    Session session,
    List<Variable<?>> variables) {

  /** Returns this with another shape that has the same variables. */
  InferenceGraph with(ModelSpec other) {
    return new InferenceGraph(other, ids, settings, graph, session, variables);
  }

  /** Returns the values of the weights by their names, in the order of the layers. */
  Map<String, Operand<TFloat32>> weights() {
    Map<String, Operand<TFloat32>> weights = new LinkedHashMap<>();
    for (Variable<?> variable : variables) {
      weights.put(variable.name(), GenerationTurn.as(variable.read()));
    }
    return weights;
  }
}
