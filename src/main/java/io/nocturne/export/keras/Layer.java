package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A layer of an archive's {@code config.json}. Its arguments are read as Keras takes them: one that
 * is missing has Keras's default.
 *
 * @param name in Keras
 * @param object what it is
 * @param group where its weights are, such as {@code layers/bidirectional_1}
 */
record Layer(String name, KerasObject object, String group) {
  /** What to do about an argument that the weights were made for. */
  static final String RETRAIN = "train such a model";

  /** What to do about an argument on which no weight depends. */
  static final String REBUILD =
      "build the model so, give it these weights by set_weights and save that";

  /** Its class, for a message. */
  String kind() {
    return (object.custom() ? "the custom class " : "") + object.className();
  }

  boolean is(String className) {
    return object.is(className);
  }

  RefusedException refused(String problem) {
    return new RefusedException("layer " + name + ": " + problem);
  }

  /** A layer that this one wraps, under this one's name. */
  Optional<Layer> inner(String argument, String innerGroup) {
    return KerasObject.of(argument(argument))
        .map(inside -> new Layer(name, inside, group + "/" + innerGroup));
  }

  /** Refuses any text but this one, which is Keras's default. */
  void requireText(String argument, String value, String remedy) {
    if (!text(argument, value).equals(value)) {
      throw other(argument, '"' + value + '"', remedy);
    }
  }

  /** Refuses the other value than this one, which is Keras's default. */
  void require(String argument, boolean value, String remedy) {
    JsonNode found = argument(argument);
    if (!found.isMissingNode() && !(found.isBoolean() && found.booleanValue() == value)) {
      throw other(argument, python(value), remedy);
    }
  }

  /** Refuses any number but 0, which is Keras's default. */
  void requireZero(String argument, String remedy) {
    JsonNode found = argument(argument);
    if (!found.isMissingNode() && !(found.isNumber() && found.doubleValue() == 0)) {
      throw other(argument, "0", remedy);
    }
  }

  /** Refuses any value but None, which is Keras's default. */
  void requireNone(String argument, String remedy) {
    if (object.has(argument)) {
      throw other(argument, "None", remedy);
    }
  }

  /** Refuses other numbers than float32, and weights that are made of others than those stored. */
  void requirePlain() {
    JsonNode dtype = argument("dtype");
    JsonNode policy = dtype.isObject() ? dtype.path("config").path("name") : dtype;
    if (!KerasObject.isNone(policy) && !policy.asText().equals("float32")) {
      throw refused("dtype must be \"float32\", was %s; %s".formatted(shown(policy), REBUILD));
    }
    requireNone("quantization_config", REBUILD);
    requireNone("lora_rank", REBUILD);
  }

  /** A whole number from 1 on. */
  int size(String argument) {
    JsonNode found = argument(argument);
    if (!found.isInt() || found.intValue() < 1) {
      throw other(argument, "a whole number from 1 on", RETRAIN);
    }
    return found.intValue();
  }

  /** True, or False, which is Keras's default. */
  boolean flag(String argument) {
    return argument(argument).asBoolean();
  }

  /** A text; what is none is shown as it is. */
  String text(String argument, String whenMissing) {
    JsonNode found = argument(argument);
    if (found.isMissingNode()) {
      return whenMissing;
    }
    return found.isTextual() ? found.textValue() : shown(found);
  }

  /** Whether Keras leaves its weights as they are. */
  boolean isFrozen() {
    return !argument("trainable").asBoolean(true);
  }

  /** What of its training does not act in nocturne, a sentence each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (isFrozen()) {
      notes.add(
          "layer %s is frozen in Keras, but learns in nocturne, where the optimizer starts anew"
              .formatted(name));
    }
    for (Map.Entry<String, JsonNode> argument : object.config().properties()) {
      String key = argument.getKey();
      boolean rule = key.endsWith("_regularizer") || key.endsWith("_constraint");
      if (rule && object.has(key)) {
        notes.add("the %s of layer %s does not act in nocturne".formatted(key, name));
      }
    }
    return notes;
  }

  /** A value as Python writes it, cut short. */
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
