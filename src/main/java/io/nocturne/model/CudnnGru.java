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
 * A GRU layer, of one direction or two, as one op of cuDNN's, which only a GPU has. Its variables
 * are those of {@link ForwardGru} or {@link BidirectionalGru}; they are laid out for cuDNN within
 * the graph.
 *
 * <p>The way back is an op of cuDNN's, too, added like any other: no gradient has to be registered
 * with TensorFlow.
 */
final class CudnnGru implements RecurrentLayer {
  /** Whether the way back is wanted. */
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
   * A layer of weights that exist.
   *
   * @param weights of each direction
   * @param name what their names begin with
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
  public LayerOutput sequence(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    CudnnForward<?> reading = read(tf, input, steps, hoist);
    int[] rows = {-1, shape.outputs()};
    int[] places = {steps, -1, shape.outputs()};
    return new LayerOutput(
        tf.reshape(reading.output(tf), tf.constant(rows)),
        (back, gradient, gradients) ->
            byWeightsAndInput(
                back,
                input,
                reading.fromOutput(back, back.reshape(gradient, back.constant(places))),
                gradients));
  }

  @Override
  public LayerOutput lastStates(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    CudnnForward<?> reading = read(tf, input, steps, hoist);
    int[] rows = {-1, shape.outputs()};
    int[] states = {-1, shape.directions().count(), shape.units()};
    return new LayerOutput(
        tf.reshape(exchanged(tf, reading.lastStates(tf)), tf.constant(rows)),
        (back, gradient, gradients) ->
            byWeightsAndInput(
                back,
                input,
                reading.fromLastStates(
                    back, exchanged(back, back.reshape(gradient, back.constant(states)))),
                gradients));
  }

  private CudnnForward<?> read(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    Operand<TFloat32> parameters = layout.pack(tf.withSubScope("cudnn"), weights);
    Operand<TFloat32> sequence = input.sequence(tf, steps, shape.inputs());
    Operand<TFloat32> hoisted = hoist.value(tf, parameters);
    return switch (precision) {
      case FLOAT32, TF32 -> read(tf, sequence, hoisted, TFloat32.class);
      case BF16 -> read(tf, sequence, hoisted, TBfloat16.class);
      case FP16 -> read(tf, sequence, hoisted, TFloat16.class);
    };
  }

  private <T extends TNumber> CudnnForward<T> read(
      Ops tf, Operand<TFloat32> sequence, Operand<TFloat32> parameters, Class<T> type) {
    return CudnnForward.of(
        tf, tf.dtypes.cast(sequence, type), tf.dtypes.cast(parameters, type), shape, use);
  }

  private Operand<TFloat32> byWeightsAndInput(
      Ops tf, GruInput input, CudnnForward.Gradient gradient, Gradients gradients) {
    if (use == Use.INFERENCE) {
      throw new IllegalStateException(name + " was built for inference, which has no way back");
    }
    List<GruWeights> byWeights = layout.split(tf, gradient.parameters());
    List<String> prefixes = shape.directions().prefixes(name);
    for (int i = 0; i < prefixes.size(); i++) {
      byWeights.get(i).putInto(gradients, prefixes.get(i));
    }
    int[] rows = {-1, shape.inputs()};
    return input.productGradient(tf, tf.reshape(gradient.sequence(), tf.constant(rows)));
  }

  /** [directions, B, H] to [B, directions, H] or back. */
  private static Operand<TFloat32> exchanged(Ops tf, Operand<TFloat32> states) {
    return tf.linalg.transpose(states, tf.constant(new int[] {1, 0, 2}));
  }
}
