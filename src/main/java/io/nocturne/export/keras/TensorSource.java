package io.nocturne.export.keras;

import java.util.List;
import java.util.Optional;

/** The tensors of a file, by their paths. */
@FunctionalInterface
public interface TensorSource {

  /**
   * Returns a tensor.
   *
   * @param path names with {@code /} between them
   */
  Optional<StoredTensor> find(String path);

  /**
   * A tensor.
   *
   * @param shape empty for a scalar
   * @param values float32 or int64 in row-major order, or those of another type
   */
  record StoredTensor(List<Integer> shape, Object values) {
    public StoredTensor {
      shape = List.copyOf(shape);
    }
  }
}
