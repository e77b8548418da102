package io.nocturne.model;

import io.nocturne.model.GruDirection.ReadingOrder;
import io.nocturne.model.GruSegment.Kept;
import io.nocturne.runtime.GraphFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;

/**
 * The forward pass of one direction in segments of some steps, for training.
 *
 * <p>The steps of a segment are a function, called for each segment, so that the graph hardly grows
 * with the window; and what a segment keeps for the backward pass is five tensors. The products
 * with the input are computed segment by segment, at most one segment ahead.
 */
final class GruSegmentReader {
  /** The maximum number of steps of a segment. */
  static final int MAX_STEPS = 40;

  private final Ops tf;
  private final GruDirection direction;
  private final ReadingOrder order;
  private final GateBlocks kernels;
  private final GateBlocks inputBias;
  private final Operand<TFloat32> candidateBias;

  /**
   * Prepares the forward pass.
   *
   * @param order in which the sequence is read
   */
  GruSegmentReader(Ops tf, GruDirection direction, ReadingOrder order) {
    this.tf = tf;
    this.direction = direction;
    this.order = order;
    int units = direction.units();
    List<Output<TFloat32>> biases =
        tf.unstack(direction.weights().bias(), 2L, Unstack.axis(0L)).output();
    GateBlocks input = GateBlocks.of(tf, biases.get(0), 0, units);
    GateBlocks recurrent = GateBlocks.of(tf, biases.get(1), 0, units);
    inputBias = new GateBlocks(tf.math.add(input.gates(), recurrent.gates()), input.candidate());
    candidateBias = recurrent.candidate();
    kernels = GateBlocks.of(tf, direction.weights().kernel(), 1, units);
  }

  /**
   * Reads a sequence.
   *
   * @param steps T
   * @param initial the state to start from, [B, H]
   */
  GruSegments read(GruInput input, int steps, Operand<TFloat32> initial) {
    List<Integer> lengths = lengths(steps);
    List<GruInput> inputs = input.segments(tf, lengths, direction.inputs());
    SegmentProjection projection = SegmentProjection.of(this, input);
    List<GruSegment> read = new ArrayList<>();
    Map<Integer, GraphFunction> functions = new HashMap<>();
    try {
      for (int i = 0; i < lengths.size(); i++) {
        int position = order.position(i, lengths.size());
        int length = lengths.get(position);
        GraphFunction function =
            functions.computeIfAbsent(length, n -> function(n, lengths.size()));
        // Otherwise TensorFlow runs ahead and stores intermediate values of all segments.
        Ops gated =
            i < 2
                ? tf
                : tf.withControlDependencies(List.<Op>copyOf(read.get(i - 2).kept().values()));
        GateBlocks projected = projection.of(gated, inputs.get(position), length);
        Operand<TFloat32> before = i == 0 ? initial : gated.identity(read.get(i - 1).last());
        List<Operand<TFloat32>> values =
            function.call(
                tf,
                List.of(
                    projected.gates(),
                    projected.candidate(),
                    direction.recurrentKernel(),
                    candidateBias,
                    before));
        read.add(
            new GruSegment(
                length,
                inputs.get(position),
                Kept.of(values),
                values.subList(Kept.COUNT, values.size())));
      }
    } finally {
      functions.values().forEach(GraphFunction::close);
    }
    return new GruSegments(direction, order, input, kernels, read);
  }

  /** Returns the steps of each segment, in the order of the sequence; as equal as possible. */
  static List<Integer> lengths(int steps) {
    int count = (steps + MAX_STEPS - 1) / MAX_STEPS;
    return IntStream.range(0, count).mapToObj(i -> (steps + i) / count).toList();
  }

  /** The steps of a segment. */
  private GraphFunction function(int steps, int count) {
    int units = direction.units();
    return GraphFunction.of(
        "gru_forward",
        GruSegments.calls(count),
        List.of(
            Shape.of(steps, -1, 2L * units),
            Shape.of(steps, -1, units),
            Shape.of(units, 3L * units),
            Shape.of(units),
            Shape.of(-1, units)),
        (body, arguments) -> {
          List<Output<TFloat32>> gates = unstacked(body, arguments.get(0), steps);
          List<Output<TFloat32>> candidates = unstacked(body, arguments.get(1), steps);
          GruCell cell =
              new GruCell(
                  body,
                  new MatrixProduct(direction.products().precision()),
                  arguments.get(2),
                  arguments.get(3),
                  units);
          List<GruStep> read = new ArrayList<>();
          Operand<TFloat32> state = arguments.get(4);
          for (int i = 0; i < steps; i++) {
            int position = order.position(i, steps);
            read.add(
                cell.next(new GateBlocks(gates.get(position), candidates.get(position)), state));
            state = read.get(i).state();
          }
          return results(body, arguments.get(4), read);
        });
  }

  private List<Operand<TFloat32>> results(Ops body, Operand<TFloat32> initial, List<GruStep> read) {
    List<Operand<TFloat32>> states = read.stream().map(GruStep::state).toList();
    List<Operand<TFloat32>> before = new ArrayList<>(List.of(initial));
    before.addAll(states.subList(0, states.size() - 1));
    Function<Function<GruStep, Operand<TFloat32>>, Operand<TFloat32>> joined =
        part -> order.joined(body, read.stream().map(part).toList());
    Kept kept =
        new Kept(
            joined.apply(GruStep::update),
            joined.apply(GruStep::reset),
            joined.apply(GruStep::recurrent),
            joined.apply(GruStep::candidate),
            order.joined(body, before));
    List<Operand<TFloat32>> results = new ArrayList<>(kept.values());
    results.addAll(states);
    return results;
  }

  private static List<Output<TFloat32>> unstacked(Ops tf, Operand<TFloat32> steps, int count) {
    return tf.unstack(steps, (long) count, Unstack.axis(0L)).output();
  }

  /** The products of the input's vectors with the kernel, segment by segment. */
  @FunctionalInterface
  private interface SegmentProjection {
    /** Returns the products of a segment, [K, B, 2H] and [K, B, H]. */
    GateBlocks of(Ops tf, GruInput segment, int steps);

    static SegmentProjection of(GruSegmentReader reader, GruInput input) {
      if (input.lookup().isEmpty()) {
        return (tf, segment, steps) ->
            reader.byStep(tf, segment, reader.products(tf, segment), steps);
      }
      GateBlocks table = reader.products(reader.tf, input);
      return (tf, segment, steps) -> reader.byStep(tf, segment, table, steps);
    }
  }

  private GateBlocks products(Ops ops, GruInput input) {
    MatrixProduct products = direction.products();
    return new GateBlocks(
        input.products(ops, products, kernels.gates(), inputBias.gates()),
        input.products(ops, products, kernels.candidate(), inputBias.candidate()));
  }

  private GateBlocks byStep(Ops ops, GruInput input, GateBlocks products, int steps) {
    int units = direction.units();
    return new GateBlocks(
        input.gatesByStep(ops, products.gates(), steps, units),
        input.byStep(ops, products.candidate(), steps, units));
  }
}
