package io.nocturne.model;

import io.nocturne.base.Require;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where Adam stands.
 *
 * @param iterations steps taken
 * @param means of the gradients, decaying, by the weights' names
 * @param squares means of their squares, likewise
 */
public record AdamState(long iterations, Map<String, float[]> means, Map<String, float[]> squares) {
  public AdamState {
    Require.atLeast("iterations", iterations, 0);
    means = Collections.unmodifiableMap(new LinkedHashMap<>(means));
    squares = Collections.unmodifiableMap(new LinkedHashMap<>(squares));
    if (!means.keySet().equals(squares.keySet())) {
      throw new IllegalArgumentException(
          "means and squares must be of the same weights, were %s and %s"
              .formatted(means.keySet(), squares.keySet()));
    }
    means.forEach((name, values) -> ModelState.requireFinite("adam/m/" + name, values));
    squares.forEach((name, values) -> ModelState.requireFinite("adam/v/" + name, values));
  }
}
