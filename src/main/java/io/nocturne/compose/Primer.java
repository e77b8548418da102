package io.nocturne.compose;

import io.nocturne.base.UserException;
import io.nocturne.music.Key;
import io.nocturne.music.KeyFinder;
import io.nocturne.music.Piece;
import io.nocturne.token.Encoding;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.Tokenizer;
import java.util.Optional;

/** The start of generated pieces: a piece as the tokens of a run express it, or nothing. */
public final class Primer {
  private final int[] ids;
  private final Optional<Piece> piece;
  private final Optional<ContinuedPiece> continued;
  private final Optional<Key> key;
  private final EncodingLoss loss;

  private Primer(int[] ids) {
    this.ids = ids;
    this.piece = Optional.empty();
    this.continued = Optional.empty();
    this.key = Optional.empty();
    this.loss = EncodingLoss.NONE;
  }

  private Primer(Piece piece, Optional<ContinuedPiece> continued, Tokenizer tokenizer) {
    Encoding encoding = tokenizer.encode(piece);
    this.ids = tokenizer.promptIds(encoding);
    this.piece = Optional.of(piece);
    this.continued = continued;
    this.key = KeyFinder.find(piece.notes());
    this.loss = encoding.loss();
    if (ids.length == 0) {
      throw new UserException(
          "the primer %s has no note that the run's vocabulary knows; choose another primer"
              .formatted(piece.name()));
    }
  }

  /** Returns the primer of pieces that start from nothing. */
  public static Primer none(Tokenizer tokenizer) {
    return new Primer(tokenizer.promptIds());
  }

  /**
   * Returns a piece as a primer.
   *
   * @throws UserException if the tokens cannot express any of its notes
   */
  public static Primer of(Piece piece, Tokenizer tokenizer) {
    return new Primer(piece, Optional.empty(), tokenizer);
  }

  /**
   * Returns a piece as a primer to which the new notes are added.
   *
   * @throws UserException if the tokens cannot express any of its notes
   */
  public static Primer of(ContinuedPiece piece, Tokenizer tokenizer) {
    return new Primer(piece.original(), Optional.of(piece), tokenizer);
  }

  /** Returns the primer's token ids, oldest first, as a copy. */
  public int[] ids() {
    return ids.clone();
  }

  /** Returns the piece; empty if generation starts from nothing. */
  public Optional<Piece> piece() {
    return piece;
  }

  /** Returns the piece that the new notes are added to, if there is one. */
  public Optional<ContinuedPiece> continued() {
    return continued;
  }

  /** Returns the piece's key, as {@link KeyFinder} finds it; empty without a piece or a key. */
  public Optional<Key> key() {
    return key;
  }

  /** Returns what the tokens do not preserve of the piece. */
  public EncodingLoss loss() {
    return loss;
  }
}
