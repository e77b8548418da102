package io.nocturne.model;

import io.nocturne.base.Require;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The trained values of a network, independent of any session.
 *
 * @param weights by name, such as {@code dense/kernel}, in the order of the layers; each row-major
 * @param optimizer the state of the optimizer, if it has one
 */
public record ModelState(Map<String, float[]> weights, Optional<OptimizerState> optimizer) {
  private static final String EMBEDDINGS = "embedding/embeddings";
  private static final String KERNEL = "dense/kernel";
  private static final String BIAS = "dense/bias";

  /** A logit whose exponential is negligible in float32, but which is not extreme itself. */
  private static final float NEVER = -100;

  public ModelState {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    weights.forEach(ModelState::requireFinite);
    for (String slot : optimizer.map(state -> state.slots().keySet()).orElse(Set.of())) {
      Set<String> names = optimizer.get().slots().get(slot).keySet();
      if (!names.equals(weights.keySet())) {
        throw new IllegalArgumentException(
            "optimizer must have %s of the weights %s, had %s"
                .formatted(slot, weights.keySet(), names));
      }
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
        optimizer.map(
            state -> {
              Map<String, Map<String, float[]>> slots = new LinkedHashMap<>();
              state.slots().forEach((slot, values) -> slots.put(slot, widen(values, tokens)));
              return new OptimizerState(state.iterations(), slots);
            }));
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
   * The state of an optimizer after a number of steps.
   *
   * @param iterations steps taken
   * @param slots what it keeps for each weight, by the slot's name and the weight's; {@code m} and
   *     {@code v} of Adam are decaying means of the gradients and of their squares
   */
  public record OptimizerState(long iterations, Map<String, Map<String, float[]>> slots) {
    public OptimizerState {
      Require.atLeast("iterations", iterations, 0);
      Map<String, Map<String, float[]>> copy = new LinkedHashMap<>();
      slots.forEach(
          (slot, values) -> {
            values.forEach((name, each) -> requireFinite(slot + "/" + name, each));
            copy.put(slot, Collections.unmodifiableMap(new LinkedHashMap<>(values)));
          });
      slots = Collections.unmodifiableMap(copy);
    }
  }
}
