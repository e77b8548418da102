package io.nocturne.model;

import io.nocturne.model.MemoryTables.GateTable;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The evidence of {@link LoopMemory} for each token that could be next in B pieces.
 *
 * @param shares [B V], the mean of each token's shares in the views
 * @param inputs [B V, {@value #INPUTS}]: the token's share in each view, the peak of each view, the
 *     network's probability of the token, first its logarithm, and of its first choice
 */
record LoopEvidence(Operand<TFloat32> shares, Operand<TFloat32> inputs) {
  static final int INPUTS = 11;

  /**
   * Gathers what is known.
   *
   * @param logits [B, V] by the network
   * @param size V
   */
  static LoopEvidence of(Ops tf, LoopVotes votes, Operand<TFloat32> logits, int size) {
    Operand<TInt32> last = tf.constant(2);
    Operand<TFloat32> probabilities = tf.nn.softmax(logits);
    Operand<TFloat32> probability = tf.expandDims(probabilities, last); // [B, V, 1]
    Operand<TFloat32> largest = tf.max(probability, tf.constant(1), Max.keepDims(true));
    Operand<TInt32> ofTokens = tf.constant(new int[] {1, size, 1});
    Operand<TFloat32> inputs =
        tf.concat(
            List.of(
                votes.shares(),
                tf.tile(tf.expandDims(votes.peaks(), tf.constant(1)), ofTokens),
                tf.math.log(
                    tf.math.maximum(probability, tf.constant((float) GateTable.MIN_PROBABILITY))),
                probability,
                tf.tile(largest, ofTokens)),
            last);
    return new LoopEvidence(
        tf.reshape(tf.math.mean(votes.shares(), last), tf.constant(new int[] {-1})),
        tf.reshape(inputs, tf.constant(new int[] {-1, INPUTS})));
  }

  /**
   * Returns the odds of each token against the network's prediction, [B, V]; 0 if not suggested.
   *
   * @param shape [2]: B and V
   */
  Operand<TFloat32> odds(Ops tf, GateTable gate, Operand<TInt32> shape) {
    Operand<TFloat32> active = tf.nn.relu(layer(tf, inputs, transposed(gate.hidden())));
    float[][] output = new float[gate.output().length][1];
    for (int unit = 0; unit < output.length; unit++) {
      output[unit][0] = gate.output()[unit];
    }
    Operand<TFloat32> scores = layer(tf, active, output); // [B V, 1]
    Operand<TFloat32> bounded =
        tf.math.maximum(
            tf.math.minimum(scores, tf.constant(GateTable.MAX_SCORE)),
            tf.constant(-GateTable.MAX_SCORE));
    Operand<TFloat32> isSuggested =
        tf.dtypes.cast(
            tf.math.greaterEqual(shares, tf.constant(MemoryTables.MIN_SHARE)), TFloat32.class);
    return tf.math.mul(
        tf.reshape(tf.math.mul(isSuggested, shares), shape),
        tf.reshape(tf.math.exp(bounded), shape));
  }

  /** Returns a dense layer; the last row of the weights has its biases. */
  private static Operand<TFloat32> layer(Ops tf, Operand<TFloat32> inputs, float[][] weights) {
    int width = weights.length - 1;
    float[][] kernel = Arrays.copyOf(weights, width);
    return tf.math.add(tf.linalg.matMul(inputs, tf.constant(kernel)), tf.constant(weights[width]));
  }

  private static float[][] transposed(float[][] matrix) {
    float[][] columns = new float[matrix[0].length][matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        columns[column][row] = matrix[row][column];
      }
    }
    return columns;
  }
}
