package io.nocturne.model;

import io.nocturne.model.MemoryTables.Likeness;
import io.nocturne.runtime.WhileLoop;
import io.nocturne.runtime.WhileLoop.State;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The memory of the pieces in {@link GenerationLoop}: what followed where the tokens before were
 * most like the last ones, in the same key and in any other, mixed with the network's prediction.
 *
 * <p>Each of B pieces has two rows of symbols, its tokens and their intervals, which are the same
 * in every key. For each symbol the memory keeps how alike the symbols before it and the last ones
 * are. A new symbol changes each likeness by whether the next symbol is the same, so that a step
 * compares each earlier symbol once.
 *
 * @param tables what the memory compares and how it is weighed
 * @param pad the id of the padding, which is like nothing
 */
record LoopMemory(MemoryTables tables, int pad) {
  /** [], float32: scales the weight of the memory, 0 to 1. */
  private static final int TRUST = 0;

  /** [B, 2, n], int32: a padding and the n - 1 tokens so far; and their intervals. */
  private static final int SYMBOLS = 1;

  /** [B, 2, n], int32: the number of symbols before each that agree with the last ones. */
  private static final int RUNS = 2;

  /** [B, VIEWS, n], float32: the likeness of the symbols before each and the last ones. */
  private static final int LIKENESS = 3;

  /** [B, 1], int32: the lowest pitch of the last token that names one; 0 before it. */
  private static final int REFERENCE = 4;

  /** The number of values. */
  static final int STATES = 5;

  private static final int KINDS = LoopVotes.KINDS;

  /** A number that no symbol is. */
  private static final int NEVER = Integer.MIN_VALUE;

  /**
   * The interval before the first one, lower than all others. It and a padding before the first
   * token are there so that no tensor is empty, which converters do not expect.
   */
  private static final int NOTHING = -(1 << 30);

