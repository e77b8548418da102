package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An object as Keras serializes it: a class and its arguments. A missing argument has Keras's
 * default.
 *
 * @param className such as {@code GRU}
 * @param custom whether the class is not one of Keras's own
 * @param config the arguments
 * @param json the complete object
 */
record KerasObject(String className, boolean custom, JsonNode config, JsonNode json) {

  /** Returns the object, if the JSON is one. */
  static Optional<KerasObject> of(JsonNode json) {
    JsonNode className = json.path("class_name");
    if (!className.isTextual()) {
      return Optional.empty();
    }
    JsonNode module = json.path("module");
    boolean custom = module.isTextual() && !module.textValue().matches("(tf_)?keras(\\..*)?");
    JsonNode config = json.path("config");
    return Optional.of(
        new KerasObject(
            className.textValue(),
            custom || isCustomName(json.path("registered_name"), className.textValue()),
            config.isObject() ? config : MissingNode.getInstance(),
            json));
  }

  /** Returns the JSON of one of Keras's classes. */
  static ObjectNode write(String module, String className, ObjectNode config) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("module", module).put("class_name", className);
    return json.<ObjectNode>set("config", config).putNull("registered_name");
  }

  /**
   * Returns whether a name is custom: Keras's classes have none, or the class's; others have a
   * package.
   */
  private static boolean isCustomName(JsonNode registeredName, String className) {
    return registeredName.isTextual() && !registeredName.textValue().equals(className);
  }

  /** Returns whether this is of one of Keras's classes. */
  boolean is(String name) {
    return !custom && className.equals(name);
  }

  /** Returns whether an argument has a value other than None. */
  boolean has(String argument) {
    return !isNone(config.path(argument));
  }

  /** Returns whether a value is missing or None. */
  static boolean isNone(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
