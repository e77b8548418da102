package io.nocturne.model;

import io.nocturne.model.MemoryTables.PitchTable;
import io.nocturne.runtime.WhileLoop;
import io.nocturne.runtime.WhileLoop.State;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The memory of the pieces in {@link GenerationLoop}: what followed the longest earlier occurrences
 * of the last tokens, in the same key and in any other, mixed with the network's prediction.
 *
 * <p>Each of B pieces has two rows of symbols, its tokens and their intervals, which are the same
 * in every key. For each symbol the memory keeps how many symbols before it agree with the last
 * ones. A new symbol extends these runs by one where the next symbol is the same, and ends the
 * others, so that a step compares each earlier symbol once.
 *
 * @param tables what the memory compares and how it is weighed
 * @param pad the id of the padding, which never matches
 */
record LoopMemory(MemoryTables tables, int pad) {
  /** [], float32: scales the weight of the memory, 0 to 1. */
  private static final int TRUST = 0;

  /** [B, 2, n], int32: {@link #NOTHING} and the n - 1 tokens so far; and their intervals. */
  private static final int SYMBOLS = 1;

  /** [B, 2, n], int32: the number of symbols before each that agree with the last ones. */
  private static final int RUNS = 2;

  /** [B, 1], int32: the lowest pitch of the last token that begins a note; 0 before it. */
  private static final int REFERENCE = 3;

  /** The number of values. */
  static final int STATES = 4;

  private static final int KINDS = LoopMatches.KINDS;

  /** A number that no symbol is. */
  private static final int NEVER = Integer.MIN_VALUE;

  /**
   * The symbol before the first one, so that no tensor is empty, which converters do not expect: no
   * token, and lower than all intervals.
   */
  static final int NOTHING = -(1 << 30);

  /**
   * Returns the values after a primer.
   *
   * @param primer [B, T]
   * @param trust []
   */
  List<State> initial(Ops tf, Operand<TInt32> primer, Operand<TFloat32> trust) {
    Operand<TInt32> rows = tf.gather(tf.shape(primer), tf.constant(0), tf.constant(0));
    Operand<TInt32> one = tf.stack(List.of(rows, tf.constant(KINDS), tf.constant(1)));
    Operand<TInt32> unpitched = tf.zeros(tf.stack(List.of(rows, tf.constant(1))), TInt32.class);
    List<State> before =
        states(
            List.of(
                trust, tf.fill(one, tf.constant(NOTHING)), tf.zeros(one, TInt32.class), unpitched));
    List<State> all =
        Stream.concat(
                before.stream(),
                Stream.of(
                    new State(tf.constant(0), Shape.scalar()), new State(primer, Shape.of(-1, -1))))
            .toList();
    List<? extends Operand<?>> after =
        WhileLoop.run(tf, "memory", all, LoopMemory::isUnread, this::read);
    return states(after.subList(0, STATES));
  }

  private static List<State> states(List<? extends Operand<?>> values) {
    Shape rows = Shape.of(-1, KINDS, -1);
    return List.of(
        new State(values.get(TRUST), Shape.scalar()),
        new State(values.get(SYMBOLS), rows),
        new State(values.get(RUNS), rows),
        new State(values.get(REFERENCE), Shape.of(-1, 1)));
  }

  /** Returns whether the loop over the primer, whose position follows the memory, continues. */
  private static List<Operand<?>> isUnread(Ops tf, List<Operand<?>> state) {
    Operand<TInt32> position = GenerationTurn.as(state.get(STATES));
    Operand<TInt32> primer = GenerationTurn.as(state.get(STATES + 1));
    Operand<TBool> isLeft =
        tf.math.less(position, tf.gather(tf.shape(primer), tf.constant(1), tf.constant(0)));
    return List.of(tf.math.logicalAnd(isTrusted(tf, state), isLeft));
  }

  /** Returns whether the memory has a weight, []; without one its values stay as they are. */
  static Operand<TBool> isTrusted(Ops tf, List<Operand<?>> state) {
    return tf.math.greater(GenerationTurn.<TFloat32>as(state.get(TRUST)), tf.constant(0f));
  }

  private List<Operand<?>> read(Ops tf, List<Operand<?>> state) {
    Operand<TInt32> position = GenerationTurn.as(state.get(STATES));
    Operand<TInt32> primer = GenerationTurn.as(state.get(STATES + 1));
    Operand<TInt32> token =
        tf.gather(primer, tf.expandDims(position, tf.constant(0)), tf.constant(1));
    return Stream.<Operand<?>>concat(
            after(tf, state, token).stream(),
            Stream.of(tf.math.add(position, tf.constant(1)), primer))
        .toList();
  }

