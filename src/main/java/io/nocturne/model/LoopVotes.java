package io.nocturne.model;

import io.nocturne.model.MemoryTables.Likeness;
import io.nocturne.model.MemoryTables.PitchTable;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The votes of the earlier contexts of B pieces in {@link LoopMemory} for what followed them. The
 * views are each likeness, of the tokens as they are and by intervals.
 *
 * @param peaks [B, {@value #VIEWS}], the largest likeness of each view
 * @param shares [B, V, {@value #VIEWS}], each token's share of the votes
 */
record LoopVotes(Operand<TFloat32> peaks, Operand<TFloat32> shares) {
  /** The symbols of a piece are its tokens and its intervals. */
  static final int KINDS = 2;

  static final int VIEWS = 4;

  /**
   * Counts the votes.
   *
   * @param pitches the notes of the vocabulary
   * @param tokens [B, 2, n], what followed each context; V if it does not count, as the first
   */
  static LoopVotes count(Ops tf, PitchTable pitches, Operand<TInt32> tokens, LoopRecall recall) {
    int size = pitches.lowest().length;
    Operand<TInt32> followers = ofViews(tf, tokens); // [B, VIEWS, n]
    Operand<TFloat32> exponents =
        tf.math.mul(
            tf.math.sub(recall.likeness(), recall.peaks()),
            tf.constant(sharpness())); // [B, VIEWS, n]
    Operand<TBool> counts =
        tf.math.logicalAnd(
            tf.math.greaterEqual(exponents, tf.constant(MemoryTables.MIN_EXPONENT)),
            tf.math.less(followers, tf.constant(size)));
    // The first does not count, and is one more place, so that the list is never empty.
    Operand<TInt32> places = // [K, 3]
        tf.concat(
            List.of(
                tf.dtypes.cast(tf.where(counts), TInt32.class),
                tf.constant(new int[][] {{0, 0, 0}})),
            tf.constant(0));
    Operand<TInt32> view =
        tf.math.add(tf.math.mul(column(tf, places, 0), tf.constant(VIEWS)), column(tf, places, 1));
    Operand<TInt32> pieces = tf.gather(tf.shape(tokens), tf.constant(0), tf.constant(0));
    Operand<TFloat32> votes = tf.math.exp(tf.gatherNd(exponents, places)); // [K]
    Operand<TFloat32> sums = // A token that is missing is a row of zeros.
        tf.linalg.matMul(
            oneHot(tf, tf.gatherNd(followers, places), tf.constant(size)),
            tf.math.mul(
                oneHot(tf, view, tf.math.mul(pieces, tf.constant(VIEWS))),
                tf.expandDims(votes, tf.constant(1))),
            MatMul.transposeA(true)); // [V, B VIEWS]
    Operand<TFloat32> byPiece = // [B, V, VIEWS]
        tf.linalg.transpose(
            tf.reshape(sums, tf.constant(new int[] {size, -1, VIEWS})),
            tf.constant(new int[] {1, 0, 2}));
    return new LoopVotes(
        tf.reshape(recall.peaks(), tf.constant(new int[] {-1, VIEWS})),
        tf.math.divNoNan(byPiece, tf.sum(byPiece, tf.constant(1), Sum.keepDims(true))));
  }

  /** Returns rows of the tokens and of their intervals, [B, 2, n], for each view, [B, VIEWS, n]. */
  static <T extends TNumber> Operand<T> ofViews(Ops tf, Operand<T> rows) {
    return tf.tile(rows, tf.constant(new int[] {1, VIEWS / KINDS, 1}));
  }

  /** Returns one-hot rows. The op of that name writes integers in TensorFlow.js's WebAssembly. */
  private static Operand<TFloat32> oneHot(Ops tf, Operand<TInt32> index, Operand<TInt32> depth) {
    Operand<TInt32> places = tf.range(tf.constant(0), depth, tf.constant(1));
    return tf.dtypes.cast(
        tf.math.equal(tf.expandDims(index, tf.constant(1)), places), TFloat32.class);
  }

  private static Operand<TInt32> column(Ops tf, Operand<TInt32> places, int index) {
    return tf.gather(places, tf.constant(index), tf.constant(1));
  }

  /** Returns the sharpness of each view, [VIEWS, 1]. */
  private static float[][] sharpness() {
    float[][] sharpness = new float[VIEWS][1];
    for (int view = 0; view < VIEWS; view++) {
      sharpness[view][0] = Likeness.KINDS.get(view / KINDS).sharpness();
    }
    return sharpness;
  }
}
