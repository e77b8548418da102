package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.export.keras.KerasModel.KerasTraining;
import io.nocturne.model.AdamSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code compile_config}: the optimizer and the loss that {@code compile} was called with. */
final class CompileConfig {
  /** Settings of Keras's Adam that nocturne's does not have. */
  private static final List<String> UNSUPPORTED =
      List.of(
          "weight_decay",
          "clipnorm",
          "clipvalue",
          "use_ema",
          "amsgrad",
          "loss_scale_factor",
          "gradient_accumulation_steps");

  private static final String NEW_ADAM = "; nocturne trains with Adam, from the start";

  private CompileConfig() {}

  /**
   * Reads the training of a model.
   *
   * @param json {@code compile_config} of {@code config.json}; empty for a model not compiled
   * @param layerNotes settings of its layers that have no effect in nocturne
   */
  static KerasTraining read(JsonNode json, List<String> layerNotes) {
    List<String> notes = new ArrayList<>(layerNotes);
    Optional<AdamSpec> adam =
        KerasObject.isNone(json.path("optimizer"))
            ? Optional.empty()
            : adam(json.path("optimizer"), notes);
    JsonNode loss = json.path("loss");
    if (!KerasObject.isNone(loss) && !isCrossEntropy(loss)) {
      notes.add("the loss is " + name(loss) + "; nocturne trains with the cross-entropy");
    }
    return new KerasTraining(adam, ignoredClass(loss.path("config").path("ignore_class")), notes);
  }

  private static Optional<AdamSpec> adam(JsonNode json, List<String> notes) {
    Optional<KerasObject> optimizer = KerasObject.of(json);
    if (!optimizer.map(object -> object.is("Adam")).orElse(false)) {
      notes.add("the optimizer is " + name(json) + NEW_ADAM);
      return Optional.empty();
    }
    JsonNode config = optimizer.get().config();
    for (String setting : UNSUPPORTED) {
      JsonNode value = config.path(setting);
      if (value.isNumber() ? value.doubleValue() != 0 : value.asBoolean()) {
        notes.add("the optimizer's %s is %s".formatted(setting, Layer.shown(value)) + NEW_ADAM);
        return Optional.empty();
      }
    }
    if (config.path("learning_rate").isObject()) {
      notes.add("the learning rate follows " + name(config.path("learning_rate")) + NEW_ADAM);
      return Optional.empty();
    }
    AdamSpec defaults = AdamSpec.KERAS;
    try {
      return Optional.of(
          new AdamSpec(
              number(config, "learning_rate", defaults.learningRate()),
              number(config, "beta_1", defaults.beta1()),
              number(config, "beta_2", defaults.beta2()),
              number(config, "epsilon", defaults.epsilon()),
              number(config, "global_clipnorm", defaults.clipNorm())));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          "optimizer: " + e.getMessage() + "; compile the model with another and save it again", e);
    }
  }

  private static double number(JsonNode config, String key, double whenNone) {
    JsonNode value = config.path(key);
    if (KerasObject.isNone(value)) {
      return whenNone;
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException(key + " must be a number, was " + Layer.shown(value));
    }
    double number = value.doubleValue();
    // Keras stores the learning rate as a float32: 1e-3 becomes 0.0010000000474974513.
    return (float) number == number ? Double.parseDouble(Float.toString((float) number)) : number;
  }

  private static boolean isCrossEntropy(JsonNode loss) {
    return List.of(
            "sparse_categorical_crossentropy",
            "categorical_crossentropy",
            "SparseCategoricalCrossentropy",
            "CategoricalCrossentropy")
        .contains(name(loss));
  }

  private static OptionalInt ignoredClass(JsonNode id) {
    return id.canConvertToInt() && id.intValue() >= 0
        ? OptionalInt.of(id.intValue())
        : OptionalInt.empty();
  }

  /** Returns the name of a serialized object for users: its class, or a function's own name. */
  private static String name(JsonNode json) {
    Optional<KerasObject> object = KerasObject.of(json);
    if (object.isEmpty()) {
      return json.isTextual() ? json.textValue() : Layer.shown(json);
    }
    return object.get().className().equals("function")
        ? json.path("config").asText("a function")
        : object.get().className();
  }

  /** Returns {@code compile_config} as {@link #read} reads it. */
  static ObjectNode write(KerasTraining training) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    training.adam().ifPresent(adam -> json.set("optimizer", adam(adam)));
    ObjectNode loss = JsonNodeFactory.instance.objectNode();
    loss.put("from_logits", false);
    training.ignoredClass().ifPresent(id -> loss.put("ignore_class", id));
    json.set("loss", KerasObject.write("keras.losses", "SparseCategoricalCrossentropy", loss));
    json.putArray("metrics").add("accuracy");
    return json;
  }

  private static ObjectNode adam(AdamSpec adam) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("name", "adam").put("learning_rate", adam.learningRate());
    config.put("beta_1", adam.beta1()).put("beta_2", adam.beta2());
    config.put("epsilon", adam.epsilon()).put("amsgrad", false);
    config.putNull("weight_decay").putNull("clipnorm").putNull("clipvalue");
    if (adam.clipNorm() > 0) {
      config.put("global_clipnorm", adam.clipNorm());
    } else {
      config.putNull("global_clipnorm");
    }
    return KerasObject.write("keras.optimizers", "Adam", config);
  }
}
