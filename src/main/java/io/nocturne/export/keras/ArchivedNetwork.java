package io.nocturne.export.keras;

import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as the layers of a Keras model.
 *
 * @param spec the shape of the network
 * @param vocabularySize number of tokens that it reads and predicts
 * @param groups the HDF5 group of each layer that has weights, in order
 * @param frozen whether Keras does not train some of its weights, and has no moments for them
 * @param notes settings of its layers that have no effect on training in nocturne
 */
record ArchivedNetwork(
    ModelSpec spec, int vocabularySize, List<String> groups, boolean frozen, List<String> notes) {

  ArchivedNetwork {
    groups = List.copyOf(groups);
    notes = List.copyOf(notes);
  }

  /** Returns the weights and the paths of their data sets, in order. */
  Map<Weight, String> dataSets() {
    Map<Weight, String> paths = new LinkedHashMap<>();
    List<List<Weight>> layers = Weight.byLayer(spec, vocabularySize);
    for (int i = 0; i < layers.size(); i++) {
      for (Weight weight : layers.get(i)) {
        paths.put(weight, groups.get(i) + "/" + weight.part());
      }
    }
    return paths;
  }

  /** Returns the network in the layout of {@link ModelConfig}. */
  static ArchivedNetwork of(ModelSpec spec, int vocabularySize) {
    String type = spec.directions() == Directions.BOTH ? "bidirectional" : "gru";
    List<String> groups = new ArrayList<>(List.of("layers/embedding"));
    for (int i = 0; i < spec.layers(); i++) {
      groups.add("layers/" + type + (i == 0 ? "" : "_" + i));
    }
    groups.add("layers/dense");
    return new ArchivedNetwork(spec, vocabularySize, groups, false, List.of());
  }
}
