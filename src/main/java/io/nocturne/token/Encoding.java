package io.nocturne.token;

import io.nocturne.base.Require;
import io.nocturne.rhythm.QuantizationError;
import java.util.Objects;

/**
 * A piece as token ids.
 *
 * @param tokens the ids, none of them that of {@link Vocabulary#PAD}; none at all if no note of the
 *     piece can be expressed
 * @param skipped how many notes could not be expressed and were left out
 * @param folded how many notes are in {@code tokens} moved by octaves
 * @param unknown how many of the tokens are {@link Vocabulary#UNK}, which stands for notes too
 * @param quantisation what putting the notes on a grid has changed
 */
public record Encoding(
    Tokens tokens, int skipped, int folded, int unknown, QuantizationError quantisation) {
  public Encoding {
    Require.atLeast("skipped notes", skipped, 0);
    Require.atLeast("folded notes", folded, 0);
    Require.atLeast("unknown tokens", unknown, 0);
    Objects.requireNonNull(quantisation, "quantisation");
  }

  /** Of a piece whose notes are all known and on no grid. */
  public Encoding(Tokens tokens, int skipped, int folded) {
    this(tokens, skipped, folded, 0, QuantizationError.NONE);
  }
}
