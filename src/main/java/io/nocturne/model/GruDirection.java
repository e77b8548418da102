package io.nocturne.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

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

  MatrixProduct products() {
    return products;
  }

  /** Returns the recurrent kernel, [H, 3H]. */
  Operand<TFloat32> recurrentKernel() {
    return ownWeights.recurrentKernel();
  }

  /**
   * Reads a sequence from a state of zeros.
   *
   * @param steps T
   * @param order in which the sequence is read
   */
  GruActivations read(
      Ops tf, GruInput input, int steps, ReadingOrder order, ConstantHoisting hoist) {
    return read(tf, input, GruSpan.fromZeros(steps), order, hoist);
  }

  /**
   * Reads a sequence.
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
    Projection projection = new Projection(tf, input, products, steps, hoist);
    List<Output<TFloat32>> gates = projection.apply(kernels.gates(), gateBias, 2 * units);
    List<Output<TFloat32>> candidates =
        projection.apply(kernels.candidate(), inputBias.candidate(), units);

    Cell cell = new Cell(tf, recurrentBias.candidate());
    List<GruStep> computed = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      int position = order.position(i, steps);
      GateBlocks inputs = new GateBlocks(gates.get(position), candidates.get(position));
      Optional<Operand<TFloat32>> before =
          i == 0 ? span.initial() : Optional.of(computed.get(i - 1).state());
      computed.add(before.isEmpty() ? cell.first(inputs) : cell.next(inputs, before.get()));
    }
    return new GruActivations(this, order, input, span.initial(), kernels, computed);
  }

  /** Multiplies a whole sequence with a kernel. */
  private record Projection(
      Ops tf, GruInput input, MatrixProduct products, int steps, ConstantHoisting hoist) {

    /** Returns the products of each step, [B, width]. */
    List<Output<TFloat32>> apply(Operand<TFloat32> kernel, Operand<TFloat32> bias, int width) {
      Operand<TFloat32> projected =
          input.lookup().isPresent()
              ? hoist.value(tf, input.products(tf, products, kernel, bias))
              : input.products(tf, products, hoist.value(tf, kernel), bias);
      Operand<TFloat32> bySteps = input.byStep(tf, projected, steps, width);
      return tf.unstack(bySteps, (long) steps, Unstack.axis(0L)).output();
    }
  }

  /** The formulas of a step. */
  private final class Cell {
    private final Ops tf;
    private final Operand<TFloat32> candidateBias;
    private final Operand<TInt32> columns;
    private final Operand<TInt32> blocks;

    Cell(Ops tf, Operand<TFloat32> candidateBias) {
      this.tf = tf;
      this.candidateBias = candidateBias;
      columns = tf.constant(1);
      blocks = tf.constant(new int[] {2 * shape.units(), shape.units()});
    }

    /** Computes the first step, from a state of zeros. */
    GruStep first(GateBlocks inputs) {
      Operand<TFloat32> gates = tf.math.sigmoid(inputs.gates());
      List<Output<TFloat32>> each = tf.split(columns, gates, 2L).output();
      Operand<TFloat32> candidate = candidate(inputs, each.get(1), candidateBias);
      Operand<TFloat32> change = tf.math.neg(candidate);
      return step(gates, each, candidateBias, candidate, change);
    }

    /** Computes a step from the state after the step before. */
    GruStep next(GateBlocks inputs, Operand<TFloat32> state) {
      List<Output<TFloat32>> recurrentProducts =
          tf.splitV(products.of(tf, state, ownWeights.recurrentKernel()), blocks, columns, 2L)
              .output();
      Operand<TFloat32> gates =
          tf.math.sigmoid(tf.math.add(inputs.gates(), recurrentProducts.get(0)));
      List<Output<TFloat32>> each = tf.split(columns, gates, 2L).output();
      Operand<TFloat32> recurrent = tf.math.add(recurrentProducts.get(1), candidateBias);
      Operand<TFloat32> candidate = candidate(inputs, each.get(1), recurrent);
      Operand<TFloat32> change = tf.math.sub(state, candidate);
      return step(gates, each, recurrent, candidate, change);
    }

    private Operand<TFloat32> candidate(
        GateBlocks inputs, Operand<TFloat32> reset, Operand<TFloat32> recurrent) {
      return tf.math.tanh(tf.math.add(inputs.candidate(), tf.math.mul(reset, recurrent)));
    }

    private GruStep step(
        Operand<TFloat32> gates,
        List<Output<TFloat32>> each,
        Operand<TFloat32> recurrent,
        Operand<TFloat32> candidate,
        Operand<TFloat32> change) {
      Operand<TFloat32> update = each.get(0);
      // z∘h + (1 − z)∘h' with one product less.
      Operand<TFloat32> state = tf.math.add(candidate, tf.math.mul(update, change));
      return new GruStep(gates, update, each.get(1), recurrent, candidate, change, state);
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
  }
}
