package io.nocturne.token;

import io.nocturne.base.UserException;
import io.nocturne.music.Piece;
import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.OnsetTolerance;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.Optional;

/** Finds the tokenizer of a corpus: one that is given, or one that learns its vocabulary. */
public interface TokenizerFitter {

  /**
   * Returns the tokenizer before it has seen a corpus. It encodes the same notes as the fitted one
   * and has the same options; where {@link #learns} holds, all its tokens of notes are unknown.
   */
  Tokenizer unfitted();

  /** Returns whether {@link #fit} looks at the pieces at all. */
  boolean learns();

  /**
   * Returns the tokenizer of a corpus; the order of the pieces makes no difference.
   *
   * @param corpus all its pieces
   * @throws UserException if they have more different tokens than a vocabulary can hold
   */
  Tokenizer fit(Iterable<Piece> corpus);

  /** Returns a fitter that gives every corpus the same tokenizer. */
  static TokenizerFitter of(Tokenizer tokenizer) {
    return new FixedTokenizer(tokenizer);
  }

  /**
   * Returns a fitter that learns a vocabulary of chords: the most frequent first, ties by name.
   *
   * @param names how simultaneous notes are named
   * @param grid where notes are put before simultaneous ones are grouped; empty for ticks as they
   *     are
   * @param minCount how often a chord must occur to be in the vocabulary, at least 1
   */
  static TokenizerFitter chords(
      ChordNames names, Optional<Grid> grid, OutOfRangePolicy outside, int minCount) {
    OnsetGrouping grouping = new OnsetGrouping(new Keyboard(outside), grid);
    return new ChordFitter(new Chords(names, grouping), minCount);
  }

  /**
   * Returns a fitter that learns a vocabulary of chords, whose notes may be struck one after the
   * other.
   *
   * @param tolerance the time within which notes are simultaneous
   * @param minCount how often a chord must occur to be in the vocabulary, at least 1
   */
  static TokenizerFitter chords(
      ChordNames names, OnsetTolerance tolerance, OutOfRangePolicy outside, int minCount) {
    OnsetGrouping grouping = new OnsetGrouping(new Keyboard(outside), tolerance);
    return new ChordFitter(new Chords(names, grouping), minCount);
  }

  /** Returns the given tokenizer for any corpus. */
  record FixedTokenizer(Tokenizer tokenizer) implements TokenizerFitter {
    @Override
    public Tokenizer unfitted() {
      return tokenizer;
    }

    @Override
    public boolean learns() {
      return false;
    }

    @Override
    public Tokenizer fit(Iterable<Piece> corpus) {
      return tokenizer;
    }
  }
}
