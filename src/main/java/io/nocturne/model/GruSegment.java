package io.nocturne.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The values that one direction computed in consecutive steps of a sequence.
 *
 * @param steps K
 * @param input of these steps
 * @param kept for the backward pass, in the order of the sequence
 * @param states after each step, [B, H] each, in the order in which they were read
 */
record GruSegment(int steps, GruInput input, Kept kept, List<Operand<TFloat32>> states) {

  /**
   * The values of all steps, time-major, in the notation of {@link GruDirection}.
   *
   * @param update z, [K·B, H]
   * @param reset r, [K·B, H]
   * @param recurrent h·Uh + ch, [K·B, H]
   * @param candidate h', [K·B, H]
   * @param before the state before each step, [K·B, H]
   */
  record Kept(
      Operand<TFloat32> update,
      Operand<TFloat32> reset,
      Operand<TFloat32> recurrent,
      Operand<TFloat32> candidate,
      Operand<TFloat32> before) {
    static final int COUNT = 5;

    static Kept of(List<Operand<TFloat32>> values) {
      return new Kept(values.get(0), values.get(1), values.get(2), values.get(3), values.get(4));
    }

    List<Operand<TFloat32>> values() {
      return List.of(update, reset, recurrent, candidate, before);
    }
  }

  /** Returns the state after the step that was read last, [B, H]. */
  Operand<TFloat32> last() {
    return states.get(states.size() - 1);
  }
}
