package io.nocturne.model;

import io.nocturne.base.Require;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state of Adam after a number of steps.
 *
 * @param iterations steps taken
 * @param means the decaying means of the gradients, by the weights' names
 * @param squares the decaying means of their squares, by the weights' names
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
