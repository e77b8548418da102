package io.nocturne.model;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.runtime.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;

/**
 * The placeholder of a training graph: rows of window + 1 token ids, a window and the token after
 * it.
 *
 * <p>For {@link Targets#LAST} that token is the target; for {@link Targets#EVERY} the targets are
 * the row without its first token.
 */
final class BatchFeed {
  private final int window;
  private final Targets targets;
  private final TokenIds ids;
  private final Placeholder<TInt32> placeholder;

  /** Adds the placeholder {@code rows}, [B, T + 1]. */
  BatchFeed(Ops tf, ModelSpec spec, TokenIds ids) {
    this.window = spec.window();
    this.targets = spec.targets();
    this.ids = ids;
    placeholder =
        tf.withName("rows")
            .placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, spec.window() + 1)));
  }

  /** Returns the placeholder. */
  Placeholder<TInt32> placeholder() {
    return placeholder;
  }

  /** Returns the windows, [B, T]. */
  Operand<TInt32> windows(Ops tf) {
    return columns(tf, 0, window);
  }

  /** Returns the targets, [B] or time-major [T·B]. */
  Operand<TInt32> targets(Ops tf) {
    Operand<TInt32> flat = tf.constant(new int[] {-1});
    if (targets == Targets.LAST) {
      return tf.reshape(columns(tf, window, 1), flat);
    }
    Operand<TInt32> next =
        tf.linalg.transpose(columns(tf, 1, window), tf.constant(new int[] {1, 0})); // [T, B]
    return tf.reshape(next, flat);
  }

  /**
   * Returns a batch to feed.
   *
   * @param batch {@code size} rows, row-major; anything after them is ignored
   * @throws IllegalArgumentException if a token is not of the vocabulary or a row is missing
   */
  @MustBeClosed
  TInt32 feed(int[] batch, int size) {
    ids.check(batch, size, window + 1);
    return Tensors.ints(Shape.of(size, window + 1), batch);
  }

  /**
   * Returns windows to feed, with targets that do not matter.
   *
   * @param windows [B][T] token ids
   * @throws IllegalArgumentException if a token is not of the vocabulary or a length differs
   */
  @MustBeClosed
  TInt32 feedWindows(int[][] windows) {
    int[] notes = ids.flatten(windows, window);
    int[] batch = new int[windows.length * (window + 1)];
    for (int i = 0; i < windows.length; i++) {
      System.arraycopy(notes, i * window, batch, i * (window + 1), window);
    }
    return feed(batch, windows.length);
  }

  private Operand<TInt32> columns(Ops tf, int from, int count) {
    return tf.slice(
        placeholder, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, count}));
  }
}
