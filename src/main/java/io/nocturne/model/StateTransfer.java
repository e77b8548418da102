package io.nocturne.model;

import io.nocturne.model.ModelState.OptimizerState;
import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.Variables;
import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Copies the values of a network between a session's variables and arrays. */
final class StateTransfer {
  private static final String ITERATIONS = "iterations";

  private final Session session;
  private final Map<String, Variable<?>> variables;

  /** The beginning of the names of the optimizer's variables. */
  private final String optimizer;

  /** Creates one for the variables of a network without an optimizer. */
  StateTransfer(Session session, Variables variables) {
    this(session, variables, OptimizerSpec.ADAM);
  }

  /** Creates one for the variables of a network and its optimizer. */
  StateTransfer(Session session, Variables variables, OptimizerSpec optimizer) {
    this.session = session;
    this.optimizer = Optimizer.prefix(optimizer);
    this.variables =
        variables.all().stream()
            .collect(
                Collectors.toMap(
                    Variable::name, variable -> variable, (a, b) -> a, LinkedHashMap::new));
  }

  /** Returns the weights by name, in the order of the layers. */
  Map<String, float[]> weights() {
    return read(weightNames());
  }

  /** Returns the weights and the state of the optimizer. */
  ModelState state() {
    Map<String, Map<String, float[]>> slots = new LinkedHashMap<>();
    for (String slot : slotNames()) {
      String prefix = optimizer + slot + "/";
      Map<String, float[]> values = new LinkedHashMap<>();
      read(weightNames().stream().map(prefix::concat).toList())
          .forEach((name, value) -> values.put(name.substring(prefix.length()), value));
      slots.put(slot, values);
    }
    return new ModelState(weights(), Optional.of(new OptimizerState(iterations(), slots)));
  }

  /**
   * Sets the variables; an optimizer whose state is not given keeps its initial one.
   *
   * @throws IllegalArgumentException if the weights are not those of the network, or a size differs
   */
  void set(ModelState state) {
    List<String> names = weightNames();
    if (!List.copyOf(state.weights().keySet()).equals(names)) {
      throw new IllegalArgumentException(
          "weights must be %s, were %s".formatted(names, state.weights().keySet()));
    }
    state.weights().forEach(this::set);
    state.optimizer().ifPresent(this::set);
  }

  private void set(OptimizerState state) {
    if (!List.copyOf(state.slots().keySet()).equals(slotNames())) {
      throw new IllegalArgumentException(
          "slots must be %s, were %s".formatted(slotNames(), state.slots().keySet()));
    }
    state
        .slots()
        .forEach(
            (slot, values) ->
                values.forEach((name, value) -> set(optimizer + slot + "/" + name, value)));
    try (TInt64 value = TInt64.scalarOf(state.iterations())) {
      assign(variables.get(optimizer + ITERATIONS), value);
    }
  }

  /** Sets one weight, row-major. */
  void set(String name, float[] values) {
    Variable<?> variable = variables.get(name);
    if (values.length != variable.shape().size()) {
      throw new IllegalArgumentException(
          "%s must have %d values, had %d".formatted(name, variable.shape().size(), values.length));
    }
    try (TFloat32 value = Tensors.floats(variable.shape(), values)) {
      assign(variable, value);
    }
  }

  private void assign(Variable<?> variable, Tensor value) {
    session
        .runner()
        .feed(variable.initialValue().asOutput(), value)
        .addTarget(variable.assign())
        .run()
        .close();
  }

  private List<String> weightNames() {
    List<String> names = new ArrayList<>(variables.keySet());
    names.removeIf(name -> name.startsWith(optimizer) || name.startsWith(LossScale.PREFIX));
    return names;
  }

  /** Returns the slots in Keras's order: the first weight's, which all weights have. */
  private List<String> slotNames() {
    String weight = "/" + weightNames().get(0);
    return variables.keySet().stream()
        .filter(name -> name.startsWith(optimizer) && name.endsWith(weight))
        .map(name -> name.substring(optimizer.length(), name.length() - weight.length()))
        .toList();
  }

  private long iterations() {
    try (Result result =
        session.runner().fetch(variables.get(optimizer + ITERATIONS).read()).run()) {
      return ((TInt64) result.get(0)).getLong();
    }
  }

  private Map<String, float[]> read(List<String> names) {
    Session.Runner runner = session.runner();
    names.forEach(name -> runner.fetch(variables.get(name).read()));
    Map<String, float[]> values = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < names.size(); i++) {
        values.put(names.get(i), Tensors.toArray((TFloat32) result.get(i)));
      }
    }
    return values;
  }
}
