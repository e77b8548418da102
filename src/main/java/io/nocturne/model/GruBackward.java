package io.nocturne.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.TanhGrad;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Backpropagation through time of one direction of a GRU layer. In the terms of {@link
 * GruDirection}, with g the gradient by the state after a step and d the one by what goes into a
 * gate or the candidate:
 *
 * <pre>
 *   dz = g ∘ (h − h') ∘ z(1 − z)              dh' = g ∘ (1 − z) ∘ (1 − h'²)
 *   dr = dh' ∘ (h·Uh + ch) ∘ r(1 − r)         g ← g ∘ z + (dz dr)·(Uz Ur)ᵀ + (dh' ∘ r)·Uhᵀ
 * </pre>
 *
 * <p>The gradients by the weights are large products over all steps, where automatic
 * differentiation has a small one and an addition for each step.
 */
final class GruBackward {
  private final Ops tf;
  private final GruActivations reading;
  private final MatrixProduct products;
  private final int steps;
  private final int units;
  private final Operand<TFloat32> states;
  private final Operand<TInt32> rows;
  private final Operand<TInt32> columns;
  private final GateBlocks recurrentKernels; // Transposed: [2H, H] and [H, H].

  /**
   * Prepares the way back through what was read.
   *
   * @param states those after all steps, [T·B, H], time-major
   */
  GruBackward(Ops tf, GruActivations reading, Operand<TFloat32> states) {
    this.tf = tf;
    this.reading = reading;
    this.states = states;
    steps = reading.steps().size();
    units = reading.direction().units();
    products = reading.direction().products();
    rows = tf.constant(0);
    columns = tf.constant(1);
    // Transposed once instead of in each step's product.
    recurrentKernels =
        GateBlocks.of(
            tf,
            tf.linalg.transpose(
                reading.direction().recurrentKernel(), tf.constant(new int[] {1, 0})),
            0,
            units);
  }

  /**
   * Back from the states of all steps.
   *
   * @param gradient by the states, [T·B, H], time-major
   * @return the gradient by the vectors of the input, [N, D]
   */
  Operand<TFloat32> fromSequence(Operand<TFloat32> gradient, Gradients gradients) {
    Operand<TFloat32> places = tf.reshape(gradient, tf.constant(new int[] {steps, -1, units}));
    List<Output<TFloat32>> read =
        reading.reordered(tf.unstack(places, (long) steps, Unstack.axis(0L)).output());
    List<StepGradients> through = new ArrayList<>();
    through.add(through(steps - 1, read.get(steps - 1)));
    for (int i = steps - 2; i >= 0; i--) {
      Operand<TFloat32> carried = byStateBefore(through.get(through.size() - 1));
      through.add(through(i, tf.math.add(read.get(i), carried)));
    }
    return byWeightsAndInput(through, gradients);
  }

  /**
   * Back from the last state.
   *
   * @param gradient by that state, [B, H]
   * @return the gradient by the vectors of the input, [N, D]
   */
  Operand<TFloat32> fromLastState(Operand<TFloat32> gradient, Gradients gradients) {
    List<StepGradients> through = new ArrayList<>();
    through.add(through(steps - 1, gradient));
    for (int i = steps - 2; i >= 0; i--) {
      through.add(through(i, byStateBefore(through.get(through.size() - 1))));
    }
    return byWeightsAndInput(through, gradients);
  }

  /**
   * Gradients within a step.
   *
   * @param gates dz and dr, [B, 2H]
   * @param candidate dh', [B, H]
   * @param recurrent dh' ∘ r, [B, H]
   * @param kept g ∘ z, [B, H]
   */
  private record StepGradients(
      Operand<TFloat32> gates,
      Operand<TFloat32> candidate,
      Operand<TFloat32> recurrent,
      Operand<TFloat32> kept) {}

  private StepGradients through(int index, Operand<TFloat32> gradient) {
    GruStep step = reading.steps().get(index);
    Operand<TFloat32> kept = tf.math.mul(gradient, step.update());
    Operand<TFloat32> candidate =
        TanhGrad.create(tf.scope(), step.candidate(), tf.math.sub(gradient, kept));
    Operand<TFloat32> gates =
        tf.math.sigmoidGrad(
            step.gates(),
            tf.concat(
                List.of(
                    tf.math.mul(gradient, step.change()), tf.math.mul(candidate, step.recurrent())),
                columns));
    return new StepGradients(gates, candidate, tf.math.mul(candidate, step.reset()), kept);
  }

  private Operand<TFloat32> byStateBefore(StepGradients step) {
    return tf.math.addN(
        List.of(
            step.kept(),
            products.of(tf, step.gates(), recurrentKernels.gates()),
            products.of(tf, step.recurrent(), recurrentKernels.candidate())));
  }

  private Operand<TFloat32> byWeightsAndInput(List<StepGradients> through, Gradients gradients) {
    List<StepGradients> read = new ArrayList<>(through);
    Collections.reverse(read);
    Operand<TFloat32> gates = stack(read, StepGradients::gates);
    Operand<TFloat32> recurrent = stack(read, StepGradients::recurrent);
    Operand<TFloat32> candidate = stack(read, StepGradients::candidate);
    String name = reading.direction().name();
    gradients.put(name + "/recurrent_kernel", byRecurrentKernel(gates, recurrent));

    GruInput input = reading.input();
    GateBlocks byProducts =
        new GateBlocks(input.productGradient(tf, gates), input.productGradient(tf, candidate));
    gradients.put(
        name + "/kernel",
        new GateBlocks(
                input.kernelGradient(tf, products, byProducts.gates()),
                input.kernelGradient(tf, products, byProducts.candidate()))
            .join(tf, 1));
    Operand<TFloat32> gateBias = sum(byProducts.gates());
    gradients.put(
        name + "/bias",
        tf.stack(
            List.of(
                new GateBlocks(gateBias, sum(byProducts.candidate())).join(tf, 0),
                new GateBlocks(gateBias, sum(recurrent)).join(tf, 0))));
    return tf.math.add(
        transposedProduct(byProducts.gates(), reading.kernels().gates()),
        transposedProduct(byProducts.candidate(), reading.kernels().candidate()));
  }

  /** From the gradients by its products, [T·B, 2H] and [T·B, H]. */
  private Operand<TFloat32> byRecurrentKernel(
      Operand<TFloat32> gates, Operand<TFloat32> recurrent) {
    // The first step had no product. The others had the state of the step before.
    Operand<TInt32> step =
        tf.math.mul(tf.shape(reading.lastState()), tf.constant(new int[] {1, 0})); // [B, 0]
    Operand<TInt32> start = tf.constant(new int[] {0, 0});
    Operand<TInt32> allButOne =
        tf.concat(
            List.of(
                tf.shape.size(tf.slice(states, step, tf.constant(new int[] {-1, -1})), rows),
                tf.constant(new int[] {-1})),
            rows);
    boolean forward = reading.order() == GruDirection.ReadingOrder.FORWARD;
    Operand<TFloat32> before =
        forward ? tf.slice(states, start, allButOne) : tf.slice(states, step, allButOne);
    Function<Operand<TFloat32>, Operand<TFloat32>> product =
        gradient ->
            products.of(
                tf,
                before,
                forward
                    ? tf.slice(gradient, step, allButOne)
                    : tf.slice(gradient, start, allButOne),
                MatMul.transposeA(true));
    return new GateBlocks(product.apply(gates), product.apply(recurrent)).join(tf, 1);
  }

  private Operand<TFloat32> stack(
      List<StepGradients> read, Function<StepGradients, Operand<TFloat32>> part) {
    return reading.stack(tf, read.stream().map(part).toList());
  }

  /** Sums of the columns: a product with ones, which takes half as long as a reduction. */
  private Operand<TFloat32> sum(Operand<TFloat32> values) {
    Operand<TInt32> shape =
        tf.concat(List.of(tf.constant(new int[] {1}), tf.shape.size(values, rows)), rows);
    Operand<TFloat32> ones = tf.fill(shape, tf.constant(1f));
    return tf.reshape(tf.linalg.matMul(ones, values), tf.constant(new int[] {-1}));
  }

  private Operand<TFloat32> transposedProduct(Operand<TFloat32> left, Operand<TFloat32> right) {
    return products.of(tf, left, right, MatMul.transposeB(true));
  }
}
