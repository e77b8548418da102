package io.nocturne.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.CudnnRNN;
import org.tensorflow.op.nn.CudnnRNNBackprop;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A bidirectional GRU layer as one op of cuDNN's, which only a GPU has. Its variables are those of
 * {@link BidirectionalGru}; they are laid out for cuDNN within the graph.
 *
 * <p>The way back is an op of cuDNN's, too, added like any other: no gradient has to be registered
 * with TensorFlow.
 */
final class CudnnGru implements RecurrentLayer {
  private static final int DIRECTIONS = 2;
  private static final String GRU = "gru";
  private static final String BOTH = "bidirectional";

  /** Whether the way back is wanted, for which cuDNN keeps what it has computed. */
  enum Use {
    TRAINING,
    INFERENCE
  }

  private final String name;
  private final GruShape shape;
  private final Use use;
  private final GruWeights forward;
  private final GruWeights backward;
  private final CudnnParameters layout;

  /** Has the weights {@code NAME/forward/…} and {@code NAME/backward/…}. */
  CudnnGru(Weights weights, String name, GruShape shape, Initializers initializers, Use use) {
    this.name = name;
    this.shape = shape;
    this.use = use;
    forward = GruWeights.of(weights, name + "/forward", shape, initializers);
    backward = GruWeights.of(weights, name + "/backward", shape, initializers);
    layout = new CudnnParameters(shape);
  }

  @Override
  public Pass sequence(Ops tf, GruInput input, int steps) {
    Run run = run(tf, input, steps);
    int[] rows = {-1, DIRECTIONS * shape.units()};
    int[] sequence = {steps, -1, DIRECTIONS * shape.units()};
    return new Pass(
        tf.reshape(run.rnn.output(), tf.constant(rows)),
        (back, gradient, gradients) ->
            backward(
                back,
                run,
                back.reshape(gradient, back.constant(sequence)),
                back.zerosLike(run.rnn.outputH()),
                gradients));
  }

  @Override
  public Pass lastStates(Ops tf, GruInput input, int steps) {
    Run run = run(tf, input, steps);
    int[] rows = {-1, DIRECTIONS * shape.units()};
    int[] states = {-1, DIRECTIONS, shape.units()};
    return new Pass(
        tf.reshape(exchanged(tf, run.rnn.outputH()), tf.constant(rows)),
        (back, gradient, gradients) ->
            backward(
                back,
                run,
                back.zerosLike(run.rnn.output()),
                exchanged(back, back.reshape(gradient, back.constant(states))),
                gradients));
  }

  /** What the op was given and what it gave; the way back needs both. */
  private record Run(
      GruInput input,
      Operand<TFloat32> sequence,
      Operand<TFloat32> initialStates,
      Operand<TFloat32> parameters,
      Operand<TInt32> lengths,
      CudnnRNN<TFloat32> rnn) {}

  private Run run(Ops tf, GruInput input, int steps) {
    Operand<TFloat32> sequence = sequenceOf(tf, input, steps); // [T, B, D]
    Operand<TInt32> batch =
        tf.slice(tf.shape(sequence), tf.constant(new int[] {1}), tf.constant(new int[] {1})); // [1]
    Operand<TFloat32> initialStates =
        tf.fill(
            tf.concat(
                List.of(
                    tf.constant(new int[] {DIRECTIONS}),
                    batch,
                    tf.constant(new int[] {shape.units()})),
                tf.constant(0)),
            tf.constant(0f));
    Operand<TFloat32> parameters = layout.pack(tf.withSubScope("cudnn"), forward, backward);
    Operand<TInt32> lengths = tf.fill(batch, tf.constant(steps));
    CudnnRNN<TFloat32> rnn =
        tf.nn.cudnnRNN(
            sequence,
            initialStates,
            noCells(tf),
            parameters,
            lengths,
            CudnnRNN.rnnMode(GRU),
            CudnnRNN.direction(BOTH),
            CudnnRNN.timeMajor(true),
            CudnnRNN.isTraining(use == Use.TRAINING));
    return new Run(input, sequence, initialStates, parameters, lengths, rnn);
  }

  /**
   * The way back.
   *
   * @param output gradient by the states at every step, [T, B, 2H]
   * @param states gradient by the last states, [2, B, H]
   */
  private Operand<TFloat32> backward(
      Ops tf, Run run, Operand<TFloat32> output, Operand<TFloat32> states, Gradients gradients) {
    if (use == Use.INFERENCE) {
      throw new IllegalStateException(name + " was built for inference, which has no way back");
    }
    CudnnRNNBackprop<TFloat32> back =
        tf.nn.cudnnRNNBackprop(
            run.sequence,
            run.initialStates,
            noCells(tf),
            run.parameters,
            run.lengths,
            run.rnn.output(),
            run.rnn.outputH(),
            run.rnn.outputC(),
            output,
            states,
            noCells(tf),
            run.rnn.reserveSpace(),
            run.rnn.hostReserved(),
            CudnnRNNBackprop.rnnMode(GRU),
            CudnnRNNBackprop.direction(BOTH),
            CudnnRNNBackprop.timeMajor(true));
    List<GruWeights> byWeights = layout.split(tf, back.paramsBackprop());
    byWeights.get(0).putInto(gradients, name + "/forward");
    byWeights.get(1).putInto(gradients, name + "/backward");
    Operand<TFloat32> rows =
        tf.reshape(back.inputBackprop(), tf.constant(new int[] {-1, shape.inputs()}));
    return run.input.productGradient(tf, rows);
  }

  private Operand<TFloat32> sequenceOf(Ops tf, GruInput input, int steps) {
    return input.lookup().isPresent()
        ? tf.gather(input.vectors(), input.lookup().get(), tf.constant(0))
        : tf.reshape(input.vectors(), tf.constant(new int[] {steps, -1, shape.inputs()}));
  }

  /** Of an LSTM these would be its cells; a GRU has none, and cuDNN looks at no value here. */
  private static Operand<TFloat32> noCells(Ops tf) {
    return tf.constant(0f);
  }

  /** [2, B, H] to [B, 2, H] or back. */
  private static Operand<TFloat32> exchanged(Ops tf, Operand<TFloat32> states) {
    return tf.linalg.transpose(states, tf.constant(new int[] {1, 0, 2}));
  }
}
