package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.model.AdamSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code compile_config}: optimiser and loss, as {@code compile} was given them. */
final class CompileConfig {
  /** Settings of Keras's Adam by which it would take other steps than nocturne's. */
  private static final List<String> FOREIGN =
      List.of(
          "weight_decay",
          "clipnorm",
          "clipvalue",
          "use_ema",
          "amsgrad",
          "loss_scale_factor",
          "gradient_accumulation_steps");

  private static final String STARTS_ANEW = "; nocturne trains with Adam, from the start";

  private CompileConfig() {}

  /**
   * How the model is trained.
   *
   * @param json {@code compile_config} of {@code config.json}; empty for a model not compiled
   * @param layerNotes what of its layers' training does not act in nocturne
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
      notes.add("the optimizer is " + name(json) + STARTS_ANEW);
      return Optional.empty();
    }
    JsonNode config = optimizer.get().config();
    for (String setting : FOREIGN) {
      JsonNode value = config.path(setting);
      if (value.isNumber() ? value.doubleValue() != 0 : value.asBoolean()) {
        notes.add("the optimizer's %s is %s".formatted(setting, Layer.shown(value)) + STARTS_ANEW);
        return Optional.empty();
      }
    }
    if (config.path("learning_rate").isObject()) {
      notes.add("the learning rate follows " + name(config.path("learning_rate")) + STARTS_ANEW);
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
    // Keras keeps the learning rate as a float32: 1e-3 comes as 0.0010000000474974513.
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

  /** The name by which a user knows a serialised object: its class, or a function's own. */
  private static String name(JsonNode json) {
    Optional<KerasObject> object = KerasObject.of(json);
    if (object.isEmpty()) {
      return json.isTextual() ? json.textValue() : Layer.shown(json);
    }
    return object.get().className().equals("function")
        ? json.path("config").asText("a function")
        : object.get().className();
  }

  /** What {@link #read} reads. */
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
