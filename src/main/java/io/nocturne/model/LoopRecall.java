package io.nocturne.model;

import io.nocturne.model.MemoryTables.Likeness;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The contexts that {@link LoopMemory} recalls in B pieces that are being composed.
 *
 * @param isRecalled [B, n], which symbols are far enough from the end
 * @param likeness [B, {@value LoopVotes#VIEWS}, n], of the contexts before those, else 0
 * @param peaks [B, {@value LoopVotes#VIEWS}, 1], the largest likeness of each view
 * @param strength [B, 1], {@link MemoryTables#strength}
 */
record LoopRecall(
    Operand<TBool> isRecalled,
    Operand<TFloat32> likeness,
    Operand<TFloat32> peaks,
    Operand<TFloat32> strength) {

  /**
   * Compares the contexts.
   *
   * @param isNote [B, n], which symbols begin notes
   * @param isToken [B, n], which symbols are not padding
   * @param isNear [n], which symbols are near enough to the end
   * @param likeness [B, VIEWS, n], of all contexts
   */
  static LoopRecall of(
      Ops tf,
      Operand<TBool> isNote,
      Operand<TBool> isToken,
      Operand<TBool> isNear,
      Operand<TFloat32> likeness) {
    Operand<TInt32> notes = toInt(tf, isNote);
    Operand<TBool> isRecalled =
        tf.math.logicalAnd(
            tf.math.greaterEqual(
                tf.math.cumsum(notes, tf.constant(1), Cumsum.reverse(true)),
                tf.constant(MemoryTables.NEAR_NOTES)),
            isNear);
    Operand<TFloat32> recalled =
        tf.math.mul(
            likeness, tf.expandDims(tf.dtypes.cast(isRecalled, TFloat32.class), tf.constant(1)));
    Operand<TFloat32> peaks = tf.max(recalled, tf.constant(2), Max.keepDims(true));
    Operand<TFloat32> tokensPerNote =
        tf.math.div(
            total(tf, toInt(tf, isToken)), tf.math.maximum(total(tf, notes), tf.constant(1f)));
    return new LoopRecall(isRecalled, recalled, peaks, strength(tf, peaks, tokensPerNote));
  }

  /**
   * Returns which symbols vote, [B, n]. Where the memory has no strength nothing does, which would
   * else count all symbols that are equally unlike.
   */
  Operand<TBool> votes(Ops tf) {
    return tf.math.logicalAnd(isRecalled, tf.math.greater(strength, tf.constant(0f)));
  }

  private static Operand<TFloat32> strength(
      Ops tf, Operand<TFloat32> peaks, Operand<TFloat32> tokensPerNote) {
    int kinds = LoopVotes.KINDS;
    Operand<TFloat32> likeness = // Of the last kind, as it is or by intervals; [B, 1].
        tf.max(
            tf.slice(
                peaks,
                tf.constant(new int[] {0, LoopVotes.VIEWS - kinds, 0}),
                tf.constant(new int[] {-1, kinds, 1})),
            tf.constant(1));
    Operand<TFloat32> weak = agreeing(tf, tokensPerNote, MemoryTables.WEAK_NOTES);
    Operand<TFloat32> strong = agreeing(tf, tokensPerNote, MemoryTables.STRONG_NOTES);
    Operand<TFloat32> share = tf.math.div(tf.math.sub(likeness, weak), tf.math.sub(strong, weak));
    return tf.math.maximum(tf.math.minimum(share, tf.constant(1f)), tf.constant(0f));
  }

  /** Returns {@link Likeness#ofAgreeing} the given number of notes. */
  private static Operand<TFloat32> agreeing(Ops tf, Operand<TFloat32> tokensPerNote, float notes) {
    List<Likeness> kinds = Likeness.KINDS;
    float decay = kinds.get(kinds.size() - 1).decay();
    Operand<TFloat32> symbols = tf.math.mul(tokensPerNote, tf.constant(notes));
    Operand<TFloat32> left =
        tf.math.exp(tf.math.mul(symbols, tf.constant((float) Math.log(decay))));
    return tf.math.div(tf.math.sub(tf.constant(1f), left), tf.constant(1 - decay));
  }

  private static Operand<TFloat32> total(Ops tf, Operand<TInt32> counts) {
    return tf.dtypes.cast(tf.sum(counts, tf.constant(1), Sum.keepDims(true)), TFloat32.class);
  }

  private static Operand<TInt32> toInt(Ops tf, Operand<TBool> conditions) {
    return tf.dtypes.cast(conditions, TInt32.class);
  }
}
