package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An object as Keras serialises it: a class and the arguments that make one like it. An argument
 * that is missing has Keras's default.
 *
 * @param className such as {@code GRU}
 * @param custom whether the class is not one of Keras's own
 * @param config the arguments
 * @param json the whole of it
 */
record KerasObject(String className, boolean custom, JsonNode config, JsonNode json) {

  /** The object, if the JSON is one. */
  static Optional<KerasObject> of(JsonNode json) {
    JsonNode className = json.path("class_name");
    if (!className.isTextual()) {
      return Optional.empty();
    }
    JsonNode module = json.path("module");
    boolean custom = module.isTextual() && !module.textValue().matches("keras(\\..*)?");
    JsonNode config = json.path("config");
    return Optional.of(
        new KerasObject(
            className.textValue(),
            custom || isCustomName(json.path("registered_name"), className.textValue()),
            config.isObject() ? config : MissingNode.getInstance(),
            json));
  }

  /** A class of Keras's own with its arguments. */
  static ObjectNode write(String module, String className, ObjectNode config) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("module", module).put("class_name", className);
    return json.<ObjectNode>set("config", config).putNull("registered_name");
  }

  /** Keras's own classes have none, or their class's; others have PACKAGE>CLASS. */
  private static boolean isCustomName(JsonNode registeredName, String className) {
    return registeredName.isTextual() && !registeredName.textValue().equals(className);
  }

  /** Whether it is of this class of Keras's. */
  boolean is(String name) {
    return !custom && className.equals(name);
  }

  /** Whether an argument has a value other than None. */
  boolean has(String argument) {
    return !isNone(config.path(argument));
  }

  /** Whether a value is missing or None. */
  static boolean isNone(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
