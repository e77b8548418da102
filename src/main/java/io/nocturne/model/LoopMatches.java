package io.nocturne.model;

import io.nocturne.model.MemoryTables.PitchTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The earlier occurrences of the last symbols of B pieces in {@link LoopMemory}, of which the
 * longest are followed. All ops are known to converters.
 *
 * @param tables what the memory compares
 * @param symbols [B, 2, n], the tokens of each piece, and their intervals
 * @param runs [B, 2, n], the number of symbols before each that agree with the last ones
 * @param longest [B, 2], the length of the longest occurrences; 0 if there are none
 * @param isFollower [B, 2, n], whether a symbol is the one after a longest occurrence
 */
record LoopMatches(
    MemoryTables tables,
    Operand<TInt32> symbols,
    Operand<TInt32> runs,
    Operand<TInt32> longest,
    Operand<TBool> isFollower) {

  /** The symbols of a piece are its tokens and its intervals. */
  static final int KINDS = 2;

  /**
   * Finds the occurrences, the latest of them if there are too many.
   *
   * @param symbols [B, 2, n]
   * @param runs [B, 2, n], how many symbols before each agree with the last ones
   */
  static LoopMatches find(
      Ops tf, MemoryTables tables, Operand<TInt32> symbols, Operand<TInt32> runs) {
    int[][] min = {{tables.limits().minExact()}, {tables.limits().minTransposed()}};
    Operand<TBool> isLong = tf.math.greaterEqual(runs, tf.constant(min));
    Operand<TInt32> fromEnd = // 1 for the latest
        tf.math.cumsum(tf.dtypes.cast(isLong, TInt32.class), tf.constant(2), Cumsum.reverse(true));
    Operand<TBool> isCompared =
        tf.math.logicalAnd(
            isLong, tf.math.lessEqual(fromEnd, tf.constant(tables.limits().maxCandidates())));
    Operand<TInt32> compared = tf.math.mul(tf.dtypes.cast(isCompared, TInt32.class), runs);
    Operand<TInt32> longest =
        tf.math.minimum(
            tf.max(compared, tf.constant(2)), tf.constant(tables.weights().maxLength()));
    return new LoopMatches(
        tables,
        symbols,
        runs,
        longest,
        tf.math.logicalAnd(
            isCompared, tf.math.greaterEqual(runs, tf.expandDims(longest, tf.constant(2)))));
  }

  /**
   * Returns whether the last symbols are a passage three times in a row, as the latest of the
   * longest occurrences has it, [B, 2]; 1 if so, else 0.
   */
  Operand<TInt32> loops(Ops tf) {
    Operand<TInt32> two = tf.constant(2);
    Operand<TInt32> twiceTheLength =
        tf.math.mul(tf.gather(tf.shape(symbols), two, tf.constant(0)), two);
    Operand<TInt32> twiceTheIndex = tf.range(tf.constant(0), twiceTheLength, two); // [n]
    Operand<TBool> isLoop = // Twice the distance to the end agrees.
        tf.math.greaterEqual(tf.math.add(runs, twiceTheIndex), twiceTheLength);
    // The largest of these numbers is that of the latest occurrence, and odd if it is a loop.
    Operand<TInt32> number = tf.math.add(tf.dtypes.cast(isLoop, TInt32.class), twiceTheIndex);
    Operand<TInt32> latest =
        tf.max(tf.math.mul(tf.dtypes.cast(isFollower, TInt32.class), number), two);
    return tf.math.floorMod(latest, two);
  }

  /**
   * Returns how many of the longest occurrences each token followed, [B, 2, V]; those after a
   * passage in another key are transposed, and left out if the vocabulary does not have them.
   *
   * @param reference [B, 1], the pitch that the next interval is counted from
   */
  Operand<TFloat32> votes(Ops tf, Operand<TInt32> reference) {
    // The first symbol is none, and is one more place, so that the list is never empty.
    Operand<TInt32> places = // [K, 3]
        tf.concat(
            List.of(
                tf.dtypes.cast(tf.where(isFollower), TInt32.class),
                tf.constant(new int[][] {{0, 0, 0}})),
            tf.constant(0));
    Operand<TInt32> piece = column(tf, places, 0);
    Operand<TInt32> kind = column(tf, places, 1);
    Operand<TInt32> follower = tf.gatherNd(symbols, places);
    Operand<TInt32> token =
        tf.select(
            tf.math.equal(kind, tf.constant(0)),
            follower,
            transposed(tf, follower, tf.gather(reference, piece, tf.constant(0))));
    Operand<TInt32> pieces = tf.gather(tf.shape(symbols), tf.constant(0), tf.constant(0));
    Operand<TInt32> rows = tf.math.mul(pieces, tf.constant(KINDS));
    Operand<TInt32> row = tf.math.add(tf.math.mul(piece, tf.constant(KINDS)), kind);
    int size = tables.pitches().lowest().length;
    // Few occurrences, each with one row and at most one token: a missing one is a row of zeros.
    Operand<TFloat32> votes =
        tf.linalg.matMul(
            oneHot(tf, row, rows), oneHot(tf, token, tf.constant(size)), MatMul.transposeA(true));
    return tf.reshape(votes, tf.constant(new int[] {-1, KINDS, size}));
  }

  private static Operand<TFloat32> oneHot(Ops tf, Operand<TInt32> index, Operand<TInt32> depth) {
    return tf.oneHot(index, depth, tf.constant(1f), tf.constant(0f));
  }

  private static Operand<TInt32> column(Ops tf, Operand<TInt32> places, int index) {
    return tf.gather(places, tf.constant(index), tf.constant(1));
  }

  /**
   * Returns the token of each interval, [K]; V if there is no such token.
   *
   * @param symbol [K], an interval
   * @param reference [K, 1], the pitch that it is counted from
   */
  private Operand<TInt32> transposed(Ops tf, Operand<TInt32> symbol, Operand<TInt32> reference) {
    int shapes = tables.pitches().transposed().length;
    Operand<TInt32> shift =
        tf.math.mul(tf.squeeze(reference, Squeeze.axis(List.of(1L))), tf.constant(shapes));
    // The first and the last element of the table stand for all pitches that are too low or high.
    Operand<TInt32> place =
        tf.math.maximum(
            tf.math.minimum(tf.math.add(symbol, shift), tf.constant(shapes * PitchTable.PITCHES)),
            tf.constant(-1));
    Operand<TInt32> moved =
        tf.gather(
            tf.constant(byPitch(tables.pitches())),
            tf.math.add(place, tf.constant(1)),
            tf.constant(0));
    Operand<TInt32> unpitched = tf.constant(firstUnpitched(tables.pitches()));
    return tf.select(tf.math.less(symbol, unpitched), moved, tf.math.sub(symbol, unpitched));
  }

  /**
   * Returns the tokens by lowest pitch, then by shape, with one that is missing at both ends. Those
   * that are missing are numbers above all tokens: ONNX counts negative ones from the last token.
   */
  private static int[] byPitch(PitchTable pitches) {
    int shapes = pitches.transposed().length;
    int[] tokens = new int[shapes * PitchTable.PITCHES + 2];
    Arrays.fill(tokens, pitches.lowest().length);
    IntStream.range(0, shapes * PitchTable.PITCHES)
        .filter(i -> pitches.transposed()[i % shapes][i / shapes] != PitchTable.NONE)
        .forEach(i -> tokens[i + 1] = pitches.transposed()[i % shapes][i / shapes]);
    return tokens;
  }

  /** Returns the symbol of token 0 if it begins no note: above all intervals of all shapes. */
  static int firstUnpitched(PitchTable pitches) {
    return 2 * PitchTable.PITCHES * pitches.transposed().length;
  }
}
