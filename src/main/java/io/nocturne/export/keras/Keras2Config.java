package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Converts the configuration of a Keras 2 model to that of Keras 3, as far as nocturne reads it.
 */
final class Keras2Config {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String KERAS_2_SHAPE = "batch_input_shape";
  private static final String SHAPE = "batch_shape";

  private Keras2Config() {}

  /**
   * Returns the model as Keras 3 describes it, with an input layer; a model of Keras 3 stays as it
   * is.
   *
   * @param model an object with {@code class_name} and {@code config}
   */
  static JsonNode upgraded(JsonNode model) {
    if (!model.isObject()) {
      return model;
    }
    ObjectNode upgraded = (ObjectNode) withoutTuples(model);
    upgradeModel(upgraded);
    return upgraded;
  }

  private static void upgradeModel(ObjectNode model) {
    if (model.path("class_name").asText().equals("Model")) {
      model.put("class_name", "Functional"); // Its name up to Keras 2.3.
    }
    JsonNode config = model.path("config");
    if (config.isArray()) { // A Sequential up to Keras 2.2.2.
      config = model.putObject("config").set("layers", config);
    }
    if (config.path("layers") instanceof ArrayNode layers) {
      layers.forEach(Keras2Config::upgradeLayer);
      JsonNode first = layers.path(0);
      JsonNode shape = first.path("config").path(KERAS_2_SHAPE);
      if (shape.isArray() && !first.path("class_name").asText().equals("InputLayer")) {
        layers.insert(0, input(first, shape));
      }
    }
  }

  /** Returns a copy with a list for each tuple, which SavedModels have in objects. */
  private static JsonNode withoutTuples(JsonNode json) {
    if (json.path("class_name").asText().equals("__tuple__")) {
      return withoutTuples(json.path("items"));
    }
    if (json.isArray()) {
      ArrayNode copy = JSON.arrayNode();
      json.forEach(each -> copy.add(withoutTuples(each)));
      return copy;
    }
    if (json.isObject()) {
      ObjectNode copy = JSON.objectNode();
      json.properties().forEach(each -> copy.set(each.getKey(), withoutTuples(each.getValue())));
      return copy;
    }
    return json;
  }

  private static void upgradeLayer(JsonNode layer) {
    if (layer instanceof ObjectNode model) {
      upgradeModel(model); // Only those within a model have layers.
    }
    if (layer.path("class_name").asText().equals("InputLayer")
        && layer.path("config") instanceof ObjectNode config
        && config.has(KERAS_2_SHAPE)) {
      config.set(SHAPE, config.remove(KERAS_2_SHAPE));
    }
    if (layer.path("inbound_nodes") instanceof ArrayNode calls) {
      for (int i = 0; i < calls.size(); i++) {
        if (calls.get(i).isArray()) {
          calls.set(i, call(calls.get(i)));
        }
      }
    }
  }

  private static ObjectNode input(JsonNode first, JsonNode shape) {
    ObjectNode config = JSON.objectNode();
    config.put("name", first.path("config").path("name").asText("first") + "_input");
    config.set(SHAPE, shape);
    return KerasObject.write("keras.layers", "InputLayer", config);
  }

  /** Converts a call, a list of [layer, call, output, arguments], which may be in further lists. */
  private static ObjectNode call(JsonNode inputs) {
    ObjectNode call = JSON.objectNode();
    ArrayNode arguments = call.putArray("args");
    ObjectNode named = call.putObject("kwargs");
    addInputs(inputs, arguments, named);
    return call;
  }

  private static void addInputs(JsonNode inputs, ArrayNode arguments, ObjectNode named) {
    if (!inputs.path(0).isTextual()) {
      inputs.forEach(inside -> addInputs(inside, arguments, named));
      return;
    }
    ObjectNode tensor = arguments.addObject().put("class_name", "__keras_tensor__");
    ArrayNode history = tensor.putObject("config").putArray("keras_history");
    history.add(inputs.get(0)).add(inputs.path(1)).add(inputs.path(2));
    if (inputs.path(3) instanceof ObjectNode given) {
      named.setAll(given);
    }
  }
}
