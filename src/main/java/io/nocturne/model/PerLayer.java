package io.nocturne.model;

import java.util.List;
import java.util.Set;

/** Numbers of each layer, in the form that records keep: one number if all layers have it. */
final class PerLayer {
  private PerLayer() {}

  /**
   * Returns numbers in the form that records keep, so that equal networks are equal records.
   *
   * @throws IllegalArgumentException if there are none
   */
  static <T extends Number> List<T> kept(String name, List<T> numbers) {
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException(name + " must have at least one number, had none");
    }
    return Set.copyOf(numbers).size() == 1 ? List.of(numbers.get(0)) : List.copyOf(numbers);
  }

  /**
   * Requires one number, or as many as there are layers.
   *
   * @throws IllegalArgumentException if there are others
   */
  static void requireFits(String name, List<? extends Number> numbers, int layers) {
    if (numbers.size() > 1 && numbers.size() != layers) {
      throw new IllegalArgumentException(
          "%s must be one number, or one for each of %d layers, were %d"
              .formatted(name, layers, numbers.size()));
    }
  }

  /** Returns the number of a layer. */
  static <T extends Number> T of(List<T> numbers, int layer) {
    return numbers.size() == 1 ? numbers.get(0) : numbers.get(layer);
  }
}
