package io.nocturne.model;

import io.nocturne.model.GruSegment.Kept;
import io.nocturne.runtime.GraphFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
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
 * <p>The steps of a segment are a function, as in the forward pass. What does not depend on g is
 * computed for all steps of a segment at once, and so are the gradients with respect to the
 * weights, where automatic differentiation has a small product and an addition for each step.
 */
final class GruBackward {
  private final Ops tf;
  private final GruSegments read;
  private final int units;
  private final GateBlocks recurrentKernels; // Transposed: [2H, H] and [H, H].

  /** Prepares the backward pass. */
  GruBackward(Ops tf, GruSegments read) {
    this.tf = tf;
    this.read = read;
    units = read.direction().units();
    // Transposed once instead of in each step's product.
    recurrentKernels =
        GateBlocks.of(
            tf,
            tf.linalg.transpose(read.direction().recurrentKernel(), tf.constant(new int[] {1, 0})),
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
    List<Integer> lengths =
        read.order().reordered(read.segments().stream().map(GruSegment::steps).toList());
    List<GruInput> parts =
        read.order().reordered(GruInput.of(gradient).segments(tf, lengths, units));
    Operand<TFloat32> none = tf.zerosLike(read.lastState(tf));
    return backward(none, parts.stream().map(GruInput::vectors).toList(), gradients);
  }

  /**
   * Adds the backward pass from the final state.
   *
   * @param gradient with respect to that state, [B, H]
   * @return the gradient with respect to the vectors of the input, [N, D]
   */
  Operand<TFloat32> fromLastState(Operand<TFloat32> gradient, Gradients gradients) {
    return backward(gradient, List.of(), gradients);
  }

  /**
   * Adds the backward pass, from the segment that was read last to the first.
   *
   * @param last the gradient with respect to the final state
   * @param byState that with respect to the states of each segment in reading order, or nothing
   */
  private Operand<TFloat32> backward(
      Operand<TFloat32> last, List<Operand<TFloat32>> byState, Gradients gradients) {
    GruWeightGradients sums = new GruWeightGradients(tf, read);
    Map<Integer, GraphFunction> functions = new HashMap<>();
    Operand<TFloat32> carried = last;
    Deque<List<Op>> pending = new ArrayDeque<>();
    try {
      for (int i = read.segments().size() - 1; i >= 0; i--) {
        GruSegment segment = read.segments().get(i);
        if (pending.size() > 1) {
          // Otherwise TensorFlow puts the gradients of the weights off and stores what they need.
          carried = tf.withControlDependencies(pending.removeFirst()).identity(carried);
        }
        List<Operand<TFloat32>> arguments = new ArrayList<>(segment.kept().values());
        arguments.addAll(List.of(recurrentKernels.gates(), recurrentKernels.candidate(), carried));
        if (!byState.isEmpty()) {
          arguments.add(byState.get(i));
        }
        List<Operand<TFloat32>> values =
            functions
                .computeIfAbsent(segment.steps(), steps -> function(steps, !byState.isEmpty()))
                .call(tf, arguments);
        carried = values.get(3);
        pending.add(
            sums.add(
                segment,
                new GruWeightGradients.SegmentGradients(
                    values.get(0), values.get(1), values.get(2))));
      }
    } finally {
      functions.values().forEach(GraphFunction::close);
    }
    return sums.putInto(gradients);
  }

  /**
   * The steps of a segment.
   *
   * @param everyState whether there is a gradient with respect to the state after every step
   */
  private GraphFunction function(int steps, boolean everyState) {
    Shape state = Shape.of(-1, units);
    List<Shape> arguments = new ArrayList<>(Collections.nCopies(Kept.COUNT, state));
    arguments.addAll(List.of(Shape.of(2L * units, units), Shape.of(units, units), state));
    if (everyState) {
      arguments.add(state);
    }
    return GraphFunction.of(
        "gru_backward",
        GruSegments.calls(read.segments().size()),
        arguments,
        (body, values) -> new Steps(body, values, steps).results());
  }

  /** The steps of a segment, in the graph of their function. */
  private final class Steps {
    private final Ops tf;
    private final int steps;
    private final MatrixProduct products;
    private final GateBlocks kernels;
    private final Operand<TInt32> columns;
    private final List<Operand<TFloat32>> gates = new ArrayList<>();
    private final List<Operand<TFloat32>> candidates = new ArrayList<>();
    private final List<Operand<TFloat32>> recurrents = new ArrayList<>();
    private Operand<TFloat32> carried;

    Steps(Ops ops, List<Operand<TFloat32>> arguments, int steps) {
      this.steps = steps;
      Kept kept = Kept.of(arguments);
      kernels = new GateBlocks(arguments.get(5), arguments.get(6));
      carried = ops.identity(arguments.get(7));
      // Otherwise all segments would be prepared at once, because that needs no gradient.
      this.tf = ops.withControlDependencies(List.<Op>of(carried));
      products = new MatrixProduct(read.direction().products().precision());
      columns = ops.constant(1);
      Operand<TFloat32> change = tf.math.sub(kept.before(), kept.candidate());
      // A step's dz and dr are products of these with g and dh'.
      List<Output<TFloat32>> toUpdate = bySteps(tf.math.sigmoidGrad(kept.update(), change));
      List<Output<TFloat32>> toReset = bySteps(tf.math.sigmoidGrad(kept.reset(), kept.recurrent()));
      List<Output<TFloat32>> update = bySteps(kept.update());
      List<Output<TFloat32>> reset = bySteps(kept.reset());
      List<Output<TFloat32>> candidate = bySteps(kept.candidate());
      List<Output<TFloat32>> given = arguments.size() > 8 ? bySteps(arguments.get(8)) : List.of();
      for (int i = steps - 1; i >= 0; i--) {
        int p = read.order().position(i, steps);
        Operand<TFloat32> gradient = given.isEmpty() ? carried : tf.math.add(given.get(p), carried);
        step(
            gradient,
            update.get(p),
            reset.get(p),
            candidate.get(p),
            toUpdate.get(p),
            toReset.get(p));
      }
    }

    private void step(
        Operand<TFloat32> gradient,
        Operand<TFloat32> update,
        Operand<TFloat32> reset,
        Operand<TFloat32> candidate,
        Operand<TFloat32> updateFactor,
        Operand<TFloat32> resetFactor) {
      Operand<TFloat32> kept = tf.math.mul(gradient, update);
      Operand<TFloat32> toCandidate =
          TanhGrad.create(tf.scope(), candidate, tf.math.sub(gradient, kept));
      Operand<TFloat32> toGates =
          tf.concat(
              List.of(tf.math.mul(gradient, updateFactor), tf.math.mul(toCandidate, resetFactor)),
              columns);
      Operand<TFloat32> toRecurrent = tf.math.mul(toCandidate, reset);
      gates.add(toGates);
      candidates.add(toCandidate);
      recurrents.add(toRecurrent);
      carried =
          tf.math.addN(
              List.of(
                  kept,
                  products.of(tf, toGates, kernels.gates()),
                  products.of(tf, toRecurrent, kernels.candidate())));
    }

    List<Operand<TFloat32>> results() {
      return List.of(joined(gates), joined(candidates), joined(recurrents), carried);
    }

    /** Joins values from the last step read to the first. */
    private Operand<TFloat32> joined(List<Operand<TFloat32>> backwards) {
      List<Operand<TFloat32>> inOrder = new ArrayList<>(backwards);
      Collections.reverse(inOrder);
      return read.order().joined(tf, inOrder);
    }

    private List<Output<TFloat32>> bySteps(Operand<TFloat32> rows) {
      Operand<TFloat32> sequence = tf.reshape(rows, tf.constant(new int[] {steps, -1, units}));
      return tf.unstack(sequence, (long) steps, Unstack.axis(0L)).output();
    }
  }
}
