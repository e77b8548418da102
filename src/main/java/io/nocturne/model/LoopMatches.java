package io.nocturne.model;

import io.nocturne.model.MemoryTables.PitchTable;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The earlier occurrences of the last symbols of each row in {@link LoopMemory}, all rows in one
 * list: there are few, so that all that is to be known of them costs little.
 *
 * @param tables what the memory compares
 * @param rows [], twice the number of pieces
 * @param row [K], the row of each occurrence, ascending; 2 b for the tokens of piece b, and 2 b + 1
 *     for its intervals
 * @param run [K], the number of symbols that agree, at least the minimum length
 * @param follower [K], the symbol after them
 * @param distance [K], the number of symbols from there to the end
 */
record LoopMatches(
    MemoryTables tables,
    Operand<TInt32> rows,
    Operand<TInt32> row,
    Operand<TInt32> run,
    Operand<TInt32> follower,
    Operand<TInt32> distance) {

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
    Operand<TInt32> places =
        tf.dtypes.cast(
            tf.where(tf.math.greaterEqual(runs, tf.constant(min))), TInt32.class); // [K, 3]
    Operand<TInt32> pieces = tf.gather(tf.shape(symbols), tf.constant(0), tf.constant(0));
    Operand<TInt32> rows = tf.math.mul(pieces, tf.constant(KINDS));
    Operand<TInt32> row =
        tf.sum(tf.math.mul(places, tf.constant(new int[] {KINDS, 1, 0})), tf.constant(1)); // [K]
    Operand<TInt32> latest = latest(tf, tables.limits().maxCandidates(), rows, row);
    return new LoopMatches(
        tables,
        rows,
        tf.gather(row, latest, tf.constant(0)),
        tf.gather(tf.gatherNd(runs, places), latest, tf.constant(0)),
        tf.gather(tf.gatherNd(symbols, places), latest, tf.constant(0)),
        tf.gather(distance(tf, symbols, places), latest, tf.constant(0)));
  }

  private static Operand<TInt32> distance(Ops tf, Operand<TInt32> symbols, Operand<TInt32> places) {
    return tf.math.sub(
        tf.gather(tf.shape(symbols), tf.constant(2), tf.constant(0)),
        tf.gather(places, tf.constant(2), tf.constant(1)));
  }

  /** Returns the indexes of the last elements of each row, at most as many as are compared. */
  private static Operand<TInt32> latest(
      Ops tf, int maxCandidates, Operand<TInt32> rows, Operand<TInt32> row) {
    Operand<TInt32> ends =
        tf.math.cumsum(
            tf.math.unsortedSegmentSum(tf.onesLike(row), row, rows), tf.constant(0)); // [2 B]
    Operand<TInt32> index = tf.range(tf.constant(0), tf.size(row), tf.constant(1)); // [K]
    Operand<TInt32> fromEnd =
        tf.math.sub(tf.gather(ends, row, tf.constant(0)), index); // 1 for the latest
    Operand<TBool> isCompared = tf.math.lessEqual(fromEnd, tf.constant(maxCandidates));
    return tf.dtypes.cast(
        tf.squeeze(tf.where(isCompared), Squeeze.axis(List.of(1L))), TInt32.class);
  }

  /** Returns the length of the longest occurrences of each piece, [B, 2]; 0 if there is none. */
  Operand<TInt32> longest(Ops tf) {
    return byPiece(
        tf,
        tf.math.minimum(
            tf.math.maximum(tf.math.unsortedSegmentMax(run, row, rows), tf.constant(0)),
            tf.constant(tables.weights().maxLength())));
  }

  /**
   * Returns whether the last symbols are a passage three times in a row, as the latest of the
   * longest occurrences has it, [B, 2]; 1 if so, else 0.
   *
   * @param longest as {@link #longest} returns it
   */
  Operand<TInt32> loops(Ops tf, Operand<TInt32> longest) {
    Operand<TInt32> two = tf.constant(2);
    Operand<TBool> isLoop = tf.math.greaterEqual(run, tf.math.mul(distance, two));
    // The largest of these numbers is that of the latest occurrence, and odd if it is a loop.
    Operand<TInt32> number =
        tf.math.sub(
            tf.dtypes.cast(isLoop, TInt32.class), tf.math.mul(distance, two)); // [K], below 1
    Operand<TInt32> never = tf.constant(Integer.MIN_VALUE);
    Operand<TInt32> latest =
        tf.math.unsortedSegmentMax(tf.select(isLongest(tf, longest), number, never), row, rows);
    return byPiece(tf, tf.math.floorMod(latest, two));
  }

  private Operand<TBool> isLongest(Ops tf, Operand<TInt32> longest) {
    Operand<TInt32> ofRows = tf.reshape(longest, tf.constant(new int[] {-1}));
    return tf.math.greaterEqual(run, tf.gather(ofRows, row, tf.constant(0)));
  }

  private static Operand<TInt32> byPiece(Ops tf, Operand<TInt32> ofRows) {
    return tf.reshape(ofRows, tf.constant(new int[] {-1, KINDS}));
  }

  /**
   * Returns how many of the longest occurrences each token followed, [B, 2, V]; those after a
   * passage in another key are transposed, and left out if the vocabulary does not have them.
   *
   * @param longest as {@link #longest} returns it
   * @param reference [B, 1], the pitch that the next interval is counted from
   */
  Operand<TFloat32> votes(Ops tf, Operand<TInt32> longest, Operand<TInt32> reference) {
    int size = tables.pitches().lowest().length;
    Operand<TInt32> token = token(tf, reference);
    Operand<TBool> counts =
        tf.math.logicalAnd(
            isLongest(tf, longest), tf.math.notEqual(token, tf.constant(PitchTable.NONE)));
    Operand<TInt32> place = tf.math.add(tf.math.mul(row, tf.constant(size)), token);
    Operand<TFloat32> votes =
        tf.math.unsortedSegmentSum(
            tf.dtypes.cast(counts, TFloat32.class),
            tf.math.maximum(place, tf.constant(0)),
            tf.math.mul(rows, tf.constant(size)));
    return tf.reshape(votes, tf.constant(new int[] {-1, KINDS, size}));
  }

  /** Returns the token that each occurrence suggests, [K]; NONE if there is no such token. */
  private Operand<TInt32> token(Ops tf, Operand<TInt32> reference) {
    int shapes = tables.pitches().transposed().length;
    Operand<TInt32> piece = tf.math.floorDiv(row, tf.constant(KINDS));
    Operand<TInt32> shift =
        tf.math.mul(
            tf.gather(tf.squeeze(reference, Squeeze.axis(List.of(1L))), piece, tf.constant(0)),
            tf.constant(shapes));
    // The first and the last element of the table stand for all pitches that are too low or high.
    Operand<TInt32> place =
        tf.math.maximum(
            tf.math.minimum(tf.math.add(follower, shift), tf.constant(shapes * PitchTable.PITCHES)),
            tf.constant(-1));
    Operand<TInt32> moved =
        tf.gather(
            tf.constant(byPitch(tables.pitches())),
            tf.math.add(place, tf.constant(1)),
            tf.constant(0));
    Operand<TInt32> unpitched = tf.constant(firstUnpitched(tables.pitches()));
    Operand<TInt32> transposed =
        tf.select(tf.math.less(follower, unpitched), moved, tf.math.sub(follower, unpitched));
    Operand<TBool> isExact = tf.math.equal(tf.math.mul(piece, tf.constant(KINDS)), row);
    return tf.select(isExact, follower, transposed);
  }

  /** Returns the tokens by lowest pitch, then by shape, with one that is missing at both ends. */
  private static int[] byPitch(PitchTable pitches) {
    int shapes = pitches.transposed().length;
    int[] tokens = new int[shapes * PitchTable.PITCHES + 2];
    tokens[0] = PitchTable.NONE;
    tokens[tokens.length - 1] = PitchTable.NONE;
    IntStream.range(0, shapes * PitchTable.PITCHES)
        .forEach(i -> tokens[i + 1] = pitches.transposed()[i % shapes][i / shapes]);
    return tokens;
  }

  /** Returns the symbol of token 0 if it begins no note: above all intervals of all shapes. */
  static int firstUnpitched(PitchTable pitches) {
    return 2 * PitchTable.PITCHES * pitches.transposed().length;
  }
}
