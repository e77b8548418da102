package io.nocturne.export.keras;

import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of nocturne's as the layers of a Keras model make it.
 *
 * @param spec its sizes
 * @param vocabularySize how many tokens it reads and predicts
 * @param groups where the weights of each layer that has some are, in order
 * @param frozen whether Keras leaves some of its weights as they are, and has no moments for them
 * @param notes what of its layers does not act on training here
 */
record ArchivedNetwork(
    ModelSpec spec, int vocabularySize, List<String> groups, boolean frozen, List<String> notes) {

  ArchivedNetwork {
    groups = List.copyOf(groups);
    notes = List.copyOf(notes);
  }

  /** The weights and the paths of their data sets, in order. */
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

  /** The network as {@link ModelConfig} lays it out. */
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
