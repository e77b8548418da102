package io.nocturne.generate;

import java.util.Arrays;
import java.util.Objects;

/**
 * Continues a primer, one token at a time, many pieces side by side.
 *
 * <p>Each piece has its own random numbers, made from the seed and the piece's number, so it does
 * not change with the number of pieces or the batch size, as long as the model's logits do not.
 * TensorFlow's matrix products may round a row differently in batches of different sizes; in the
 * rare case that such a last digit decides a draw, the piece goes another way from there on. The
 * same call on the same machine and settings always gives the same pieces.
 */
public final class Generator {
  private final NextTokenModel model;
  private final TokenSpace tokens;

  public Generator(NextTokenModel model, TokenSpace tokens) {
    this.model = Objects.requireNonNull(model, "model");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
  }

  /** As {@link #generate(int[], GenerateSpec, GenerateListener)}, unheard. */
  public int[][] generate(int[] primer, GenerateSpec spec) {
    return generate(primer, spec, (done, all) -> {});
  }

  /**
   * The new tokens, shape [count, length]; the primer is not among them.
   *
   * @param primer ids, oldest first, of any number: the last ones that fit the window are read, and
   *     padding fills the window's left if they are too few
   * @throws IllegalArgumentException if a primer's id is outside the vocabulary
   * @throws IllegalStateException if the model returns the wrong shape or a logit that is not
   *     finite, naming piece, step and id, or if the sampler returns an id that it must not
   */
  public int[][] generate(int[] primer, GenerateSpec spec, GenerateListener listener) {
    int[] opening = opening(primer);
    int[][] pieces = new int[spec.count()][spec.length()];
    long inAll = (long) spec.count() * spec.length();
    long done = 0;
    for (int first = 0; first < spec.count(); ) {
      int size = Math.min(spec.batchSize(), spec.count() - first);
      Batch batch = new Batch(model, tokens, spec, first, copies(opening, size));
      for (int step = 0; step < spec.length(); step++) {
        batch.step(pieces, step);
        done += size;
        listener.generated(done, inAll);
      }
      first += size;
    }
    return pieces;
  }

  /** The first window: the primer's end, with padding before it. */
  private int[] opening(int[] primer) {
    for (int id : primer) {
      TokenSpace.requireInside("primer id", id, tokens.vocabularySize());
    }
    int[] opening = new int[tokens.window()];
    int read = Math.min(primer.length, opening.length);
    Arrays.fill(opening, 0, opening.length - read, tokens.padding());
    System.arraycopy(primer, primer.length - read, opening, opening.length - read, read);
    return opening;
  }

  private static int[][] copies(int[] window, int count) {
    int[][] copies = new int[count][];
    Arrays.setAll(copies, row -> window.clone());
    return copies;
  }
}
