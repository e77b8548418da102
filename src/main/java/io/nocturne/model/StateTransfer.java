package io.nocturne.model;

import io.nocturne.model.ModelState.AdamState;
import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.Variables;
import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Copies the values of a network between a session's variables and arrays. */
final class StateTransfer {
  private static final String OPTIMIZER = "adam/";
  private static final String MEANS = "adam/m/";
  private static final String SQUARES = "adam/v/";
  private static final String ITERATIONS = "adam/iterations";

  private final Session session;
  private final Map<String, Variable<?>> variables;

  StateTransfer(Session session, Variables variables) {
    this.session = session;
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

  /** Returns the weights and, if there is one, the state of the optimizer. */
  ModelState state() {
    List<String> names = weightNames();
    if (!variables.containsKey(ITERATIONS)) {
      return ModelState.of(weights());
    }
    Stream<String> moments =
        Stream.of(MEANS, SQUARES).flatMap(prefix -> names.stream().map(prefix::concat));
    Map<String, float[]> all = read(Stream.concat(names.stream(), moments).toList());
    AdamState adam =
        new AdamState(iterations(), part(all, names, MEANS), part(all, names, SQUARES));
    return new ModelState(part(all, names, ""), Optional.of(adam));
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
    if (state.adam().isPresent()) {
      AdamState adam = state.adam().get();
      adam.means().forEach((name, values) -> set(MEANS + name, values));
      adam.squares().forEach((name, values) -> set(SQUARES + name, values));
      try (TInt64 value = TInt64.scalarOf(adam.iterations())) {
        assign(variables.get(ITERATIONS), value);
      }
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
    names.removeIf(name -> name.startsWith(OPTIMIZER) || name.startsWith(LossScale.PREFIX));
    return names;
  }

  private long iterations() {
    try (Result result = session.runner().fetch(variables.get(ITERATIONS).read()).run()) {
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

  private static Map<String, float[]> part(
      Map<String, float[]> all, List<String> names, String prefix) {
    Map<String, float[]> part = new LinkedHashMap<>();
    names.forEach(name -> part.put(name, all.get(prefix + name)));
    return part;
  }
}
