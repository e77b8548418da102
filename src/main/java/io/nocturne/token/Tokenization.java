package io.nocturne.token;

import io.nocturne.base.UserException;
import io.nocturne.music.Piece;
import io.nocturne.rhythm.Grid;
import java.util.Collection;
import java.util.Optional;

/**
 * How the pieces of a corpus become tokens: by a tokenizer that is there, or by one that is learnt
 * from them.
 */
public interface Tokenization {

  /** Reads a piece; several threads may call it at once. */
  Draft draft(Piece piece);

  /**
   * The tokenizer of a corpus, the same whatever the order of its pieces.
   *
   * @param corpus the drafts of all its pieces
   * @throws UserException if they have more different tokens than a vocabulary can hold
   */
  Tokenizer tokenizer(Collection<Draft> corpus);

  /** Whether its tokens say when notes begin and how long they are. */
  boolean hasRhythm();

  /** By a tokenizer that is there. */
  static Tokenization by(Tokenizer tokenizer) {
    return new Given(tokenizer);
  }

  /**
   * As chords, the vocabulary being the corpus's: most frequent first, of equals by name.
   *
   * @param names how notes struck together are named
   * @param grid where notes are put before it is asked which are struck together; empty for ticks
   *     as they are
   * @param minCount how often a chord must be there to be in the vocabulary, at least 1
   */
  static Tokenization chords(
      ChordNames names, Optional<Grid> grid, OutOfRangePolicy outside, int minCount) {
    return new ChordLearning(new Chords(names, grid, outside), minCount);
  }

  /** Reads with a tokenizer that is there. */
  record Given(Tokenizer tokenizer) implements Tokenization {
    @Override
    public Draft draft(Piece piece) {
      return new Written(tokenizer.encode(piece));
    }

    @Override
    public Tokenizer tokenizer(Collection<Draft> corpus) {
      return tokenizer;
    }

    @Override
    public boolean hasRhythm() {
      return tokenizer.hasRhythm();
    }
  }

  /** Has its tokens already. */
  record Written(Encoding encoding) implements Draft {
    @Override
    public boolean isEmpty() {
      return encoding.tokens().length() == 0;
    }

    @Override
    public EncodingLoss loss() {
      return encoding.loss();
    }

    @Override
    public Encoding encoding(Tokenizer tokenizer) {
      return encoding;
    }
  }
}
