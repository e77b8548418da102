package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The layers of a Sequential model, or of a functional one in which each feeds the next. */
final class LayerChain {

  private LayerChain() {}

  /**
   * Returns the layers in order, including the input; a model among them is its layers.
   *
   * @param model of {@code config.json}
   * @throws RefusedException if they are not a chain
   */
  static List<Layer> of(KerasObject model) {
    if (model.custom() || !isModel(model)) {
      throw new RefusedException(
          "is a model of class %s, must be Sequential or functional; build one from its layers and save it"
              .formatted(model.className()));
    }
    return of(model, "layers");
  }

  private static boolean isModel(KerasObject object) {
    return object.is("Functional") || object.is("Sequential");
  }

  /**
   * Returns the layers of a model in order.
   *
   * @param group the HDF5 group of its layers
   */
  private static List<Layer> of(KerasObject model, String group) {
    boolean functional = model.is("Functional");
    JsonNode listed = model.config().path("layers");
    if (listed.isEmpty()) {
      throw new RefusedException("has no layers; build the model before you save it");
    }
    List<Layer> layers = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode json : listed) {
      Layer layer = layer(json, layers.size(), group, counts);
      if (functional) {
        requireAfter(layers, layer);
      }
      layers.add(layer);
    }
    if (functional) {
      requireOutput(model.config().path("output_layers"), layers.get(layers.size() - 1));
    }
    return flat(layers);
  }

  /** Returns layers and those of the models among them, whose inputs are the layers before. */
  private static List<Layer> flat(List<Layer> layers) {
    List<Layer> flat = new ArrayList<>();
    for (Layer layer : layers) {
      if (isModel(layer.object())) {
        of(layer.object(), layer.group() + "/layers").stream()
            .filter(inner -> flat.isEmpty() || !inner.is("InputLayer"))
            .forEach(flat::add);
      } else {
        flat.add(layer);
      }
    }
    return flat;
  }

  private static Layer layer(JsonNode json, int index, String group, Map<String, Integer> counts) {
    KerasObject object =
        KerasObject.of(json)
            .orElseThrow(() -> new RefusedException("layer %d has no class_name".formatted(index)));
    String type = snakeCase(object.className());
    int earlier = counts.merge(type, 1, Integer::sum) - 1;
    String name = object.config().path("name").asText("number " + index);
    return new Layer(name, object, group + "/" + type + (earlier == 0 ? "" : "_" + earlier));
  }

  /**
   * Converts a name to that of its group, as Keras does: {@code TimeDistributed} to {@code
   * time_distributed}.
   */
  private static String snakeCase(String className) {
    return className
        .replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  private static void requireAfter(List<Layer> before, Layer layer) {
    JsonNode nodes = layer.object().json().path("inbound_nodes");
    List<String> sources = new ArrayList<>();
    nodes.findParents("keras_history").forEach(t -> sources.add(source(t.path("keras_history"))));
    List<String> expected =
        before.isEmpty() ? List.of() : List.of(before.get(before.size() - 1).name());
    if (!sources.equals(expected)) {
      throw layer.refused(
          "reads %s, must read %s; only a chain of layers can be imported"
              .formatted(shown(sources), shown(expected)));
    }
    for (JsonNode call : nodes) {
      if (call.path("kwargs").path("training").asBoolean()) {
        throw layer.refused("must not be called with training=True; " + Layer.REBUILD);
      }
    }
  }

  private static void requireOutput(JsonNode outputs, Layer last) {
    JsonNode output = outputs;
    while (output.size() == 1) {
      output = output.iterator().next();
    }
    if (!source(output).equals(last.name())) {
      throw new RefusedException(
          "has other outputs than that of its last layer, %s; save a model without them"
              .formatted(last.name()));
    }
  }

  /** Returns the layer in a history of [layer, call, output]. */
  private static String source(JsonNode history) {
    return history.path(0).asText("");
  }

  private static String shown(List<String> layers) {
    return layers.isEmpty() ? "nothing" : String.join(" and ", layers);
  }
}
