package io.nocturne.model;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The steps that a recurrent layer reads at once, and the state that it starts from.
 *
 * @param steps T, at least 1
 * @param initial [B, H], a constant for the backward pass: no gradient flows into it; empty for
 *     zeros
 */
record GruSpan(int steps, Optional<Operand<TFloat32>> initial) {

  /** Returns the steps from a state of zeros. */
  static GruSpan fromZeros(int steps) {
    return new GruSpan(steps, Optional.empty());
  }

  /** Returns the steps after others, which ended with a state. */
  static GruSpan after(Operand<TFloat32> state, int steps) {
    return new GruSpan(steps, Optional.of(state));
  }

  /**
   * Requires a start from zeros.
   *
   * @throws IllegalStateException if the start is another state
   */
  void requireFromZeros(String layer) {
    if (initial.isPresent()) {
      throw new IllegalStateException(layer + " also reads backwards and has no state to carry");
    }
  }
}