  /**
   * Returns the values after a primer.
   *
   * @param primer [B, T]
   * @param trust []
   */
  List<State> initial(Ops tf, Operand<TInt32> primer, Operand<TFloat32> trust) {
    Operand<TInt32> rows = tf.gather(tf.shape(primer), tf.constant(0), tf.constant(0));
    Operand<TInt32> first =
        tf.tile(
            tf.constant(new int[][][] {{{pad}, {NOTHING}}}),
            tf.stack(List.of(rows, tf.constant(1), tf.constant(1))));
    Operand<TFloat32> unlike =
        tf.zeros(
            tf.stack(List.of(rows, tf.constant(LoopVotes.VIEWS), tf.constant(1))), TFloat32.class);
    Operand<TInt32> unpitched = tf.zeros(tf.stack(List.of(rows, tf.constant(1))), TInt32.class);
    List<State> before = states(List.of(trust, first, tf.zerosLike(first), unlike, unpitched));
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
        new State(values.get(LIKENESS), Shape.of(-1, LoopVotes.VIEWS, -1)),
        new State(values.get(REFERENCE), Shape.of(-1, 1)));
  }

  /** Returns whether the loop over the primer, whose position follows the memory, continues. */
  private static List<Operand<?>> isUnread(Ops tf, List<Operand<?>> state) {
    Operand<TInt32> position = GenerationTurn.as(state.get(STATES));
    Operand<TInt32> length =
        tf.gather(tf.shape(state.get(STATES + 1)), tf.constant(1), tf.constant(0));
    return List.of(tf.math.logicalAnd(isTrusted(tf, state), tf.math.less(position, length)));
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
    LoopPitches pitches = new LoopPitches(tables.pitches());
    Operand<TInt32> last =
        tf.stack(
            List.of(token, pitches.symbols(tf, token, reference)), Stack.axis(1L)); // [B, 2, 1]
    Operand<TBool> isPadding =
        tf.expandDims(tf.math.equal(token, tf.constant(pad)), tf.constant(1));
    Operand<TInt32> compared = tf.select(isPadding, tf.constant(NEVER), last);
    Operand<TInt32> isSame = // [B, 2, n], 1 or 0
        toInt(tf, tf.math.equal(symbols, compared));
    Operand<TInt32> extended = tf.math.mul(isSame, tf.math.add(runs, tf.constant(1)));
    Operand<TFloat32> likeness = GenerationTurn.as(state.get(LIKENESS));
    Operand<TFloat32> changed = // [B, VIEWS, n]
        tf.math.add(
            tf.math.mul(likeness, tf.constant(decays())),
            LoopVotes.ofViews(tf, toFloat(tf, isSame)));
    // Nothing is before the first symbol.
    return List.of(
        state.get(TRUST),
        tf.concat(List.of(symbols, last), tf.constant(2)),
        tf.concat(List.of(tf.zerosLike(last), extended), tf.constant(2)),
        tf.concat(
            List.of(LoopVotes.ofViews(tf, toFloat(tf, tf.zerosLike(last))), changed),
            tf.constant(2)),
        tf.select(pitches.isPitched(tf, token), pitches.lowest(tf, token), reference));
  }

  private static Operand<TFloat32> toFloat(Ops tf, Operand<TInt32> numbers) {
    return tf.dtypes.cast(numbers, TFloat32.class);
  }

  /** Returns the decay of each view, [VIEWS, 1]. */
  private static float[][] decays() {
    float[][] decays = new float[LoopVotes.VIEWS][1];
    for (int view = 0; view < decays.length; view++) {
      decays[view][0] = Likeness.KINDS.get(view / KINDS).decay();
    }
    return decays;
  }

  /**
   * Returns what the tokens so far suggest for the next one.
   *
   * @param state begins with the memory's values
   * @param logits [B, V] by the network, as {@link NextToken#withoutPadding} returns them
   */
  LoopMixture mixture(Ops tf, List<Operand<?>> state, Operand<TFloat32> logits) {
    Operand<TInt32> symbols = GenerationTurn.as(state.get(SYMBOLS));
    Operand<TInt32> runs = GenerationTurn.as(state.get(RUNS));
    Operand<TInt32> lags = lags(tf, symbols); // [n]
    LoopRecall recall =
        LoopRecall.of(
            tf,
            new LoopPitches(tables.pitches()).beginNotes(tf, row(tf, symbols, 0)),
            tf.math.notEqual(row(tf, symbols, 0), tf.constant(pad)),
            tf.math.lessEqual(lags, tf.constant(MemoryTables.MAX_LAG)),
            GenerationTurn.as(state.get(LIKENESS)));
    LoopVotes votes =
        LoopVotes.count(
            tf,
            tables.pitches(),
            followers(tf, symbols, recall.votes(tf), GenerationTurn.as(state.get(REFERENCE))),
            recall);
    Operand<TFloat32> odds =
        LoopEvidence.of(tf, votes, logits, tables.pitches().lowest().length)
            .odds(tf, tables.gate(), tf.shape(logits)); // [B, V]
    Operand<TFloat32> sum = tf.sum(odds, tf.constant(1), Sum.keepDims(true)); // [B, 1]
    Operand<TBool> isLoop =
        tf.any(
            tf.math.greaterEqual(
                runs,
                tf.math.maximum(
                    tf.math.mul(lags, tf.constant(2)), tf.constant(MemoryTables.MIN_LOOP))),
            tf.constant(new int[] {1, 2})); // [B]
    Operand<TFloat32> trust =
        tf.math.mul(
            tf.math.mul(GenerationTurn.<TFloat32>as(state.get(TRUST)), recall.strength()),
            tf.select(
                tf.expandDims(isLoop, tf.constant(1)),
                tf.constant(tables.gate().loops()),
                tf.constant(1f))); // [B, 1]
    Operand<TFloat32> scale = tf.math.div(trust, tf.math.add(tf.constant(1f), sum)); // [B, 1]
    Operand<TFloat32> ofNetwork = tf.math.add(tf.math.sub(tf.constant(1f), trust), scale);
    return new LoopMixture(
        logits,
        tf.select(tf.math.equal(sum, tf.constant(0f)), tf.onesLike(sum), ofNetwork),
        tf.math.mul(scale, odds));
  }

  /** Returns how many symbols from the end each symbol is, [n]. */
  private static Operand<TInt32> lags(Ops tf, Operand<TInt32> symbols) {
    return tf.range(
        tf.gather(tf.shape(symbols), tf.constant(2), tf.constant(0)),
        tf.constant(0),
        tf.constant(-1));
  }

  private static Operand<TInt32> toInt(Ops tf, Operand<TBool> conditions) {
    return tf.dtypes.cast(conditions, TInt32.class);
  }

  /**
   * Returns the tokens that followed earlier contexts, in the current key, [B, 2, n]; V where there
   * is no context that votes, or where the vocabulary does not have the token.
   *
   * @param votes [B, n]
   */
  private Operand<TInt32> followers(
      Ops tf, Operand<TInt32> symbols, Operand<TBool> votes, Operand<TInt32> reference) {
    Operand<TInt32> ids = row(tf, symbols, 0);
    Operand<TInt32> before = // [B, n]
        tf.slice(
            tf.concat(List.of(tf.fill(tf.shape(reference), tf.constant(pad)), ids), tf.constant(1)),
            tf.constant(new int[] {0, 0}),
            tf.shape(ids));
    Operand<TBool> isCompared =
        tf.math.logicalAnd(tf.math.notEqual(before, tf.constant(pad)), votes);
    Operand<TInt32> inKey =
        new LoopPitches(tables.pitches()).tokens(tf, row(tf, symbols, 1), reference);
    return tf.select(
        tf.expandDims(isCompared, tf.constant(1)),
        tf.stack(List.of(ids, inKey), Stack.axis(1L)),
        tf.constant(tables.pitches().lowest().length));
  }

  private static Operand<TInt32> row(Ops tf, Operand<TInt32> symbols, int kind) {
    return tf.gather(symbols, tf.constant(kind), tf.constant(1));
  }
}
