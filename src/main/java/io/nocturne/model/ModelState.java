package io.nocturne.model;

import io.nocturne.base.Require;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The trained values of a network, independent of any session.
 *
 * @param weights by name, such as {@code dense/kernel}, in the order of the layers; each row-major
 * @param adam the state of the optimizer, if it has one
 */
public record ModelState(Map<String, float[]> weights, Optional<AdamState> adam) {
  private static final String EMBEDDINGS = "embedding/embeddings";
  private static final String KERNEL = "dense/kernel";
  private static final String BIAS = "dense/bias";

  /** A logit whose exponential is negligible in float32, but which is not extreme itself. */
  private static final float NEVER = -100;

  public ModelState {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    weights.forEach(ModelState::requireFinite);
    if (adam.isPresent() && !adam.get().means().keySet().equals(weights.keySet())) {
      throw new IllegalArgumentException(
          "adam must have the moments of the weights %s, had %s"
              .formatted(weights.keySet(), adam.get().means().keySet()));
    }
  }

  /** Returns a state of these weights for a new optimizer. */
  public static ModelState of(Map<String, float[]> weights) {
    return new ModelState(weights, Optional.empty());
  }

  /**
   * Returns this with one more token, the last: its embedding is a zero vector and its probability
   * 0, so that all other predictions stay the same.
   *
   * @param tokens the number of tokens now
   */
  public ModelState withUnpredictedToken(int tokens) {
    Map<String, float[]> wider = widen(weights, tokens);
    wider.computeIfPresent(BIAS, (name, bias) -> with(bias, tokens, NEVER));
    return new ModelState(
        wider,
        adam.map(
            state ->
                new AdamState(
                    state.iterations(),
                    widen(state.means(), tokens),
                    widen(state.squares(), tokens))));
  }

  private static Map<String, float[]> widen(Map<String, float[]> values, int tokens) {
    Map<String, float[]> wider = new LinkedHashMap<>(values);
    wider.computeIfPresent(
        EMBEDDINGS, (name, rows) -> Arrays.copyOf(rows, rows.length / tokens * (tokens + 1)));
    UnaryOperator<float[]> column =
        matrix -> {
          int rows = matrix.length / tokens;
          float[] all = new float[rows * (tokens + 1)];
          for (int row = 0; row < rows; row++) {
            System.arraycopy(matrix, row * tokens, all, row * (tokens + 1), tokens);
          }
          return all;
        };
    wider.computeIfPresent(KERNEL, (name, kernel) -> column.apply(kernel));
    wider.computeIfPresent(BIAS, (name, bias) -> column.apply(bias));
    return wider;
  }

  private static float[] with(float[] values, int index, float value) {
    float[] changed = values.clone();
    changed[index] = value;
    return changed;
  }

  static void requireFinite(String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s must be finite, was %s at %d".formatted(name, values[i], i));
      }
    }
  }

  /**
   * The state of Adam after a number of steps.
   *
   * @param iterations steps taken
   * @param means the decaying means of the gradients, by the weights' names
   * @param squares the decaying means of their squares, by the weights' names
   */
  public record AdamState(
      long iterations, Map<String, float[]> means, Map<String, float[]> squares) {
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
}
