package io.nocturne.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
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
 * bz + cz and br + cr are added there, too. TF Java 1.1: {@code Graph.whileLoop} with {@code
 * addGradients} aborts the JVM, so the steps are unrolled into the graph.
 */
final class GruDirection {
  private final int inputs;
  private final int units;
  private final Operand<TFloat32> kernel;
  private final Operand<TFloat32> recurrentKernel;
  private final Operand<TFloat32> bias;
  private final Products products;

  /** Has the weights {@code NAME/kernel}, {@code /recurrent_kernel} and {@code /bias}. */
  GruDirection(
      Weights weights, String name, GruShape shape, Initializers initializers, Products products) {
    this.products = products;
    inputs = shape.inputs();
    units = shape.units();
    kernel = weights.weight(name + "/kernel", Shape.of(inputs, 3L * units), initializers.kernel());
    recurrentKernel =
        weights.weight(
            name + "/recurrent_kernel",
            Shape.of(units, 3L * units),
            initializers.recurrentKernel());
    bias = weights.weight(name + "/bias", Shape.of(2, 3L * units), initializers.bias());
  }

  /**
   * The hidden state after each step, [B, H], indexed by the step's place in the sequence.
   *
   * @param sequence [T·B, D], time-major
   * @param steps T
   * @param order which way the sequence is read
   */
  List<Operand<TFloat32>> states(Ops tf, Operand<TFloat32> sequence, int steps, Order order) {
    List<Output<TFloat32>> biases = tf.unstack(bias, 2L, Unstack.axis(0L)).output();
    List<Output<TFloat32>> recurrentBiases = gatesAndCandidate(tf, biases.get(1), 0);
    Operand<TFloat32> gateBias = recurrentBiases.get(0); // [2H]
    Operand<TFloat32> candidateBias = recurrentBiases.get(1); // [H]
    Operand<TFloat32> inputBias =
        tf.math.add(
            biases.get(0),
            tf.concat(List.of(gateBias, tf.zerosLike(candidateBias)), tf.constant(0)));

    Operand<TFloat32> projected =
        tf.nn.biasAdd(products.of(tf, sequence, kernel), inputBias); // [T·B, 3H]
    List<Output<TFloat32>> parts =
        gatesAndCandidate(
            tf, tf.reshape(projected, tf.constant(new int[] {steps, -1, 3 * units})), 2);
    List<Output<TFloat32>> gateInputs = unstackSteps(tf, parts.get(0), steps); // [B, 2H] each
    List<Output<TFloat32>> candidateInputs = unstackSteps(tf, parts.get(1), steps); // [B, H] each

    List<Operand<TFloat32>> states = new ArrayList<>(Collections.nCopies(steps, null));
    Operand<TFloat32> state = tf.zerosLike(candidateInputs.get(0));
    for (int i = 0; i < steps; i++) {
      int step = order == Order.FORWARD ? i : steps - 1 - i;
      state = step(tf, state, gateInputs.get(step), candidateInputs.get(step), candidateBias);
      states.set(step, state);
    }
    return states;
  }

  private Operand<TFloat32> step(
      Ops tf,
      Operand<TFloat32> state,
      Operand<TFloat32> gateInput,
      Operand<TFloat32> candidateInput,
      Operand<TFloat32> candidateBias) {
    List<Output<TFloat32>> recurrent =
        gatesAndCandidate(tf, products.of(tf, state, recurrentKernel), 1);
    Operand<TFloat32> gates = tf.math.sigmoid(tf.math.add(gateInput, recurrent.get(0))); // [B, 2H]
    List<Output<TFloat32>> updateAndReset = tf.split(tf.constant(1), gates, 2L).output();
    Operand<TFloat32> update = updateAndReset.get(0);
    Operand<TFloat32> reset = updateAndReset.get(1);
    Operand<TFloat32> candidate =
        tf.math.tanh(
            tf.math.add(
                candidateInput, tf.math.mul(reset, tf.math.add(recurrent.get(1), candidateBias))));
    // z∘h + (1 − z)∘h' with one product less.
    return tf.math.add(candidate, tf.math.mul(update, tf.math.sub(state, candidate)));
  }

  /** Splits 3H into the 2H of the gates z and r and the H of the candidate. */
  private List<Output<TFloat32>> gatesAndCandidate(Ops tf, Operand<TFloat32> value, int axis) {
    return tf.splitV(value, tf.constant(new int[] {2 * units, units}), tf.constant(axis), 2L)
        .output();
  }

  private static List<Output<TFloat32>> unstackSteps(Ops tf, Operand<TFloat32> value, int steps) {
    return tf.unstack(value, (long) steps, Unstack.axis(0L)).output();
  }

  /** Which way a sequence is read. */
  enum Order {
    FORWARD,
    BACKWARD
  }
}
