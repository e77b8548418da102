package io.nocturne.compose;

import io.nocturne.base.UserException;
import io.nocturne.music.Key;
import io.nocturne.music.KeyFinder;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessed;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.token.Encoding;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.Tokenizer;
import java.util.Optional;

/** The start of generated pieces: a piece as the tokens of a run express it, or nothing. */
public final class Primer {
  private final int[] ids;
  private final Optional<Preprocessed> piece;
  private final Optional<ContinuedPiece> continued;
  private final EncodingLoss loss;

  private Primer(int[] ids) {
    this.ids = ids;
    this.piece = Optional.empty();
    this.continued = Optional.empty();
    this.loss = EncodingLoss.NONE;
  }

  private Primer(Preprocessed piece, Optional<ContinuedPiece> continued, Tokenizer tokenizer) {
    Encoding encoding = tokenizer.encode(piece.piece());
    this.ids = tokenizer.promptIds(encoding);
    this.piece = Optional.of(piece);
    this.continued = continued;
    this.loss = encoding.loss();
    if (ids.length == 0) {
      throw new UserException(
          "the primer %s has no note that the run's vocabulary knows; choose another primer"
              .formatted(piece.original().name()));
    }
  }

  /** Returns the primer of pieces that start from nothing. */
  public static Primer none(Tokenizer tokenizer) {
    return new Primer(tokenizer.promptIds());
  }

  /**
   * Returns a piece as a primer, as it is.
   *
   * @throws UserException if the tokens cannot express any of its notes
   */
  public static Primer of(Piece piece, Tokenizer tokenizer) {
    return of(Preprocessing.NONE.apply(piece), tokenizer);
  }

  /**
   * Returns a preprocessed piece as a primer. What is generated after it is moved back to its key.
   *
   * @throws UserException if the tokens cannot express any of its notes
   */
  public static Primer of(Preprocessed piece, Tokenizer tokenizer) {
    return new Primer(piece, Optional.empty(), tokenizer);
  }

  /**
   * Returns a piece as a primer to which the new notes are added.
   *
   * @throws UserException if the tokens cannot express any of its notes
   */
  public static Primer of(ContinuedPiece piece, Tokenizer tokenizer) {
    return new Primer(piece.preprocessed(), Optional.of(piece), tokenizer);
  }

  /** Returns the primer's token ids, oldest first, as a copy. */
  public int[] ids() {
    return ids.clone();
  }

  /** Returns the piece as its file has it; empty if generation starts from nothing. */
  public Optional<Piece> piece() {
    return piece.map(Preprocessed::original);
  }

  /** Returns the piece that the new notes are added to, if there is one. */
  public Optional<ContinuedPiece> continued() {
    return continued;
  }

  /**
   * Returns the key of the notes that the tokens express, before they were moved to another, as
   * {@link KeyFinder} finds it; empty without a piece or a key.
   */
  public Optional<Key> key() {
    return piece
        .flatMap(read -> KeyFinder.find(read.piece().notes()))
        .map(key -> key.transposed(-semitones()));
  }

  /**
   * Returns how many semitones higher than the piece its tokens are, and the tokens that follow
   * them; negative if lower.
   */
  public int semitones() {
    return piece.map(Preprocessed::semitones).orElse(0);
  }

  /** Returns what the tokens do not preserve of the piece. */
  public EncodingLoss loss() {
    return loss;
  }
}
