package io.nocturne.export.keras;

import io.nocturne.export.keras.StatePaths.OptimizerPaths;
import io.nocturne.export.keras.TensorSource.StoredTensor;
import io.nocturne.model.ModelState;
import io.nocturne.model.ModelState.OptimizerState;
import io.nocturne.model.OptimizerSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a network's weights and its optimizer's state from a file. */
final class WeightsReader {
  private static final String AGAIN = "; save the model again";

  private final TensorSource tensors;
  private final StatePaths paths;
  private final String place;

  /**
   * Prepares to read a network.
   *
   * @param place what stands before a path in a message, such as {@code "model.weights.h5, "}
   */
  WeightsReader(TensorSource tensors, StatePaths paths, String place) {
    this.tensors = tensors;
    this.paths = paths;
    this.place = place;
  }

  /**
   * Returns the network's weights, and the optimizer's state if it has one.
   *
   * @param optimizer whose state is read; empty for the weights alone
   * @throws RefusedException if a weight is missing, of another shape or not finite
   */
  ModelState read(Optional<OptimizerSpec> optimizer) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    paths
        .weights()
        .forEach((weight, path) -> weights.put(weight.name(), floats(path, weight.shape())));
    try {
      return new ModelState(weights, optimizer.flatMap(this::state));
    } catch (RefusedException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(e.getMessage() + "; save the model as it was before", e);
    }
  }

  /** Returns the optimizer as the file has it; a setting that it lacks is empty. */
  Optional<StoredOptimizer> optimizer() {
    return paths
        .optimizer()
        .map(
            stored ->
                new StoredOptimizer(
                    stored.name(),
                    iterations(stored),
                    stored.learningRate().map(path -> (double) floats(path, List.of())[0]),
                    !stored.moments().isEmpty()));
  }

  /** Returns the state, or empty before the first step, in which Keras makes the moments. */
  private Optional<OptimizerState> state(OptimizerSpec optimizer) {
    return paths
        .optimizer()
        .filter(stored -> optimizer.slots().isEmpty() || !stored.moments().isEmpty())
        .map(
            stored -> {
              Map<String, Map<String, float[]>> slots = new LinkedHashMap<>();
              stored
                  .slots(optimizer, paths.weights().size())
                  .forEach((slot, places) -> slots.put(slot, moments(places)));
              return new OptimizerState(iterations(stored), slots);
            });
  }

  private Map<String, float[]> moments(List<String> places) {
    List<Weight> weights = List.copyOf(paths.weights().keySet());
    Map<String, float[]> moments = new LinkedHashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      moments.put(weights.get(i).name(), floats(places.get(i), weights.get(i).shape()));
    }
    return moments;
  }

  private long iterations(OptimizerPaths stored) {
    Object steps = tensor(stored.iterations(), List.of()).values();
    if (steps instanceof Long || steps instanceof Integer) {
      return ((Number) steps).longValue();
    }
    throw refused(
        stored.iterations(), "must be a whole number, was " + steps.getClass().getSimpleName());
  }

  private float[] floats(String path, List<Integer> shape) {
    Object values = tensor(path, shape).values();
    if (values instanceof Float single) {
      return new float[] {single};
    }
    if (values instanceof float[] floats) {
      return floats;
    }
    String type = values.getClass().getSimpleName().replace("[]", "").toLowerCase(Locale.ROOT);
    throw refused(path, "must be of float32, was of " + type);
  }

  private StoredTensor tensor(String path, List<Integer> shape) {
    StoredTensor tensor =
        tensors
            .find(path)
            .orElseThrow(() -> refused(path, "is missing, must be of shape " + shape));
    if (!tensor.shape().equals(shape)) {
      throw refused(path, "must be of shape " + shape + ", was of " + tensor.shape());
    }
    return tensor;
  }

  private RefusedException refused(String path, String problem) {
    return new RefusedException(place + path + ": " + problem + AGAIN);
  }

  /**
   * An optimizer's variables.
   *
   * @param name of the optimizer, if the file has it
   * @param learningRate if the file has it
   * @param started whether there are moments of the weights
   */
  record StoredOptimizer(
      Optional<String> name, long iterations, Optional<Double> learningRate, boolean started) {}
}
