package io.nocturne.export.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.nocturne.model.ModelState;
import io.nocturne.model.ModelState.AdamState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Reads {@code model.weights.h5}, which {@link WeightsWriter} describes. */
final class WeightsReader {
  private static final String AGAIN = "; save the model again";

  /** The parts of the file that are read. */
  enum Parts {
    WEIGHTS,
    WEIGHTS_AND_ADAM
  }

  private final Group root;

  private WeightsReader(Group root) {
    this.root = root;
  }

  /**
   * Returns the network's weights, and the optimizer's state if it has one.
   *
   * @param hdf5 the file
   * @throws RefusedException if it is damaged, or a weight is missing, of another shape or not
   *     finite
   */
  static ModelState read(byte[] hdf5, ArchivedNetwork network, Parts parts) {
    try (HdfFile file = HdfFile.fromBytes(hdf5)) {
      return new WeightsReader(file).state(network.dataSets(), parts);
    } catch (RefusedException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(e.getMessage() + "; save the model as it was before", e);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // jHDF fails in many ways on bytes that are not HDF5, or not as Keras writes it.
      throw new RefusedException(
          Archive.WEIGHTS + " cannot be read as HDF5 (" + e + ")" + AGAIN, e);
    }
  }

  private ModelState state(Map<Weight, String> dataSets, Parts parts) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    dataSets.forEach((weight, path) -> weights.put(weight.name(), floats(path, weight.shape())));
    return new ModelState(
        weights, parts == Parts.WEIGHTS ? Optional.empty() : adam(List.copyOf(dataSets.keySet())));
  }

  /** Returns the state, or empty before the first step, in which Keras makes the moments. */
  private Optional<AdamState> adam(List<Weight> weights) {
    int count =
        find(WeightsWriter.OPTIMIZER)
            .map(node -> node instanceof Group group ? group.getChildren().size() : 0)
            .orElse(0);
    if (count <= WeightsWriter.MOMENTS) {
      return Optional.empty();
    }
    int expected = WeightsWriter.MOMENTS + 2 * weights.size();
    if (count != expected) {
      throw refused(
          WeightsWriter.OPTIMIZER, "must have %d data sets, had %d".formatted(expected, count));
    }
    return Optional.of(
        new AdamState(
            iterations(),
            moments(weights, WeightsWriter::mean),
            moments(weights, WeightsWriter::square)));
  }

  private Map<String, float[]> moments(List<Weight> weights, IntFunction<String> path) {
    Map<String, float[]> moments = new LinkedHashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      moments.put(weights.get(i).name(), floats(path.apply(i), weights.get(i).shape()));
    }
    return moments;
  }

  private long iterations() {
    Dataset dataset = dataSet(WeightsWriter.ITERATIONS, List.of());
    if (dataset.getData() instanceof Long || dataset.getData() instanceof Integer) {
      return ((Number) dataset.getData()).longValue();
    }
    throw refused(WeightsWriter.ITERATIONS, "must be a whole number, was " + dataset.getJavaType());
  }

  private float[] floats(String path, List<Integer> shape) {
    Dataset dataset = dataSet(path, shape);
    if (!dataset.getJavaType().equals(float.class)) {
      throw refused(path, "must be of float32, was of " + dataset.getJavaType().getSimpleName());
    }
    return (float[]) dataset.getDataFlat();
  }

  private Dataset dataSet(String path, List<Integer> shape) {
    Node node =
        find(path).orElseThrow(() -> refused(path, "is missing, must be of shape " + shape));
    if (!(node instanceof Dataset dataset)) {
      throw refused(path, "must be a data set, was a " + node.getType());
    }
    List<Integer> found = Arrays.stream(dataset.getDimensions()).boxed().toList();
    if (!found.equals(shape)) {
      throw refused(path, "must be of shape " + shape + ", was of " + found);
    }
    return dataset;
  }

  /** Returns a node at a path; links, which can lead to another file, are not followed. */
  private Optional<Node> find(String path) {
    Node node = root;
    for (String name : path.split("/", -1)) {
      if (!(node instanceof Group group) || node.isLink()) {
        return Optional.empty();
      }
      node = group.getChild(name);
    }
    return Optional.ofNullable(node).filter(found -> !found.isLink());
  }

  private static RefusedException refused(String path, String problem) {
    return new RefusedException(Archive.WEIGHTS + ", " + path + ": " + problem + AGAIN);
  }
}
