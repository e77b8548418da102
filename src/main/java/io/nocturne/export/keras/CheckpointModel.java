package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nocturne.export.keras.StatePaths.OptimizerPaths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    List<String> groups = new ArrayList<>();
    network
        .dataSets()
        .forEach(
            (weight, dataSet) -> {
              String group = dataSet.substring(0, dataSet.length() - weight.part().length() - 1);
              if (!groups.contains(group)) {
                groups.add(group);
              }
              paths.put(weight, path(groups.indexOf(group), group, weight));
            });
    return new WeightsReader(
        tensors, new StatePaths(paths, optimizer(List.copyOf(paths.values()))), "");
  }

  /** Returns the path of a weight of the layer with an index, of those that have weights. */
  private static String path(int index, String group, Weight weight) {
    List<String> names = new ArrayList<>(List.of("layer_with_weights-" + index));
    Stream.of(group.split("/")).skip(2).forEach(names::add); // After layers/CLASS.
    names.add(
        weight.part().replaceFirst("vars/\\d+$", "")
            + weight.name().substring(weight.name().lastIndexOf('/') + 1));
    return String.join("/", names);
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
