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
 * Backpropagation through time of one direction of a GRU layer. In the notation of {@link
 * GruDirection}, with g the gradient with respect to the state after a step and d that with respect
 * to the input of a gate's or the candidate's activation:
 *
 * <pre>
 *   dz = g ∘ (h − h') ∘ z(1 − z)              dh' = g ∘ (1 − z) ∘ (1 − h'²)
 *   dr = dh' ∘ (h·Uh + ch) ∘ r(1 − r)         g ← g ∘ z + (dz dr)·(Uz Ur)ᵀ + (dh' ∘ r)·Uhᵀ
 * </pre>
 *
 * <p>The gradients with respect to the weights are large products over all steps, where automatic
 * differentiation has a small product and an addition for each step.
 */
final class GruBackward {
  private final Ops tf;
  private final GruActivations activations;
  private final MatrixProduct products;
  private final int steps;
  private final int units;
  private final Operand<TFloat32> states;
  private final Operand<TInt32> rows;
  private final Operand<TInt32> columns;
  private final GateBlocks recurrentKernels; // Transposed: [2H, H] and [H, H].

  /**
   * Prepares the backward pass.
   *
   * @param states after all steps, [T·B, H], time-major
   */
  GruBackward(Ops tf, GruActivations activations, Operand<TFloat32> states) {
    this.tf = tf;
    this.activations = activations;
    this.states = states;
    steps = activations.steps().size();
    units = activations.direction().units();
    products = activations.direction().products();
    rows = tf.constant(0);
    columns = tf.constant(1);
    // Transposed once instead of in each step's product.
    recurrentKernels =
        GateBlocks.of(
            tf,
            tf.linalg.transpose(
                activations.direction().recurrentKernel(), tf.constant(new int[] {1, 0})),
            0,
            units);
  }

  /**
   * Adds the backward pass from the states after all steps.
   *
   * @param gradient with respect to the states, [T·B, H], time-major
   * @return the gradient with respect to the vectors of the input, [N, D]
   */
  Operand<TFloat32> fromSequence(Operand<TFloat32> gradient, Gradients gradients) {
    Operand<TFloat32> sequence = tf.reshape(gradient, tf.constant(new int[] {steps, -1, units}));
    List<Output<TFloat32>> byStep =
        activations.reordered(tf.unstack(sequence, (long) steps, Unstack.axis(0L)).output());
    List<StepGradients> backwards = new ArrayList<>();
    backwards.add(step(steps - 1, byStep.get(steps - 1)));
    for (int i = steps - 2; i >= 0; i--) {
      Operand<TFloat32> carried = previousStateGradient(last(backwards));
      backwards.add(step(i, tf.math.add(byStep.get(i), carried)));
    }
    return inputGradient(backwards, gradients);
  }

  /**
   * Adds the backward pass from the final state.
   *
   * @param gradient with respect to that state, [B, H]
   * @return the gradient with respect to the vectors of the input, [N, D]
   */
  Operand<TFloat32> fromLastState(Operand<TFloat32> gradient, Gradients gradients) {
    List<StepGradients> backwards = new ArrayList<>();
    backwards.add(step(steps - 1, gradient));
    for (int i = steps - 2; i >= 0; i--) {
      backwards.add(step(i, previousStateGradient(last(backwards))));
    }
    return inputGradient(backwards, gradients);
  }

  /**
   * The gradients within a step.
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

  private StepGradients step(int index, Operand<TFloat32> gradient) {
    GruStep step = activations.steps().get(index);
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

  private static StepGradients last(List<StepGradients> gradients) {
    return gradients.get(gradients.size() - 1);
  }

  private Operand<TFloat32> previousStateGradient(StepGradients step) {
    return tf.math.addN(
        List.of(
            step.kept(),
            products.of(tf, step.gates(), recurrentKernels.gates()),
            products.of(tf, step.recurrent(), recurrentKernels.candidate())));
  }

  /** Puts the gradients of the weights, and returns that with respect to the input. */
  private Operand<TFloat32> inputGradient(List<StepGradients> backwards, Gradients gradients) {
    List<StepGradients> inOrder = new ArrayList<>(backwards);
    Collections.reverse(inOrder);
    Operand<TFloat32> gates = stack(inOrder, StepGradients::gates);
    Operand<TFloat32> recurrent = stack(inOrder, StepGradients::recurrent);
    Operand<TFloat32> candidate = stack(inOrder, StepGradients::candidate);
    String name = activations.direction().name();
    gradients.put(name + "/recurrent_kernel", recurrentKernelGradient(gates, recurrent));

    GruInput input = activations.input();
    GateBlocks productGradients =
        new GateBlocks(input.productGradient(tf, gates), input.productGradient(tf, candidate));
    gradients.put(
        name + "/kernel",
        new GateBlocks(
                input.kernelGradient(tf, products, productGradients.gates()),
                input.kernelGradient(tf, products, productGradients.candidate()))
            .join(tf, 1));
    Operand<TFloat32> gateBias = sum(productGradients.gates());
    gradients.put(
        name + "/bias",
        tf.stack(
            List.of(
                new GateBlocks(gateBias, sum(productGradients.candidate())).join(tf, 0),
                new GateBlocks(gateBias, sum(recurrent)).join(tf, 0))));
    return tf.math.add(
        transposedProduct(productGradients.gates(), activations.kernels().gates()),
        transposedProduct(productGradients.candidate(), activations.kernels().candidate()));
  }

  /**
   * Returns the gradient with respect to the recurrent kernel.
   *
   * @param gates with respect to its products for the gates, [T·B, 2H]
   * @param recurrent with respect to its products for the candidate, [T·B, H]
   */
  private Operand<TFloat32> recurrentKernelGradient(
      Operand<TFloat32> gates, Operand<TFloat32> recurrent) {
    if (activations.initial().isPresent()) {
      return recurrentKernelGradient(gates, recurrent, activations.initial().get());
    }
    // The first step had no product. The others had the state of the step before.
    Operand<TInt32> step =
        tf.math.mul(tf.shape(activations.lastState()), tf.constant(new int[] {1, 0})); // [B, 0]
    Operand<TInt32> start = tf.constant(new int[] {0, 0});
    Operand<TInt32> allButOne =
        tf.concat(
            List.of(
                tf.shape.size(tf.slice(states, step, tf.constant(new int[] {-1, -1})), rows),
                tf.constant(new int[] {-1})),
            rows);
    boolean forward = activations.order() == GruDirection.ReadingOrder.FORWARD;
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

  /** Returns the same where the first step had a product with a state, too. */
  private Operand<TFloat32> recurrentKernelGradient(
      Operand<TFloat32> gates, Operand<TFloat32> recurrent, Operand<TFloat32> initial) {
    List<Operand<TFloat32>> before = new ArrayList<>(List.of(initial));
    activations.steps().subList(0, steps - 1).forEach(step -> before.add(step.state()));
    Operand<TFloat32> stacked = activations.stack(tf, before);
    return new GateBlocks(
            products.of(tf, stacked, gates, MatMul.transposeA(true)),
            products.of(tf, stacked, recurrent, MatMul.transposeA(true)))
        .join(tf, 1);
  }

  private Operand<TFloat32> stack(
      List<StepGradients> inOrder, Function<StepGradients, Operand<TFloat32>> part) {
    return activations.stack(tf, inOrder.stream().map(part).toList());
  }

  /** Sums the columns by a product with ones, which takes half as long as a reduction. */
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
