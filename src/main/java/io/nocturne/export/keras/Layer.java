package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A layer of an archive's {@code config.json}. A missing argument has Keras's default.
 *
 * @param name in Keras
 * @param object its class and arguments
 * @param group the HDF5 group of its weights, such as {@code layers/bidirectional_1}
 */
record Layer(String name, KerasObject object, String group) {
  /** The remedy for an argument that the weights depend on. */
  static final String RETRAIN = "train such a model";

  /** The remedy for an argument that no weight depends on. */
  static final String REBUILD =
      "build the model that way, copy the weights with set_weights and save it";

  /** Returns its name, or that of a layer which another one wraps. */
  String ownName() {
    return object.config().path("name").asText(name);
  }

  /** Returns the class, for a message. */
  String kind() {
    return (object.custom() ? "the custom class " : "") + object.className();
  }

  boolean is(String className) {
    return object.is(className);
  }

  RefusedException refused(String problem) {
    return new RefusedException("layer " + name + ": " + problem);
  }

  /** Returns a layer that this one wraps, under this one's name. */
  Optional<Layer> inner(String argument, String innerGroup) {
    return KerasObject.of(argument(argument))
        .map(inside -> new Layer(name, inside, group + "/" + innerGroup));
  }

  /** Requires a text, which is Keras's default. */
  void requireText(String argument, String value, String remedy) {
    if (!text(argument, value).equals(value)) {
      throw other(argument, '"' + value + '"', remedy);
    }
  }

  /** Requires a value, which is Keras's default. */
  void require(String argument, boolean value, String remedy) {
    JsonNode found = argument(argument);
    if (!found.isMissingNode() && !(found.isBoolean() && found.booleanValue() == value)) {
      throw other(argument, python(value), remedy);
    }
  }

  /** Requires 0, which is Keras's default. */
  void requireZero(String argument, String remedy) {
    JsonNode found = argument(argument);
    if (!found.isMissingNode() && !(found.isNumber() && found.doubleValue() == 0)) {
      throw other(argument, "0", remedy);
    }
  }

  /** Requires None, which is Keras's default. */
  void requireNone(String argument, String remedy) {
    if (object.has(argument)) {
      throw other(argument, "None", remedy);
    }
  }

  /** Requires float32, and weights that are stored directly. */
  void requirePlain() {
    JsonNode dtype = argument("dtype");
    JsonNode policy = dtype.isObject() ? dtype.path("config").path("name") : dtype;
    if (!KerasObject.isNone(policy) && !policy.asText().equals("float32")) {
      throw refused("dtype must be \"float32\", was %s; %s".formatted(shown(policy), REBUILD));
    }
    requireNone("quantization_config", REBUILD);
    requireNone("lora_rank", REBUILD);
  }

  /** Returns a whole number of at least 1. */
  int size(String argument) {
    JsonNode found = argument(argument);
    if (!found.isInt() || found.intValue() < 1) {
      throw other(argument, "a whole number of at least 1", RETRAIN);
    }
    return found.intValue();
  }

  /** Returns a flag; Keras's default is False. */
  boolean flag(String argument) {
    return argument(argument).asBoolean();
  }

  /** Returns a text, or another value as it is shown. */
  String text(String argument, String whenMissing) {
    JsonNode found = argument(argument);
    if (found.isMissingNode()) {
      return whenMissing;
    }
    return found.isTextual() ? found.textValue() : shown(found);
  }

  /** Returns whether Keras does not train its weights. */
  boolean isFrozen() {
    return !argument("trainable").asBoolean(true);
  }

  /** Returns the settings that have no effect in nocturne, a sentence each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (isFrozen()) {
      notes.add(
          "layer %s is frozen in Keras, but is trained in nocturne, with a new optimizer"
              .formatted(name));
    }
    for (Map.Entry<String, JsonNode> argument : object.config().properties()) {
      String key = argument.getKey();
      boolean rule = key.endsWith("_regularizer") || key.endsWith("_constraint");
      if (rule && object.has(key)) {
        notes.add("the %s of layer %s has no effect in nocturne".formatted(key, name));
      }
    }
    return notes;
  }

  /** Returns a value in Python's notation, truncated. */
  static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "missing";
    }
    if (value.isNull()) {
      return "None";
    }
    if (value.isBoolean()) {
      return python(value.booleanValue());
    }
    if (value.isObject()) {
      return value.path("class_name").asText("a dictionary");
    }
    String text = value.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  private JsonNode argument(String argument) {
    return object.config().path(argument);
  }

  private RefusedException other(String argument, String required, String remedy) {
    return refused(
        "%s must be %s, was %s; %s"
            .formatted(argument, required, shown(argument(argument)), remedy));
  }

  private static String python(boolean value) {
    return value ? "True" : "False";
  }
}
