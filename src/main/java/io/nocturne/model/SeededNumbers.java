package io.nocturne.model;

import io.nocturne.runtime.WhileLoop;
import io.nocturne.runtime.WhileLoop.State;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The random numbers of {@link GenerationLoop}. The number of row b and step s depends on the seed,
 * b and s alone, and neither on the number of rows nor on that of steps.
 */
final class SeededNumbers {
  /**
   * The rows that one op fills, step by step: with more, the few rows that are usual would throw
   * more of its numbers away; with fewer, many rows would need more ops.
   */
  private static final int BLOCK = 64;

  private static final int NUMBERS = 0;
  private static final int FILLED = 1;
  private static final int ROWS = 2;
  private static final int STEPS = 3;
  private static final int KEY = 4;

  private SeededNumbers() {}

  /**
   * Returns the numbers, [rows, steps], 0 to below 1.
   *
   * @param seed [2]
   * @param rows []
   * @param steps [], at least 0
   */
  static Operand<TFloat32> of(
      Ops tf, Operand<TInt32> seed, Operand<TInt32> rows, Operand<TInt32> steps) {
    // Two seeds give unrelated numbers, and so do two blocks: as tf.random's fold_in does it.
    Operand<TInt64> key =
        tf.random.statelessRandomUniformFullInt(tf.constant(new long[0]), seed, TInt64.class);
    Operand<TFloat32> none = tf.zeros(tf.stack(List.of(tf.constant(0), steps)), TFloat32.class);
    List<State> states =
        List.of(
            new State(none, Shape.of(-1, -1)),
            new State(tf.constant(0), Shape.scalar()),
            new State(rows, Shape.scalar()),
            new State(steps, Shape.scalar()),
            new State(key, Shape.scalar()));
    Operand<TFloat32> blocks =
        GenerationTurn.as(
            WhileLoop.run(
                    tf, "random", states, SeededNumbers::isIncomplete, SeededNumbers::withBlock)
                .get(NUMBERS));
    return tf.slice(
        blocks, tf.constant(new int[] {0, 0}), tf.stack(List.of(rows, tf.constant(-1))));
  }

  private static List<Operand<?>> isIncomplete(Ops tf, List<Operand<?>> state) {
    return List.of(
        tf.math.less(
            GenerationTurn.<TInt32>as(state.get(FILLED)),
            GenerationTurn.<TInt32>as(state.get(ROWS))));
  }

  private static List<Operand<?>> withBlock(Ops tf, List<Operand<?>> state) {
    Operand<TInt32> filled = GenerationTurn.as(state.get(FILLED));
    Operand<TInt64> key =
        tf.stack(
            List.of(
                GenerationTurn.<TInt64>as(state.get(KEY)), tf.dtypes.cast(filled, TInt64.class)));
    Operand<TFloat32> block =
        tf.random.statelessRandomUniform(
            tf.stack(List.of(GenerationTurn.<TInt32>as(state.get(STEPS)), tf.constant(BLOCK))),
            key,
            TFloat32.class);
    return List.of(
        tf.concat(
            List.of(
                GenerationTurn.<TFloat32>as(state.get(NUMBERS)),
                tf.linalg.transpose(block, tf.constant(new int[] {1, 0}))),
            tf.constant(0)),
        tf.math.add(filled, tf.constant(BLOCK)),
        state.get(ROWS),
        state.get(STEPS),
        state.get(KEY));
  }
}
