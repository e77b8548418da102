package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Labels;
import io.nocturne.export.keras.WeightsReader.StoredOptimizer;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Algorithm;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.model.OptimizerSpec.Range;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The optimizer that {@code compile} was called with, and its variables. */
final class OptimizerConfig {
  /** Settings of Keras's optimizers that nocturne's do not have. */
  private static final List<String> UNSUPPORTED =
      List.of("use_ema", "amsgrad", "decay", "loss_scale_factor", "gradient_accumulation_steps");

  private static final Map<Algorithm, String> CLASSES =
      Map.of(
          Algorithm.ADAM, "Adam",
          Algorithm.ADAMW, "AdamW",
          Algorithm.SGD, "SGD",
          Algorithm.RMSPROP, "RMSprop");

  /** The limits of gradients, which Keras calls otherwise; None means without a limit. */
  private static final Map<Parameter, String> CLIPPING =
      Map.of(
          Parameter.CLIP_NORM, "global_clipnorm",
          Parameter.CLIP_NORM_EACH, "clipnorm",
          Parameter.CLIP_VALUE, "clipvalue");

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

  /** Returns the optimizer, if nocturne can take its next step. */
  Optional<OptimizerSpec> read(JsonNode json) {
    Optional<OptimizerSpec> optimizer = KerasObject.isNone(json) ? unnamed() : named(json);
    optimizer.ifPresent(this::noteStart);
    return optimizer;
  }

  /** Returns the optimizer of a file that has its variables, but not its settings. */
  private Optional<OptimizerSpec> unnamed() {
    if (stored.isEmpty() || stored.get().iterations() == 0) {
      return Optional.empty();
    }
    String steps =
        "the optimizer's settings are missing, but %d steps of it are stored"
            .formatted(stored.get().iterations());
    if (!stored.get().name().map(name -> name.matches("adam(_\\d+)?")).orElse(false)) {
      notes.add(steps + NEW_ADAM);
      return Optional.empty();
    }
    notes.add(steps + "; Adam resumes with their learning rate and Keras's other defaults");
    return Optional.of(spec(OptimizerSpec.ADAM, withStoredRate()));
  }

  private Optional<OptimizerSpec> named(JsonNode json) {
    Optional<Algorithm> known = algorithm(json.asText());
    if (known.isPresent()) { // Keras 2 and up to 3.3 keep the name alone.
      return Optional.of(spec(OptimizerSpec.of(known.get()), withStoredRate()));
    }
    Optional<KerasObject> optimizer = KerasObject.of(json).filter(found -> !found.custom());
    Optional<Algorithm> algorithm =
        optimizer.flatMap(found -> algorithm(found.className().replace("Custom>", "")));
    if (algorithm.isEmpty()) {
      notes.add("the optimizer is " + CompileConfig.name(json) + NEW_ADAM);
      return Optional.empty();
    }
    JsonNode config = optimizer.get().config();
    List<String> differences = differences(config);
    if (!differences.isEmpty()) {
      notes.add(String.join(", ", differences) + NEW_ADAM);
      return Optional.empty();
    }
    return Optional.of(spec(OptimizerSpec.of(algorithm.get()), config));
  }

  private static Optional<Algorithm> algorithm(String name) {
    return CLASSES.keySet().stream()
        .filter(algorithm -> CLASSES.get(algorithm).equalsIgnoreCase(name))
        .findFirst();
  }

  /** Returns what nocturne's optimizer would do otherwise. */
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

  /** Notes why the optimizer starts from zero, unless Keras has made no step either. */
  private void noteStart(OptimizerSpec spec) {
    String start = "; %s starts with zero moments".formatted(CLASSES.get(spec.optimizer()));
    if (stored.isEmpty()) {
      notes.add("the file has no state of its optimizer" + start);
    } else if (stored.get().iterations() > 0
        && !stored.get().started()
        && !spec.slots().isEmpty()) {
      notes.add(
          "the file has %d steps of its optimizer, but no moments"
                  .formatted(stored.get().iterations())
              + start);
    }
  }

  private static OptimizerSpec spec(OptimizerSpec defaults, JsonNode config) {
    Map<Parameter, Double> values = new EnumMap<>(defaults.values());
    try {
      values.replaceAll((parameter, value) -> number(config, key(parameter), value));
      if (config.has("lr")) { // Up to Keras 2.2.
        values.put(Parameter.LEARNING_RATE, number(config, "lr", 0));
      }
      if (values.getOrDefault(Parameter.MOMENTUM, 0.0) == 0) {
        values.replace(Parameter.NESTEROV, 0.0); // In Keras it has no effect then.
      }
      return new OptimizerSpec(defaults.optimizer(), defaults.schedule(), values);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          "optimizer: " + e.getMessage() + "; compile the model with another and save it again", e);
    }
  }

  private static String key(Parameter parameter) {
    return CLIPPING.getOrDefault(parameter, Labels.of(parameter));
  }

  private static double number(JsonNode config, String key, double whenNone) {
    JsonNode value = config.path(key);
    if (KerasObject.isNone(value)) {
      return whenNone;
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? 1 : 0;
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException(key + " must be a number, was " + Layer.shown(value));
    }
    double number = value.doubleValue();
    // Keras stores numbers as float32: 1e-3 becomes 0.0010000000474974513.
    return (float) number == number ? Double.parseDouble(Float.toString((float) number)) : number;
  }

  /** Returns an optimizer as {@link #read} reads it. */
  static ObjectNode write(OptimizerSpec spec) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("name", Labels.of(spec.optimizer()));
    spec.optimizer()
        .defaults()
        .forEach(
            (parameter, usual) -> {
              double value = spec.get(parameter);
              if (parameter.range() == Range.SWITCH) {
                config.put(key(parameter), value != 0);
              } else if (value == 0 && isNone(parameter, usual)) {
                config.putNull(key(parameter));
              } else {
                config.put(key(parameter), value);
              }
            });
    return KerasObject.write("keras.optimizers", CLASSES.get(spec.optimizer()), config);
  }

  /** Returns whether Keras has None instead of 0; AdamW must have a decay. */
  private static boolean isNone(Parameter parameter, double usual) {
    return CLIPPING.containsKey(parameter) || (parameter == Parameter.WEIGHT_DECAY && usual == 0);
  }
}
