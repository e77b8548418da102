package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nocturne.export.keras.StatePaths.OptimizerPaths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model that Keras 2 saved with TensorFlow: a tree of objects whose leaves are tensors, such as
 * {@code layer_with_weights-1/forward_layer/cell/kernel}.
 */
final class CheckpointModel implements StoredModel {
  private static final String OPTIMIZER = "optimizer";

  /** Before the name of an optimizer's variable that belongs to a weight. */
  static final char SLOT = '#';

  private final TensorSource tensors;
  private final Optional<JsonNode> model;

  /**
   * Prepares to read a model.
   *
   * @param metadata its JSON in {@code keras_metadata.pb}; empty for weights alone
   */
  CheckpointModel(TensorSource tensors, Optional<String> metadata) {
    this.tensors = tensors;
    model =
        metadata.map(
            text -> JsonModel.parse(text.getBytes(StandardCharsets.UTF_8), "keras_metadata.pb"));
  }

  @Override
  public Optional<JsonNode> architecture() {
    return model;
  }

  @Override
  public JsonNode training() {
    return model.map(json -> json.path("training_config")).orElse(MissingNode.getInstance());
  }

  @Override
  public WeightsReader weights(ArchivedNetwork network) {
    Map<Weight, String> paths = new LinkedHashMap<>();
    Map<String, List<String>> layersOf = new HashMap<>();
    network
        .dataSets()
        .forEach(
            (weight, dataSet) -> {
              String group = dataSet.substring(0, dataSet.length() - weight.part().length() - 1);
              paths.put(weight, String.join("/", objects(group, layersOf)) + "/" + object(weight));
            });
    return new WeightsReader(
        tensors, new StatePaths(paths, optimizer(List.copyOf(paths.values()))), "");
  }

  /**
   * Returns the names of the objects that lead to a layer. A layer of a model, which may be within
   * another, is named by its index among those with weights.
   *
   * @param group such as {@code layers/sequential/layers/bidirectional}
   * @param layersOf the layers with weights so far, by the group of their model; gets this one
   */
  private static List<String> objects(String group, Map<String, List<String>> layersOf) {
    List<String> objects = new ArrayList<>();
    String model = "";
    String[] names = group.split("/", -1);
    for (int i = 0; i < names.length; i++) {
      if (!names[i].equals("layers")) {
        objects.add(names[i]);
        continue;
      }
      List<String> layers = layersOf.computeIfAbsent(model, unseen -> new ArrayList<>());
      String layer = names[++i];
      if (!layers.contains(layer)) {
        layers.add(layer);
      }
      objects.add("layer_with_weights-" + layers.indexOf(layer));
      model += "/" + layer;
    }
    return objects;
  }

  /** Returns the names of the objects that lead from a layer to a weight. */
  private static String object(Weight weight) {
    return weight.part().replaceFirst("vars/\\d+$", "")
        + weight.name().substring(weight.name().lastIndexOf('/') + 1);
  }

  private Optional<OptimizerPaths> optimizer(List<String> weights) {
    if (tensors.find(OPTIMIZER + "/iter").isPresent()) { // Up to Keras 2.10.
      return Optional.of(
          optimizer("iter", "learning_rate", slots(weights, "m"), slots(weights, "v")));
    }
    return tensors
        .find(OPTIMIZER + "/_iterations")
        .map(
            steps ->
                optimizer(
                    "_iterations",
                    "_learning_rate",
                    listed(weights, "_momentums"),
                    listed(weights, "_velocities")));
  }

  private OptimizerPaths optimizer(
      String iterations, String rate, List<String> means, List<String> squares) {
    boolean started = tensors.find(means.get(0)).isPresent();
    String ratePath = OPTIMIZER + "/" + rate;
    return new OptimizerPaths(
        OPTIMIZER,
        Optional.empty(),
        OPTIMIZER + "/" + iterations,
        tensors.find(ratePath).map(found -> ratePath),
        started ? Stream.of(means, squares).flatMap(List::stream).toList() : List.of(),
        false);
  }

  private static List<String> slots(List<String> weights, String slot) {
    return weights.stream().map(path -> path + SLOT + slot).toList();
  }

  private static List<String> listed(List<String> weights, String list) {
    return IntStream.range(0, weights.size())
        .mapToObj(i -> OPTIMIZER + "/" + list + "/" + i)
        .toList();
  }

  @Override
  public Optional<String> vocabulary() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
