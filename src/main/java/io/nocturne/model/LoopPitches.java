package io.nocturne.model;

import io.nocturne.model.MemoryTables.PitchTable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;

/**
 * The tokens of B pieces as symbols that are the same in any key: a note, its end or a chord by the
 * interval from the pitch named before, a token that names no pitch by its id.
 *
 * @param table the notes and chords of the vocabulary
 */
record LoopPitches(PitchTable table) {

  /** Returns whether tokens begin notes. */
  Operand<TBool> beginNotes(Ops tf, Operand<TInt32> tokens) {
    return tf.math.equal(lookup(tf, table.begins(), tokens), tf.constant(1));
  }

  /** Returns whether tokens name pitches. */
  Operand<TBool> isPitched(Ops tf, Operand<TInt32> tokens) {
    return tf.math.notEqual(lowest(tf, tokens), tf.constant(PitchTable.NONE));
  }

  /** Returns the lowest pitches of tokens; NONE for those that name none. */
  Operand<TInt32> lowest(Ops tf, Operand<TInt32> tokens) {
    return lookup(tf, table.lowest(), tokens);
  }

  /**
   * Returns the symbols of tokens.
   *
   * @param tokens [B, 1]
   * @param reference [B, 1], the lowest pitch of the last token that named one
   */
  Operand<TInt32> symbols(Ops tf, Operand<TInt32> tokens, Operand<TInt32> reference) {
    Operand<TInt32> semitones = tf.math.sub(lowest(tf, tokens), reference);
    Operand<TInt32> interval =
        tf.math.add(
            tf.math.mul(semitones, tf.constant(table.transposed().length)),
            lookup(tf, table.shapes(), tokens));
    return tf.select(
        isPitched(tf, tokens), interval, tf.math.add(tokens, tf.constant(firstUnpitched())));
  }

  /**
   * Returns the tokens of symbols in the current key; V where the vocabulary has none: ONNX counts
   * negative numbers from the last token.
   *
   * @param symbols [B, n]
   * @param reference [B, 1], the pitch that the intervals are counted from
   */
  Operand<TInt32> tokens(Ops tf, Operand<TInt32> symbols, Operand<TInt32> reference) {
    int shapes = table.transposed().length;
    Operand<TInt32> shifted = tf.math.add(symbols, tf.math.mul(reference, tf.constant(shapes)));
    // The first and the last element of the table stand for all pitches that are too low or high.
    Operand<TInt32> place =
        tf.math.maximum(
            tf.math.minimum(shifted, tf.constant(shapes * PitchTable.PITCHES)), tf.constant(-1));
    Operand<TInt32> moved = lookup(tf, byPitch(), tf.math.add(place, tf.constant(1)));
    Operand<TInt32> unpitched = tf.constant(firstUnpitched());
    return tf.select(tf.math.less(symbols, unpitched), moved, tf.math.sub(symbols, unpitched));
  }

  /** Returns the tokens by lowest pitch, then by shape, with one that is missing at both ends. */
  private int[] byPitch() {
    int shapes = table.transposed().length;
    int[] tokens = new int[shapes * PitchTable.PITCHES + 2];
    Arrays.fill(tokens, table.lowest().length);
    IntStream.range(0, shapes * PitchTable.PITCHES)
        .filter(i -> table.transposed()[i % shapes][i / shapes] != PitchTable.NONE)
        .forEach(i -> tokens[i + 1] = table.transposed()[i % shapes][i / shapes]);
    return tokens;
  }

  /** Returns the symbol of token 0 if it names no pitch: above all intervals of all shapes. */
  private int firstUnpitched() {
    return 2 * PitchTable.PITCHES * table.transposed().length;
  }

  private static Operand<TInt32> lookup(Ops tf, int[] values, Operand<TInt32> index) {
    return tf.gather(tf.constant(values), index, tf.constant(0));
  }
}
