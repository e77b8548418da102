package io.nocturne.export.keras;

import io.nocturne.export.keras.StatePaths.OptimizerPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The layouts of weights in HDF5: that of archives, with a group for each layer by its class, and
 * the older one of {@code .h5} files, with lists of names in the groups' attributes.
 */
final class Hdf5Layout {
  private static final String AGAIN = "; save the model again";
  private static final String WHOLE_MODEL = "model_weights";
  private static final String OPTIMIZER = "optimizer_weights";
  private static final String LAYERS = "layer_names";
  private static final String NAMES = "weight_names";

  private Hdf5Layout() {}

  /** Returns the paths of a network's state. */
  static StatePaths paths(Hdf5File file, ArchivedNetwork network) {
    for (String group : List.of(WHOLE_MODEL, "")) {
      Optional<List<String>> layers = file.texts(group, LAYERS);
      if (layers.isPresent()) {
        Map<Weight, String> weights =
            named(names(file, group, layers.get()), List.copyOf(network.dataSets().keySet()));
        return new StatePaths(weights, named(file));
      }
    }
    return new StatePaths(network.dataSets(), numbered(file));
  }

  /** Returns the paths of all weights in a group, layer by layer. */
  private static List<String> names(Hdf5File file, String group, List<String> layers) {
    List<String> paths = new ArrayList<>();
    for (String layer : layers) {
      String inside = group.isEmpty() ? layer : group + "/" + layer;
      file.texts(inside, NAMES)
          .orElseThrow(() -> new RefusedException("/" + inside + " has no " + NAMES + AGAIN))
          .forEach(name -> paths.add(inside + "/" + name));
    }
    return paths;
  }

  /** Assigns the paths, which are in the network's order. */
  private static Map<Weight, String> named(List<String> paths, List<Weight> weights) {
    if (paths.size() != weights.size()) {
      throw new RefusedException(
          "has %d weights, and the network has %d; name the architecture of this model"
              .formatted(paths.size(), weights.size()));
    }
    Map<Weight, String> assigned = new LinkedHashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      String name = last(paths.get(i));
      if (!name.equals(last(weights.get(i).name()))) {
        throw new RefusedException(
            "/%s is where %s is expected%s".formatted(paths.get(i), weights.get(i).name(), AGAIN));
      }
      assigned.put(weights.get(i), paths.get(i));
    }
    return assigned;
  }

  /** Returns the last part of a name, without the {@code :0} of TensorFlow. */
  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1).replaceFirst(":0$", "");
  }

  /**
   * Returns the optimizer's variables in an {@code .h5} file: the number of steps, in Keras 3 the
   * learning rate, and the moments, up to Keras 2.10 all means before all squares.
   */
  private static Optional<OptimizerPaths> named(Hdf5File file) {
    List<String> paths =
        file.texts(OPTIMIZER, NAMES).orElse(List.of()).stream()
            .map(name -> OPTIMIZER + "/" + name)
            .toList();
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    boolean rate = paths.size() > 1 && last(paths.get(1)).equals("learning_rate");
    List<String> moments = paths.subList(rate ? 2 : 1, paths.size());
    return Optional.of(
        new OptimizerPaths(
            OPTIMIZER,
            Optional.empty(),
            paths.get(0),
            rate ? Optional.of(paths.get(1)) : Optional.empty(),
            moments,
            moments.size() > 1 && moments.get(1).matches(".*(/v/|_velocity).*")));
  }

  /** Returns the optimizer's variables in an archive; Keras 2 has none for the learning rate. */
  private static Optional<OptimizerPaths> numbered(Hdf5File file) {
    int count = file.size(WeightsWriter.OPTIMIZER);
    if (count == 0) {
      return Optional.empty();
    }
    boolean rate =
        file.find(WeightsWriter.LEARNING_RATE).map(t -> t.shape().isEmpty()).orElse(false);
    return Optional.of(
        new OptimizerPaths(
            Archive.WEIGHTS + ", " + WeightsWriter.OPTIMIZER,
            file.text(WeightsWriter.OPTIMIZER, "name"),
            WeightsWriter.ITERATIONS,
            rate ? Optional.of(WeightsWriter.LEARNING_RATE) : Optional.empty(),
            IntStream.range(rate ? 2 : 1, count).mapToObj(WeightsWriter::variable).toList(),
            true));
  }
}