  /**
   * Returns the values after one more token.
   *
   * @param state begins with the values before it
   * @param token [B, 1]
   */
  List<Operand<?>> after(Ops tf, List<Operand<?>> state, Operand<TInt32> token) {
    Operand<TInt32> symbols = GenerationTurn.as(state.get(SYMBOLS));
    Operand<TInt32> runs = GenerationTurn.as(state.get(RUNS));
    Operand<TInt32> reference = GenerationTurn.as(state.get(REFERENCE));
    Operand<TInt32> lowest = lookup(tf, tables.pitches().lowest(), token);
    Operand<TBool> isPitched = tf.math.notEqual(lowest, tf.constant(PitchTable.NONE));
    Operand<TInt32> fromReference = interval(tf, token, tf.math.sub(lowest, reference));
    Operand<TInt32> unpitched =
        tf.math.add(token, tf.constant(LoopMatches.firstUnpitched(tables.pitches())));
    Operand<TInt32> last =
        tf.stack(
            List.of(token, tf.select(isPitched, fromReference, unpitched)),
            Stack.axis(1L)); // [B, 2, 1]
    Operand<TBool> isPadding =
        tf.expandDims(tf.math.equal(token, tf.constant(pad)), tf.constant(1));
    Operand<TInt32> compared = tf.select(isPadding, tf.constant(NEVER), last);
    Operand<TInt32> extended = // [B, 2, n]
        tf.math.mul(
            tf.dtypes.cast(tf.math.equal(symbols, compared), TInt32.class),
            tf.math.add(runs, tf.constant(1)));
    return List.of(
        state.get(TRUST),
        tf.concat(List.of(symbols, last), tf.constant(2)),
        // Nothing is before the first symbol.
        tf.concat(List.of(tf.zerosLike(last), extended), tf.constant(2)),
        tf.select(isPitched, lowest, reference));
  }

  /** Returns the symbol of a note or chord some semitones above the one before it, [B, 1]. */
  private Operand<TInt32> interval(Ops tf, Operand<TInt32> token, Operand<TInt32> semitones) {
    PitchTable pitches = tables.pitches();
    return tf.math.add(
        tf.math.mul(semitones, tf.constant(pitches.transposed().length)),
        lookup(tf, pitches.shapes(), token));
  }

  /**
   * Returns what the tokens so far suggest for the next one.
   *
   * @param state begins with the memory's values
   * @param logits [B, V] by the network, as {@link NextToken#withoutPadding} returns them
   */
  LoopMixture mixture(Ops tf, List<Operand<?>> state, Operand<TFloat32> logits) {
    LoopMatches matches =
        LoopMatches.find(
            tf, tables, GenerationTurn.as(state.get(SYMBOLS)), GenerationTurn.as(state.get(RUNS)));
    Operand<TFloat32> votes =
        matches.votes(tf, GenerationTurn.as(state.get(REFERENCE))); // [B, 2, V]
    Operand<TFloat32> counts = tf.sum(votes, tf.constant(2), Sum.keepDims(true)); // [B, 2, 1]
    Operand<TFloat32> shares = tf.math.divNoNan(votes, counts);
    // A match that suggests no token of the vocabulary is none.
    Operand<TInt32> suggests =
        tf.dtypes.cast(
            tf.math.greater(tf.squeeze(counts, Squeeze.axis(List.of(2L))), tf.constant(0f)),
            TInt32.class); // [B, 2]
    LoopEvidence evidence =
        new LoopEvidence(
            suggests,
            tf.math.mul(suggests, matches.longest()),
            tf.math.mul(suggests, matches.loops(tf)),
            agreement(tf, suggests, shares, logits));
    Operand<TFloat32> weights = evidence.weights(tf, tables.weights()); // [B, 3]
    Operand<TFloat32> trust = GenerationTurn.as(state.get(TRUST));
    Operand<TFloat32> ofNetwork =
        tf.math.add(
            tf.math.sub(tf.constant(1f), trust), tf.math.mul(trust, columns(tf, weights, 0, 1)));
    Operand<TFloat32> ofMatches = tf.math.mul(trust, columns(tf, weights, 1, KINDS));
    Operand<TFloat32> suggested =
        tf.sum(tf.math.mul(shares, tf.expandDims(ofMatches, tf.constant(2))), tf.constant(1));
    return new LoopMixture(logits, ofNetwork, suggested);
  }

  /**
   * Returns the network's probability of what is suggested by the transposed matches, or where
   * there are none by the exact ones, each token by its share; [B, 1].
   */
  private static Operand<TFloat32> agreement(
      Ops tf, Operand<TInt32> suggests, Operand<TFloat32> shares, Operand<TFloat32> logits) {
    Operand<TFloat32> probabilities = tf.expandDims(tf.nn.softmax(logits), tf.constant(1));
    Operand<TFloat32> means = tf.sum(tf.math.mul(shares, probabilities), tf.constant(2)); // [B, 2]
    Operand<TBool> isTransposed =
        tf.math.equal(columns(tf, suggests, 1, 1), tf.constant(1)); // [B, 1]
    return tf.select(isTransposed, columns(tf, means, 1, 1), columns(tf, means, 0, 1));
  }

  private static Operand<TInt32> lookup(Ops tf, int[] table, Operand<TInt32> index) {
    return tf.gather(tf.constant(table), index, tf.constant(0));
  }

  private static <T extends TNumber> Operand<T> columns(
      Ops tf, Operand<T> matrix, int first, int count) {
    return tf.slice(matrix, tf.constant(new int[] {0, first}), tf.constant(new int[] {-1, count}));
  }
}
