package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.export.keras.KerasModel.KerasTraining;
import io.nocturne.export.keras.WeightsReader.StoredOptimizer;
import io.nocturne.model.OptimizerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The optimizer, the loss and the metrics that {@code compile} was called with: {@code
 * compile_config} in archives, {@code training_config} in other files.
 */
final class CompileConfig {
  private static final Set<String> CROSS_ENTROPIES =
      Set.of(
          "sparse_categorical_crossentropy",
          "categorical_crossentropy",
          "SparseCategoricalCrossentropy",
          "CategoricalCrossentropy");

  private static final Set<String> ACCURACIES =
      Set.of(
          "acc",
          "accuracy",
          "Accuracy",
          "sparse_categorical_accuracy",
          "SparseCategoricalAccuracy",
          "categorical_accuracy",
          "CategoricalAccuracy");

  private final JsonNode json;
  private final Optional<StoredOptimizer> optimizer;
  private final Layer output;

  /**
   * Prepares to read the settings.
   *
   * @param json missing or null for a model that was not compiled
   * @param optimizer the variables of the optimizer, if the file has any
   * @param output the last layer
   */
  CompileConfig(JsonNode json, Optional<StoredOptimizer> optimizer, Layer output) {
    this.json = json;
    this.optimizer = optimizer;
    this.output = output;
  }

  /**
   * Returns the training of the model.
   *
   * @param layerNotes settings of its layers that have no effect in nocturne
   */
  KerasTraining read(List<String> layerNotes) {
    List<String> notes = new ArrayList<>(layerNotes);
    JsonNode named =
        json.has("optimizer_config") ? json.path("optimizer_config") : json.path("optimizer");
    Optional<OptimizerSpec> spec = new OptimizerConfig(optimizer, notes).read(named);
    JsonNode loss = only(json.path("loss"));
    noteLoss(loss, notes);
    noteMetrics(notes);
    return new KerasTraining(spec, ignoredClass(loss.path("config").path("ignore_class")), notes);
  }

  private void noteLoss(JsonNode loss, List<String> notes) {
    if (KerasObject.isNone(loss)) {
      return;
    }
    if (!CROSS_ENTROPIES.contains(name(loss))) {
      notes.add("the loss is " + name(loss) + "; nocturne trains with the cross-entropy");
      return;
    }
    List<String> differences = new ArrayList<>();
    JsonNode config = loss.path("config");
    if (config.path("label_smoothing").asDouble() != 0) {
      differences.add("label_smoothing is " + Layer.shown(config.path("label_smoothing")));
    }
    String reduction = config.path("reduction").asText("auto");
    if (!reduction.matches("auto|sum_over_batch_size|mean")) {
      differences.add("reduction is " + reduction);
    }
    boolean logits = config.path("from_logits").asBoolean();
    if (logits == givesProbabilities()) {
      differences.add(
          "from_logits is %s for %s"
              .formatted(logits ? "True" : "False", logits ? "probabilities" : "logits"));
    }
    if (!KerasObject.isNone(json.path("loss_weights"))) {
      differences.add("weight is " + Layer.shown(json.path("loss_weights")));
    }
    if (!differences.isEmpty()) {
      notes.add(
          "the loss's %s; nocturne trains with the plain cross-entropy"
              .formatted(String.join(", its ", differences)));
    }
  }

  /** Returns whether the model ends in a softmax. */
  private boolean givesProbabilities() {
    Layer layer = output.inner("layer", "layer").orElse(output);
    return layer.object().is("Softmax") || layer.text("activation", "linear").equals("softmax");
  }

  private void noteMetrics(List<String> notes) {
    Set<String> others = new TreeSet<>();
    addNames(json.path("metrics"), others);
    addNames(json.path("weighted_metrics"), others);
    others.removeAll(ACCURACIES);
    if (!others.isEmpty()) {
      notes.add(
          "nocturne logs loss and accuracy, and not the metric%s %s"
              .formatted(others.size() == 1 ? "" : "s", String.join(", ", others)));
    }
  }

  /** Adds the names of metrics, which may be in lists for each output. */
  private static void addNames(JsonNode metrics, Set<String> names) {
    if (metrics.isArray() || (metrics.isObject() && !metrics.has("class_name"))) {
      metrics.forEach(metric -> addNames(metric, names));
    } else if (!KerasObject.isNone(metrics)) {
      String name = name(metrics);
      names.add(
          name.equals("MeanMetricWrapper") ? metrics.path("config").path("name").asText() : name);
    }
  }

  /** Returns the only element of a list or dictionary with one for each output. */
  private static JsonNode only(JsonNode json) {
    return json.size() == 1 && !json.has("class_name") ? json.iterator().next() : json;
  }

  private static OptionalInt ignoredClass(JsonNode id) {
    return id.canConvertToInt() && id.intValue() >= 0
        ? OptionalInt.of(id.intValue())
        : OptionalInt.empty();
  }

  /** Returns the name of a serialized object for users: its class, or a function's own name. */
  static String name(JsonNode json) {
    Optional<KerasObject> object = KerasObject.of(json);
    if (object.isEmpty()) {
      return json.isTextual() ? json.textValue() : Layer.shown(json);
    }
    return object.get().className().equals("function")
        ? json.path("config").asText("a function")
        : object.get().className().replace("Custom>", "");
  }

  /** Returns {@code compile_config} as {@link #read} reads it. */
  static ObjectNode write(KerasTraining training) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    training.optimizer().ifPresent(spec -> json.set("optimizer", OptimizerConfig.write(spec)));
    ObjectNode loss = JsonNodeFactory.instance.objectNode();
    loss.put("from_logits", false);
    training.ignoredClass().ifPresent(id -> loss.put("ignore_class", id));
    json.set("loss", KerasObject.write("keras.losses", "SparseCategoricalCrossentropy", loss));
    json.putArray("metrics").add("accuracy");
    return json;
  }
}
