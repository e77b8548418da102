package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.export.keras.WeightsReader.StoredOptimizer;
import io.nocturne.model.AdamSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The optimizer that {@code compile} was called with, and its variables. */
final class OptimizerConfig {
  /** Settings of Keras's Adam that nocturne's does not have. */
  private static final List<String> UNSUPPORTED =
      List.of(
          "weight_decay",
          "clipnorm",
          "clipvalue",
          "use_ema",
          "amsgrad",
          "decay",
          "loss_scale_factor",
          "gradient_accumulation_steps");

  private static final String ADAM = "adam";
  private static final String RATE = "learning_rate";
  private static final String NEW_ADAM = "; nocturne trains with Adam, from the start";

  private final Optional<StoredOptimizer> stored;
  private final List<String> notes;

  /**
   * Prepares to read an optimizer.
   *
   * @param stored its variables, if the file has any
   * @param notes to which differences are added, a sentence each
   */
  OptimizerConfig(Optional<StoredOptimizer> stored, List<String> notes) {
    this.stored = stored;
    this.notes = notes;
  }

  /** Returns Adam, if that is the optimizer and nocturne can take its next step. */
  Optional<AdamSpec> read(JsonNode json) {
    Optional<AdamSpec> adam = KerasObject.isNone(json) ? unnamed() : named(json);
    if (adam.isPresent()) {
      noteStart();
    }
    return adam;
  }

  /** Returns the optimizer of a file that has its variables, but not its settings. */
  private Optional<AdamSpec> unnamed() {
    if (stored.isEmpty() || stored.get().iterations() == 0) {
      return Optional.empty();
    }
    String steps =
        "the optimizer's settings are missing, but %d steps of it are stored"
            .formatted(stored.get().iterations());
    if (!stored.get().name().map(name -> name.matches(ADAM + "(_\\d+)?")).orElse(false)) {
      notes.add(steps + NEW_ADAM);
      return Optional.empty();
    }
    notes.add(steps + "; Adam resumes with their learning rate and Keras's other defaults");
    return Optional.of(spec(withStoredRate()));
  }

  private Optional<AdamSpec> named(JsonNode json) {
    if (json.asText().toLowerCase(Locale.ROOT).equals(ADAM)) {
      return Optional.of(spec(withStoredRate())); // Keras 2 and up to 3.3 keep the name alone.
    }
    Optional<KerasObject> optimizer = KerasObject.of(json);
    boolean isAdam =
        optimizer
            .filter(found -> !found.custom())
            .map(found -> found.className().replace("Custom>", "").equals("Adam"))
            .orElse(false);
    if (!isAdam) {
      notes.add("the optimizer is " + CompileConfig.name(json) + NEW_ADAM);
      return Optional.empty();
    }
    JsonNode config = optimizer.get().config();
    List<String> differences = differences(config);
    if (!differences.isEmpty()) {
      notes.add(String.join(", ", differences) + NEW_ADAM);
      return Optional.empty();
    }
    return Optional.of(spec(config));
  }

  /** Returns what nocturne's Adam would do otherwise. */
  private static List<String> differences(JsonNode config) {
    List<String> differences = new ArrayList<>();
    for (String setting : UNSUPPORTED) {
      JsonNode value = config.path(setting);
      if (value.isNumber() ? value.doubleValue() != 0 : value.asBoolean()) {
        differences.add("the optimizer's %s is %s".formatted(setting, Layer.shown(value)));
      }
    }
    if (config.path(RATE).isObject()) {
      differences.add("the learning rate follows " + CompileConfig.name(config.path(RATE)));
    }
    return differences;
  }

  private JsonNode withStoredRate() {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    stored.flatMap(StoredOptimizer::learningRate).ifPresent(rate -> config.put(RATE, rate));
    return config;
  }

  /** Notes why Adam starts from zero, unless Keras has made no step either. */
  private void noteStart() {
    if (stored.isEmpty()) {
      notes.add("the file has no state of its optimizer; Adam starts with zero moments");
    } else if (stored.get().iterations() > 0 && !stored.get().started()) {
      notes.add(
          "the file has %d steps of its optimizer, but no moments; Adam starts with zero moments"
              .formatted(stored.get().iterations()));
    }
  }

  private static AdamSpec spec(JsonNode config) {
    AdamSpec defaults = AdamSpec.KERAS;
    try {
      return new AdamSpec(
          number(config, RATE, number(config, "lr", defaults.learningRate())), // lr up to Keras 2.2
          number(config, "beta_1", defaults.beta1()),
          number(config, "beta_2", defaults.beta2()),
          number(config, "epsilon", defaults.epsilon()),
          number(config, "global_clipnorm", defaults.clipNorm()));
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
    // Keras stores numbers as float32: 1e-3 becomes 0.0010000000474974513.
    return (float) number == number ? Double.parseDouble(Float.toString((float) number)) : number;
  }

  /** Returns Adam as {@link #read} reads it. */
  static ObjectNode write(AdamSpec adam) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("name", ADAM).put(RATE, adam.learningRate());
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
