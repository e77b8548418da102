package io.nocturne.export.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.message.DataLayout;
import io.nocturne.io.file.InputFile;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An HDF5 file, opened for reading. Links, which can lead to another file, are not followed.
 *
 * <p>It is read into memory first: jHDF allocates what a file on disk declares, whatever its size,
 * and takes parts of an array.
 */
final class Hdf5File implements TensorSource, AutoCloseable {
  private final String name;
  private final HdfFile file;
  private final long size;

  private Hdf5File(String name, byte[] bytes) {
    this.name = name;
    this.file = HdfFile.fromBytes(bytes);
    this.size = bytes.length;
  }

  /** Opens a file. */
  static Hdf5File open(Path file) throws IOException {
    byte[] bytes = InputFile.bytes(file);
    return guarded("the file", () -> new Hdf5File("the file", bytes));
  }

  /** Opens the weights of an archive. */
  static Hdf5File of(byte[] bytes) {
    return guarded(Archive.WEIGHTS, () -> new Hdf5File(Archive.WEIGHTS, bytes));
  }

  /** Returns a text that is an attribute of a group. */
  Optional<String> text(String group, String attribute) {
    return attribute(group, attribute)
        .map(value -> value instanceof String text ? text : refuse(group, attribute));
  }

  /**
   * Returns texts that are an attribute of a group. Keras divides an attribute that is too large
   * for HDF5 into several with numbers at the ends of their names.
   */
  Optional<List<String>> texts(String group, String attribute) {
    Optional<Object> whole = attribute(group, attribute);
    if (whole.isPresent()) {
      return whole.map(value -> list(value, group, attribute));
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; ; i++) {
      Optional<Object> part = attribute(group, attribute + i);
      if (part.isEmpty()) {
        return i == 0 ? Optional.empty() : Optional.of(parts);
      }
      parts.addAll(list(part.get(), group, attribute));
    }
  }

  /** Returns the number of nodes in a group, 0 if there is none. */
  int size(String group) {
    return guarded(
        name,
        () ->
            node(group)
                .map(node -> node instanceof Group found ? found.getChildren().size() : 0)
                .orElse(0));
  }

  @Override
  public Optional<StoredTensor> find(String path) {
    return guarded(
        name,
        () ->
            node(path)
                .filter(node -> node instanceof Dataset)
                .map(node -> (Dataset) node)
                .map(this::tensor));
  }

  @Override
  public void close() {
    file.close();
  }

  private StoredTensor tensor(Dataset dataset) {
    if (dataset.getDataLayout() == DataLayout.CHUNKED) {
      // Keras does not write it. jHDF's filters need a library that nocturne leaves out.
      throw new RefusedException(
          "%s is in chunks, which compression inside HDF5 needs, and cannot be read; load the model in Keras and save it again"
              .formatted(dataset.getPath().replaceFirst("^/+", "")));
    }
    requireStored(dataset.getPath(), dataset.getDimensions());
    List<Integer> shape = Arrays.stream(dataset.getDimensions()).boxed().toList();
    Object values = shape.isEmpty() ? dataset.getData() : dataset.getDataFlat();
    return new StoredTensor(shape, values);
  }

  private Optional<Object> attribute(String group, String attribute) {
    return guarded(
        name, () -> node(group).map(node -> node.getAttribute(attribute)).map(this::value));
  }

  private Object value(Attribute attribute) {
    requireStored(attribute.getName(), attribute.getDimensions());
    return Optional.ofNullable(attribute.getData()).orElseGet(() -> new String[0]);
  }

  /** Refuses more values than the file can hold, before there is an array of them. */
  private void requireStored(String of, int[] dimensions) {
    long values = Arrays.stream(dimensions).asLongStream().reduce(1, Math::multiplyExact);
    if (values > size) {
      throw new RefusedException(
          "%s: %s declares %d values, more than the file has bytes; save the model again"
              .formatted(name, of.replaceFirst("^/+", ""), values));
    }
  }

  private List<String> list(Object value, String group, String attribute) {
    if (value instanceof String[] texts) {
      return List.of(texts);
    }
    if (value instanceof String text) {
      return List.of(text);
    }
    // Without names, h5py writes an empty array of numbers.
    boolean empty = value.getClass().isArray() && Array.getLength(value) == 0;
    return empty ? List.of() : List.of(refuse(group, attribute));
  }

  private Optional<Node> node(String path) {
    Node node = file;
    for (String part : path.split("/", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      if (!(node instanceof Group group) || node.isLink()) {
        return Optional.empty();
      }
      node = group.getChild(part);
    }
    return Optional.ofNullable(node).filter(found -> !found.isLink());
  }

  private String refuse(String group, String attribute) {
    throw new RefusedException(
        "%s: the attribute %s of group /%s is not text; save the model again"
            .formatted(name, attribute, group));
  }

  /** Runs code of jHDF, which fails in many ways on bytes that are not HDF5 or not Keras's. */
  private static <T> T guarded(String name, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RefusedException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new RefusedException(
          name + " cannot be read as HDF5 (" + e + "); save the model again", e);
    }
  }
}
