package io.nocturne.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.CudnnRNN;
import org.tensorflow.op.nn.CudnnRNNBackprop;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * A sequence that cuDNN has read: what its op was given and what it gave, which the op for the way
 * back needs again.
 *
 * @param sequence [T, B, D]
 * @param direction cuDNN's word for the directions
 * @param initialStates [directions, B, H], zeros
 * @param parameters the weights, as {@link CudnnParameters} packs them
 * @param lengths [B], T each
 * @param cells [], 0
 * @param rnn what it gave
 * @param <T> what cuDNN computes with
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
   * Reads a sequence.
   *
   * @param sequence [T, B, D]
   * @param shape of a direction
   * @param use whether the way back is wanted, for which cuDNN keeps what it has computed
   */
  static <T extends TNumber> CudnnForward<T> of(
      Ops tf, Operand<T> sequence, Operand<T> parameters, GruShape shape, CudnnGru.Use use) {
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
    // Of an LSTM these would be its cells. A GRU has none, and cuDNN looks at no value here.
    Operand<T> cells = tf.dtypes.cast(tf.constant(0f), sequence.type());
    Operand<T> zeros = tf.fill(states, cells);
    Operand<TInt32> lengths = tf.fill(batch, steps);
    CudnnRNN<T> rnn =
        tf.nn.cudnnRNN(
            sequence,
            zeros,
            cells,
            parameters,
            lengths,
            CudnnRNN.rnnMode(GRU),
            CudnnRNN.direction(direction),
            CudnnRNN.timeMajor(true),
            CudnnRNN.isTraining(use == CudnnGru.Use.TRAINING));
    return new CudnnForward<>(direction, sequence, zeros, parameters, lengths, cells, rnn);
  }

  /** All directions' states at every step, [T, B, directions · H]. */
  Operand<TFloat32> output(Ops tf) {
    return tf.dtypes.cast(rnn.output(), TFloat32.class);
  }

  /** Each direction's state when it has read everything, [directions, B, H]. */
  Operand<TFloat32> lastStates(Ops tf) {
    return tf.dtypes.cast(rnn.outputH(), TFloat32.class);
  }

  /**
   * Gradients of what was given.
   *
   * @param sequence [T, B, D]
   * @param parameters as {@link CudnnParameters} packs them
   */
  record Gradient(Operand<TFloat32> sequence, Operand<TFloat32> parameters) {}

  /** The way back from a gradient by the states at every step, [T, B, directions · H]. */
  Gradient fromOutput(Ops tf, Operand<TFloat32> gradient) {
    return back(tf, as(tf, gradient), tf.zerosLike(rnn.outputH()));
  }

  /** The way back from a gradient by the last states, [directions, B, H]. */
  Gradient fromLastStates(Ops tf, Operand<TFloat32> gradient) {
    return back(tf, tf.zerosLike(rnn.output()), as(tf, gradient));
  }

  private Gradient back(Ops tf, Operand<T> byOutput, Operand<T> byStates) {
    CudnnRNNBackprop<T> back =
        tf.nn.cudnnRNNBackprop(
            sequence,
            initialStates,
            cells,
            parameters,
            lengths,
            rnn.output(),
            rnn.outputH(),
            rnn.outputC(),
            byOutput,
            byStates,
            cells,
            rnn.reserveSpace(),
            rnn.hostReserved(),
            CudnnRNNBackprop.rnnMode(GRU),
            CudnnRNNBackprop.direction(direction),
            CudnnRNNBackprop.timeMajor(true));
    return new Gradient(
        tf.dtypes.cast(back.inputBackprop(), TFloat32.class),
        tf.dtypes.cast(back.paramsBackprop(), TFloat32.class));
  }

  private Operand<T> as(Ops tf, Operand<TFloat32> gradient) {
    return tf.dtypes.cast(gradient, sequence.type());
  }
}
