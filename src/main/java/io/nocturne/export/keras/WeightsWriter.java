package io.nocturne.export.keras;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.nocturne.export.keras.StatePaths.OptimizerPaths;
import io.nocturne.model.ModelState;
import io.nocturne.model.ModelState.OptimizerState;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Parameter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes {@code model.weights.h5}: HDF5 with a data set for each weight, and in {@code
 * optimizer/vars} those of the optimizer: 0 the number of steps, 1 the learning rate, then what it
 * keeps for the weights, such as Adam's means of gradients and of their squares.
 */
final class WeightsWriter {
  static final String OPTIMIZER = "optimizer/vars";
  static final String ITERATIONS = OPTIMIZER + "/0";

  /** The number of the optimizer's variables before those of the weights. */
  private static final int FIRST = 2;

  /**
   * A data set of the root that Keras ignores. jHDF 0.11 writes its own name over what follows the
   * last data set, so that no group may be last; it orders nodes by the hashes of their names.
   */
  private static final String LAST = "version";

  static final String LEARNING_RATE = OPTIMIZER + "/1";

  private WeightsWriter() {}

  /** Returns the path of the optimizer's variable with an index. */
  static String variable(int index) {
    return OPTIMIZER + "/" + index;
  }

  /**
   * Writes the file.
   *
   * @param file replaced if it exists
   */
  static void write(KerasModel model, Path file) {
    try (WritableHdfFile hdf5 = HdfFile.write(file)) {
      Map<String, WritableGroup> groups = new HashMap<>();
      groups.put("", hdf5);
      dataSets(model)
          .forEach(
              (path, value) -> {
                int slash = path.lastIndexOf('/');
                group(groups, path.substring(0, slash))
                    .putDataset(path.substring(slash + 1), value);
              });
      emptyGroups(model).forEach((path, name) -> group(groups, path).putAttribute("name", name));
      hdf5.putDataset(LAST, 3);
    }
  }

  /**
   * Returns the groups of layers without weights of their own, and the names of these layers. Keras
   * 3.0 to 3.5 requires the groups; the attribute is that of Keras 3.15, and h5py cannot read a
   * group that jHDF 0.11 wrote if it is empty and has none.
   */
  private static Map<String, String> emptyGroups(KerasModel model) {
    Map<String, String> groups = new LinkedHashMap<>();
    KerasObject network = KerasObject.of(ModelConfig.write(model)).orElseThrow();
    groups.put("vars", network.config().path("name").asText());
    for (Layer layer : LayerChain.of(network)) {
      if (DropoutPlaces.includes(layer)) {
        groups.put(layer.group() + "/vars", layer.name());
      } else if (layer.is("GRU") || layer.is("Bidirectional")) {
        GruLayer.read(layer)
            .all()
            .forEach(part -> groups.put(part.group() + "/vars", part.ownName()));
      }
    }
    return groups;
  }

  /** Returns whether two states are equal, bit for bit. */
  static boolean isSame(ModelState one, ModelState other) {
    return isSame(one.weights(), other.weights())
        && one.optimizer().isPresent() == other.optimizer().isPresent()
        && one.optimizer().stream().allMatch(state -> isSame(state, other.optimizer().get()));
  }

  private static boolean isSame(OptimizerState one, OptimizerState other) {
    return one.iterations() == other.iterations()
        && one.slots().keySet().equals(other.slots().keySet())
        && one.slots().keySet().stream()
            .allMatch(slot -> isSame(one.slots().get(slot), other.slots().get(slot)));
  }

  private static boolean isSame(Map<String, float[]> one, Map<String, float[]> other) {
    return one.keySet().equals(other.keySet())
        && one.keySet().stream().allMatch(name -> Arrays.equals(one.get(name), other.get(name)));
  }

  /** Returns the group at a path, which is made if necessary. */
  static WritableGroup group(Map<String, WritableGroup> groups, String path) {
    WritableGroup known = groups.get(path);
    if (known != null) {
      return known;
    }
    int slash = path.lastIndexOf('/');
    WritableGroup made =
        group(groups, path.substring(0, Math.max(slash, 0))).putGroup(path.substring(slash + 1));
    groups.put(path, made);
    return made;
  }

  private static Map<String, Object> dataSets(KerasModel model) {
    Map<Weight, String> paths = ArchivedNetwork.of(model.spec(), model.vocabularySize()).dataSets();
    Map<String, Object> dataSets = new LinkedHashMap<>();
    paths.forEach(
        (weight, path) ->
            dataSets.put(path, shaped(weight, model.state().weights().get(weight.name()))));
    for (OptimizerState state : model.state().optimizer().stream().toList()) {
      OptimizerSpec optimizer = model.training().optimizer().orElseThrow();
      dataSets.put(ITERATIONS, state.iterations());
      dataSets.put(LEARNING_RATE, (float) optimizer.get(Parameter.LEARNING_RATE));
      List<Weight> weights = List.copyOf(paths.keySet());
      variables(optimizer.slots().size() * weights.size())
          .slots(optimizer, weights.size())
          .forEach(
              (slot, places) -> {
                for (int i = 0; i < weights.size(); i++) {
                  Weight weight = weights.get(i);
                  float[] values = state.slots().get(slot).get(weight.name());
                  dataSets.put(places.get(i), shaped(weight, values));
                }
              });
    }
    return dataSets;
  }

  /** Returns the paths of the optimizer's variables. */
  private static OptimizerPaths variables(int moments) {
    return new OptimizerPaths(
        OPTIMIZER,
        Optional.empty(),
        ITERATIONS,
        Optional.of(LEARNING_RATE),
        IntStream.range(FIRST, FIRST + moments).mapToObj(WeightsWriter::variable).toList(),
        true);
  }

  /** Returns values as float[] or float[][], as jHDF expects them. */
  private static Object shaped(Weight weight, float[] values) {
    if (weight.shape().size() == 1) {
      return values;
    }
    int columns = weight.shape().get(1);
    float[][] rows = new float[weight.shape().get(0)][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
    return rows;
  }
}
