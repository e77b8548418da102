package io.nocturne.model;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.CudnnRNN;
import org.tensorflow.op.nn.CudnnRNNBackprop;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * A sequence that cuDNN has read: the inputs and outputs of its op, which the op of the backward
 * pass needs again.
 *
 * @param sequence [T, B, D]
 * @param direction cuDNN's name of the directions
 * @param initialStates [directions, B, H]
 * @param parameters the weights, as {@link CudnnParameters} packs them
 * @param lengths [B], T each
 * @param cells [], 0
 * @param rnn the op
 * @param <T> the type that cuDNN computes with
 */
record CudnnForward<T extends TNumber>(
    String direction,
    Operand<T> sequence,
    Operand<T> initialStates,
    Operand<T> parameters,
    Operand<TInt32> lengths,
    Operand<T> cells,
    CudnnRNN<T> rnn) {
  private static final String GRU = "gru";

  /**
   * The input of cuDNN.
   *
   * @param sequence [T, B, D]
   * @param initialStates [directions, B, H]; empty for zeros
   */
  record CudnnInput<T extends TNumber>(Operand<T> sequence, Optional<Operand<T>> initialStates) {}

  /**
   * Reads a sequence.
   *
   * @param shape of a direction
   * @param use whether there is a backward pass, for which cuDNN keeps intermediate results
   */
  static <T extends TNumber> CudnnForward<T> of(
      Ops tf, CudnnInput<T> source, Operand<T> parameters, GruShape shape, CudnnGru.Use use) {
    Operand<T> sequence = source.sequence();
    String direction =
        switch (shape.directions()) {
          case BOTH -> "bidirectional";
          case FORWARD -> "unidirectional";
        };
    Operand<TInt32> sizes = tf.shape(sequence);
    Operand<TInt32> one = tf.constant(new int[] {1});
    Operand<TInt32> steps =
        tf.reshape(tf.slice(sizes, tf.constant(new int[] {0}), one), tf.constant(new int[0]));
    Operand<TInt32> batch = tf.slice(sizes, one, one); // [1]
    Operand<TInt32> states =
        tf.concat(
            List.of(
                tf.constant(new int[] {shape.directions().count()}),
                batch,
                tf.constant(new int[] {shape.units()})),
            tf.constant(0));
    // An LSTM has its cells here. A GRU has none, and cuDNN does not read the value.
    Operand<T> cells = tf.dtypes.cast(tf.constant(0f), sequence.type());
    Operand<T> initial = source.initialStates().orElseGet(() -> tf.fill(states, cells));
    Operand<TInt32> lengths = tf.fill(batch, steps);
    CudnnRNN<T> rnn =
        tf.nn.cudnnRNN(
            sequence,
            initial,
            cells,
            parameters,
            lengths,
            CudnnRNN.rnnMode(GRU),
            CudnnRNN.direction(direction),
            CudnnRNN.timeMajor(true),
            CudnnRNN.isTraining(use == CudnnGru.Use.TRAINING));
    return new CudnnForward<>(direction, sequence, initial, parameters, lengths, cells, rnn);
  }

  /** Returns the states of all directions at every step, [T, B, directions · H]. */
  Operand<TFloat32> output(Ops tf) {
    return tf.dtypes.cast(rnn.output(), TFloat32.class);
  }

  /** Returns the final state of each direction, [directions, B, H]. */
  Operand<TFloat32> lastStates(Ops tf) {
    return tf.dtypes.cast(rnn.outputH(), TFloat32.class);
  }

  /**
   * The gradients with respect to the inputs.
   *
   * @param sequence [T, B, D]
   * @param parameters as {@link CudnnParameters} packs them
   */
  record Gradient(Operand<TFloat32> sequence, Operand<TFloat32> parameters) {}

  /**
   * Adds the backward pass.
   *
   * @param gradient with respect to the states at every step, [T, B, directions · H]
   */
  Gradient fromOutput(Ops tf, Operand<TFloat32> gradient) {
    return backward(tf, as(tf, gradient), tf.zerosLike(rnn.outputH()));
  }

  /**
   * Adds the backward pass.
   *
   * @param gradient with respect to the final states, [directions, B, H]
   */
  Gradient fromLastStates(Ops tf, Operand<TFloat32> gradient) {
    return backward(tf, tf.zerosLike(rnn.output()), as(tf, gradient));
  }

  private Gradient backward(Ops tf, Operand<T> outputGradient, Operand<T> stateGradient) {
    CudnnRNNBackprop<T> backprop =
        tf.nn.cudnnRNNBackprop(
            sequence,
            initialStates,
            cells,
            parameters,
            lengths,
            rnn.output(),
            rnn.outputH(),
            rnn.outputC(),
            outputGradient,
            stateGradient,
            cells,
            rnn.reserveSpace(),
            rnn.hostReserved(),
            CudnnRNNBackprop.rnnMode(GRU),
            CudnnRNNBackprop.direction(direction),
            CudnnRNNBackprop.timeMajor(true));
    return new Gradient(
        tf.dtypes.cast(backprop.inputBackprop(), TFloat32.class),
        tf.dtypes.cast(backprop.paramsBackprop(), TFloat32.class));
  }

  private Operand<T> as(Ops tf, Operand<TFloat32> gradient) {
    return tf.dtypes.cast(gradient, sequence.type());
  }
}
