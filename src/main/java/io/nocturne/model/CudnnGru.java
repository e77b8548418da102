package io.nocturne.model;

import io.nocturne.runtime.Precision;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A GRU layer of one or two directions as one op of cuDNN, which only a GPU has. Its variables are
 * those of {@link ForwardGru} or {@link BidirectionalGru}; the graph converts them to cuDNN's
 * layout.
 *
 * <p>The backward pass is an op of cuDNN, too, and is added like any other: no gradient has to be
 * registered with TensorFlow.
 */
final class CudnnGru implements RecurrentLayer {
  /** The use of a layer; only one for training has a backward pass. */
  enum Use {
    TRAINING,
    INFERENCE
  }

  private final List<GruWeights> weights;
  private final String name;
  private final GruShape shape;
  private final Precision precision;
  private final Use use;
  private final CudnnParameters layout;

  /**
   * Creates a layer on existing weights.
   *
   * @param weights of each direction
   * @param name prefix of the weights' names
   */
  CudnnGru(List<GruWeights> weights, String name, GruShape shape, Precision precision, Use use) {
    this.weights = List.copyOf(weights);
    this.name = name;
    this.shape = shape;
    this.precision = precision;
    this.use = use;
    layout = new CudnnParameters(shape);
  }

  @Override
  public LayerOutput sequence(Ops tf, GruInput input, GruSpan span, ConstantHoisting hoist) {
    CudnnForward<?> forward = read(tf, input, span, hoist);
    int steps = span.steps();
    int[] rows = {-1, shape.outputs()};
    int[] places = {steps, -1, shape.outputs()};
    return new LayerOutput(
        tf.reshape(forward.output(tf), tf.constant(rows)),
        (back, gradient, gradients) ->
            inputGradient(
                back,
                input,
                forward.fromOutput(back, back.reshape(gradient, back.constant(places))),
                gradients));
  }

  @Override
  public LayerOutput lastStates(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    CudnnForward<?> forward = read(tf, input, GruSpan.fromZeros(steps), hoist);
    int[] rows = {-1, shape.outputs()};
    int[] states = {-1, shape.directions().count(), shape.units()};
    return new LayerOutput(
        tf.reshape(transposed(tf, forward.lastStates(tf)), tf.constant(rows)),
        (back, gradient, gradients) ->
            inputGradient(
                back,
                input,
                forward.fromLastStates(
                    back, transposed(back, back.reshape(gradient, back.constant(states)))),
                gradients));
  }

  private CudnnForward<?> read(Ops tf, GruInput input, GruSpan span, ConstantHoisting hoist) {
    if (shape.directions() == Directions.BOTH) {
      span.requireFromZeros(name);
    }
    Operand<TFloat32> parameters = layout.pack(tf.withSubScope("cudnn"), weights);
    Operand<TFloat32> sequence = input.sequence(tf, span.steps(), shape.inputs());
    Operand<TFloat32> hoisted = hoist.value(tf, parameters);
    return switch (precision) {
      case FLOAT32, TF32 -> read(tf, sequence, span, hoisted, TFloat32.class);
      case BF16 -> read(tf, sequence, span, hoisted, TBfloat16.class);
      case FP16 -> read(tf, sequence, span, hoisted, TFloat16.class);
    };
  }

  private <T extends TNumber> CudnnForward<T> read(
      Ops tf,
      Operand<TFloat32> sequence,
      GruSpan span,
      Operand<TFloat32> parameters,
      Class<T> type) {
    CudnnForward.CudnnInput<T> source =
        new CudnnForward.CudnnInput<>(
            tf.dtypes.cast(sequence, type),
            span.initial()
                .map(state -> tf.dtypes.cast(tf.expandDims(state, tf.constant(0)), type)));
    return CudnnForward.of(tf, source, tf.dtypes.cast(parameters, type), shape, use);
  }

  private Operand<TFloat32> inputGradient(
      Ops tf, GruInput input, CudnnForward.Gradient gradient, Gradients gradients) {
    if (use == Use.INFERENCE) {
      throw new IllegalStateException(name + " was built for inference and has no backward pass");
    }
    List<GruWeights> weightGradients = layout.split(tf, gradient.parameters());
    List<String> prefixes = shape.directions().prefixes(name);
    for (int i = 0; i < prefixes.size(); i++) {
      weightGradients.get(i).putInto(gradients, prefixes.get(i));
    }
    int[] rows = {-1, shape.inputs()};
    return input.productGradient(tf, tf.reshape(gradient.sequence(), tf.constant(rows)));
  }

  /** Transposes [directions, B, H] to [B, directions, H] or back. */
  private static Operand<TFloat32> transposed(Ops tf, Operand<TFloat32> states) {
    return tf.linalg.transpose(states, tf.constant(new int[] {1, 0, 2}));
  }
}
