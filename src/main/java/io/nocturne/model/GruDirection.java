package io.nocturne.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;

/**
 * One direction of a GRU layer: Keras's {@code GRU(reset_after=True)}, gates in the order z, r, h.
 *
 * <pre>
 *   z = σ(x·Wz + bz + h·Uz + cz)          r = σ(x·Wr + br + h·Ur + cr)
 *   h' = tanh(x·Wh + bh + r ∘ (h·Uh + ch))    h ← z ∘ h + (1 − z) ∘ h'
 * </pre>
 *
 * <p>The products with the input do not depend on the recurrence, so one product serves all steps;
 * bz + cz and br + cr are added there, too. Gates and candidate have separate products, which saves
 * splitting them. The steps are unrolled into the graph; the first one has no recurrent product if
 * it starts from zeros.
 */
final class GruDirection {
  private final String name;
  private final GruShape shape;
  private final GruWeights ownWeights;
  private final MatrixProduct products;

  /**
   * Creates a direction with the weights {@code NAME/kernel}, {@code /recurrent_kernel} and {@code
   * /bias}.
   */
  GruDirection(
      WeightSource weights,
      String name,
      GruShape shape,
      Initializers initializers,
      MatrixProduct products) {
    this.name = name;
    this.shape = shape;
    this.products = products;
    ownWeights = GruWeights.of(weights, name, shape, initializers);
  }

  String name() {
    return name;
  }

  int units() {
    return shape.units();
  }

  /** Returns the width of the input, D. */
  int inputs() {
    return shape.inputs();
  }

  GruWeights weights() {
    return ownWeights;
  }

  MatrixProduct products() {
    return products;
  }

  /** Returns the recurrent kernel, [H, 3H]. */
  Operand<TFloat32> recurrentKernel() {
    return ownWeights.recurrentKernel();
  }

  /**
   * Reads a sequence from a state of zeros, unrolled into the graph. There is no backward pass.
   *
   * @param steps T
   * @param order in which the sequence is read
   */
  GruActivations read(
      Ops tf, GruInput input, int steps, ReadingOrder order, ConstantHoisting hoist) {
    return read(tf, input, GruSpan.fromZeros(steps), order, hoist);
  }

  /**
   * Reads a sequence, unrolled into the graph. There is no backward pass.
   *
   * @param order in which the sequence is read
   */
  GruActivations read(
      Ops tf, GruInput input, GruSpan span, ReadingOrder order, ConstantHoisting hoist) {
    int steps = span.steps();
    int units = shape.units();
    List<Output<TFloat32>> biases = tf.unstack(ownWeights.bias(), 2L, Unstack.axis(0L)).output();
    GateBlocks inputBias = GateBlocks.of(tf, biases.get(0), 0, units);
    GateBlocks recurrentBias = GateBlocks.of(tf, biases.get(1), 0, units);
    Operand<TFloat32> gateBias = tf.math.add(inputBias.gates(), recurrentBias.gates());

    GateBlocks kernels = GateBlocks.of(tf, ownWeights.kernel(), 1, units);
    Projection projection = new Projection(tf, input, products, hoist);
    List<Output<TFloat32>> gates =
        bySteps(
            tf,
            input.gatesByStep(tf, projection.apply(kernels.gates(), gateBias), steps, units),
            steps);
    List<Output<TFloat32>> candidates =
        bySteps(
            tf,
            input.byStep(
                tf, projection.apply(kernels.candidate(), inputBias.candidate()), steps, units),
            steps);

    GruCell cell =
        new GruCell(tf, products, ownWeights.recurrentKernel(), recurrentBias.candidate(), units);
    List<GruStep> computed = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      int position = order.position(i, steps);
      GateBlocks inputs = new GateBlocks(gates.get(position), candidates.get(position));
      Optional<Operand<TFloat32>> before =
          i == 0 ? span.initial() : Optional.of(computed.get(i - 1).state());
      computed.add(before.isEmpty() ? cell.first(inputs) : cell.next(inputs, before.get()));
    }
    return new GruActivations(order, computed);
  }

  private static List<Output<TFloat32>> bySteps(Ops tf, Operand<TFloat32> products, int steps) {
    return tf.unstack(products, (long) steps, Unstack.axis(0L)).output();
  }

  /** Multiplies the vectors of a whole sequence with a kernel. */
  private record Projection(
      Ops tf, GruInput input, MatrixProduct products, ConstantHoisting hoist) {

    /** Returns the products, [N, K]. */
    Operand<TFloat32> apply(Operand<TFloat32> kernel, Operand<TFloat32> bias) {
      return input.lookup().isPresent()
          ? hoist.value(tf, input.products(tf, products, kernel, bias))
          : input.products(tf, products, hoist.value(tf, kernel), bias);
    }
  }

  /** The order in which a sequence is read. */
  enum ReadingOrder {
    FORWARD,
    BACKWARD;

    /** Returns the position in the sequence of the step that is read at an index. */
    int position(int step, int steps) {
      return this == FORWARD ? step : steps - 1 - step;
    }

    /** Converts values of the steps from reading order to sequence order, or back. */
    <T> List<T> reordered(List<T> values) {
      List<T> reordered = new ArrayList<>(values);
      if (this == BACKWARD) {
        Collections.reverse(reordered);
      }
      return reordered;
    }

    /** Joins values of the steps in reading order, [B, K] each, to [T·B, K], time-major. */
    Operand<TFloat32> joined(Ops tf, List<Operand<TFloat32>> read) {
      // Concat takes two or more. Pack copies more slowly: 5 % of a training step.
      return read.size() == 1 ? read.get(0) : tf.concat(reordered(read), tf.constant(0));
    }
  }
}
