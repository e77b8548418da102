package io.nocturne.model;

import io.nocturne.model.MemoryTables.WeightTable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The evidence for what {@link LoopMemory} suggests for each of B pieces; the columns of two are
 * those of the exact and of the transposed matches.
 *
 * @param suggests [B, 2], 1 if the matches suggest tokens of the vocabulary, else 0
 * @param lengths [B, 2], the number of symbols that agree; 0 if no token is suggested
 * @param loops [B, 2], 1 if the last symbols are a passage three times in a row, else 0
 * @param agreement [B, 1], the network's probability of what is suggested
 */
record LoopEvidence(
    Operand<TInt32> suggests,
    Operand<TInt32> lengths,
    Operand<TInt32> loops,
    Operand<TFloat32> agreement) {

  /** Returns the weights of network, exact and transposed matches, [B, 3]. */
  Operand<TFloat32> weights(Ops tf, WeightTable table) {
    int kinds = table.weights().length;
    int agreements = table.agreements().length;
    Operand<TInt32> ofLengths = tf.gather(tf.constant(table.classes()), lengths, tf.constant(0));
    Operand<TInt32> straight =
        tf.math.add(
            dot(tf, ofLengths, kinds * agreements, agreements), classOfAgreement(tf, table));
    // The rows of loops follow all others.
    Operand<TInt32> looping =
        tf.math.add(dot(tf, suggests, 2, 1), tf.constant(kinds * kinds * agreements));
    Operand<TBool> isLoop = tf.math.greater(tf.sum(loops, tf.constant(1)), tf.constant(0)); // [B]
    return tf.gather(
        tf.constant(rows(table)), tf.select(isLoop, looping, straight), tf.constant(0));
  }

  private Operand<TInt32> classOfAgreement(Ops tf, WeightTable table) {
    Operand<TBool> reached = tf.math.greaterEqual(agreement, tf.constant(table.agreements()));
    return tf.math.sub(
        tf.sum(tf.dtypes.cast(reached, TInt32.class), tf.constant(1)), tf.constant(1));
  }

  private static Operand<TInt32> dot(Ops tf, Operand<TInt32> columns, int first, int second) {
    return tf.sum(tf.math.mul(columns, tf.constant(new int[] {first, second})), tf.constant(1));
  }

  private static float[][] rows(WeightTable table) {
    Stream<float[][]> straight = Arrays.stream(table.weights()).flatMap(Arrays::stream);
    return Stream.of(straight, Arrays.stream(table.loops()))
        .flatMap(rows -> rows.flatMap(Arrays::stream))
        .toArray(float[][]::new);
  }
}
