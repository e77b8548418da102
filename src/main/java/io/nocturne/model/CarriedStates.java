package io.nocturne.model;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.runtime.Tensors;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Where the states of all layers enter a graph and leave it, [B, S]: a row has the layers' states
 * side by side, S values in all.
 *
 * @param before the states that a network starts from
 * @param after the states after the last token
 */
record CarriedStates(Placeholder<TFloat32> before, Operand<TFloat32> after) {

  /** Returns the number of values in the states of a row. */
  static int width(ModelSpec spec) {
    return IntStream.of(spec.stateWidths()).reduce(0, Math::addExact);
  }

  /** Adds the placeholder {@code states}. */
  static Placeholder<TFloat32> placeholder(Ops tf, ModelSpec spec) {
    return tf.withName("states")
        .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, width(spec))));
  }

  /**
   * Returns states to feed.
   *
   * @throws IllegalArgumentException if the states of a row are not {@code width} values
   */
  @MustBeClosed
  static TFloat32 feed(float[][] states, int width) {
    float[] flat = new float[Math.multiplyExact(states.length, width)];
    for (int row = 0; row < states.length; row++) {
      if (states[row].length != width) {
        throw new IllegalArgumentException(
            "states must have %d values, had %d in row %d"
                .formatted(width, states[row].length, row));
      }
      System.arraycopy(states[row], 0, flat, row * width, width);
    }
    return Tensors.floats(Shape.of(states.length, width), flat);
  }
}
