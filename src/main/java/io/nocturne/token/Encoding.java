package io.nocturne.token;

import java.util.Objects;

/**
 * A piece as token ids.
 *
 * @param tokens the ids, none of them that of {@link Vocabulary#PAD}; none at all if no note of the
 *     piece can be expressed
 * @param loss what the ids do not preserve of the piece
 */
public record Encoding(Tokens tokens, EncodingLoss loss) {
  public Encoding {
    Objects.requireNonNull(loss, "loss");
  }
}
