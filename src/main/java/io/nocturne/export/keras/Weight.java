package io.nocturne.export.keras;

import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A weight of a network.
 *
 * @param name in nocturne
 * @param part its path in its layer's group, such as {@code forward_layer/cell/vars/0}
 * @param shape one or two dimensions
 */
record Weight(String name, String part, List<Integer> shape) {
  static final String EMBEDDINGS = "embedding/embeddings";

  private static final List<String> GRU_PARTS = List.of("kernel", "recurrent_kernel", "bias");

  /** Returns all weights, layer by layer, in the order of Keras and nocturne. */
  static List<List<Weight>> byLayer(ModelSpec spec, int vocabularySize) {
    List<List<Weight>> layers = new ArrayList<>();
    layers.add(
        List.of(new Weight(EMBEDDINGS, "vars/0", List.of(vocabularySize, spec.embedding()))));
    for (int i = 0; i < spec.layers(); i++) {
      layers.add(recurrent(spec, i));
    }
    int width = spec.outputWidth(spec.layers() - 1);
    layers.add(
        List.of(
            new Weight("dense/kernel", "vars/0", List.of(width, vocabularySize)),
            new Weight("dense/bias", "vars/1", List.of(vocabularySize))));
    return layers;
  }

  /** Returns all weights in one list. */
  static List<Weight> all(ModelSpec spec, int vocabularySize) {
    return byLayer(spec, vocabularySize).stream().flatMap(List::stream).toList();
  }

  /** Returns the number of values. */
  long size() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /**
   * Requires the values of a network's weights.
   *
   * @throws IllegalArgumentException naming the weight that is missing or of another size
   */
  static void requireAll(ModelSpec spec, int vocabularySize, Map<String, float[]> values) {
    List<Weight> weights = all(spec, vocabularySize);
    List<String> names = weights.stream().map(Weight::name).toList();
    if (!names.equals(List.copyOf(values.keySet()))) {
      throw new IllegalArgumentException(
          "weights must be %s, were %s".formatted(names, values.keySet()));
    }
    for (Weight weight : weights) {
      int length = values.get(weight.name()).length;
      if (length != weight.size()) {
        throw new IllegalArgumentException(
            "%s must have %d values, had %d".formatted(weight.name(), weight.size(), length));
      }
    }
  }

  private static List<Weight> recurrent(ModelSpec spec, int index) {
    int units = spec.units(index);
    int gates = Math.multiplyExact(3, units);
    List<List<Integer>> shapes =
        List.of(List.of(spec.inputWidth(index), gates), List.of(units, gates), List.of(2, gates));
    List<String> groups = cells(spec.directions());
    List<String> prefixes = spec.directions().prefixes(spec.directions().layer(index));
    List<Weight> weights = new ArrayList<>();
    for (int direction = 0; direction < prefixes.size(); direction++) {
      for (int i = 0; i < GRU_PARTS.size(); i++) {
        weights.add(
            new Weight(
                prefixes.get(direction) + "/" + GRU_PARTS.get(i),
                groups.get(direction) + "/vars/" + i,
                shapes.get(i)));
      }
    }
    return weights;
  }

  /** Returns the group of each direction's weights in a layer's group. */
  private static List<String> cells(Directions directions) {
    return switch (directions) {
      case BOTH -> List.of("forward_layer/cell", "backward_layer/cell");
      case FORWARD -> List.of("cell");
    };
  }
}
