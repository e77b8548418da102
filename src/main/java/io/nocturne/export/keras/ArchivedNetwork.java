package io.nocturne.export.keras;

import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network as the layers of a Keras model.
 *
 * @param spec the shape of the network
 * @param vocabularySize number of tokens that it reads and predicts
 * @param embedding the HDF5 group of the embedding; empty if one-hot tokens are read without one
 * @param groups the HDF5 groups of the other layers that have weights, in order
 * @param frozen whether Keras does not train some of its weights, and has no moments for them
 * @param notes the differences between training its layers in Keras and in nocturne
 */
record ArchivedNetwork(
    ModelSpec spec,
    int vocabularySize,
    Optional<String> embedding,
    List<String> groups,
    boolean frozen,
    List<String> notes) {

  ArchivedNetwork {
    groups = List.copyOf(groups);
    notes = List.copyOf(notes);
  }

  /** Returns the weights and the paths of their data sets, in order. */
  Map<Weight, String> dataSets() {
    Map<Weight, String> paths = new LinkedHashMap<>();
    List<List<Weight>> layers = Weight.byLayer(spec, vocabularySize);
    embedding.ifPresent(group -> put(paths, group, layers.get(0)));
    for (int i = 0; i < groups.size(); i++) {
      put(paths, groups.get(i), layers.get(1 + i));
    }
    return paths;
  }

  private static void put(Map<Weight, String> paths, String group, List<Weight> weights) {
    weights.forEach(weight -> paths.put(weight, group + "/" + weight.part()));
  }

  /** Returns whether the optimizer has moments of all weights. */
  boolean hasAllMoments() {
    return !frozen && embedding.isPresent();
  }

  /**
   * Returns the state of all weights.
   *
   * @param read the state of those that have data sets; the identity is the embedding of one-hot
   *     tokens
   */
  ModelState complete(ModelState read) {
    if (embedding.isPresent()) {
      return read;
    }
    float[] identity = new float[Math.multiplyExact(vocabularySize, vocabularySize)];
    for (int i = 0; i < vocabularySize; i++) {
      identity[i * vocabularySize + i] = 1;
    }
    Map<String, float[]> weights = new LinkedHashMap<>();
    weights.put(Weight.EMBEDDINGS, identity);
    weights.putAll(read.weights());
    return ModelState.of(weights);
  }

  /** Returns the network in the layout of {@link ModelConfig}. */
  static ArchivedNetwork of(ModelSpec spec, int vocabularySize) {
    String type = spec.directions() == Directions.BOTH ? "bidirectional" : "gru";
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < spec.layers(); i++) {
      groups.add("layers/" + type + (i == 0 ? "" : "_" + i));
    }
    groups.add("layers/dense");
    return new ArchivedNetwork(
        spec, vocabularySize, Optional.of("layers/embedding"), groups, false, List.of());
  }
}
