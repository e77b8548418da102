package io.nocturne.token;

import io.nocturne.base.UserException;
import io.nocturne.music.Piece;
import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.OnsetTolerance;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the tokenizer of a corpus: one that is given, or one that learns its vocabulary. */
public interface TokenizerFitter {

  /**
   * Returns the tokenizer before it has seen a corpus. It encodes the same notes as the fitted one
   * and has the same options; where {@link #learns} holds, all its tokens of notes are unknown.
   */
  Tokenizer unfitted();

  /** Returns whether the vocabulary depends on the corpus. */
  boolean learns();

  /**
   * Returns the names of a piece's tokens, for a vocabulary that does not exist yet, without
   * special tokens; none if nothing is learned.
   */
  List<String> words(Piece piece);

  /** Begins to learn a vocabulary. */
  VocabularyLearner learner();

  /**
   * Encodes a piece by the names of its tokens, as {@link Tokenizer#encode} does by its notes.
   *
   * @param fitted a tokenizer that this fitter gave
   * @param words as {@link #words} gave them
   * @return the encoding, with no loss but unknown tokens
   */
  Encoding encode(Tokenizer fitted, List<String> words);

  /**
   * Returns the tokenizer of a corpus; the order of the pieces makes no difference.
   *
   * @param corpus all its pieces
   * @throws UserException if they have more different tokens than a vocabulary can hold
   */
  default Tokenizer fit(Iterable<Piece> corpus) {
    Map<String, Long> counts = new HashMap<>();
    for (Piece piece : corpus) {
      words(piece).forEach(word -> counts.merge(word, 1L, Long::sum));
    }
    VocabularyLearner learner = learner();
    counts.forEach(learner::add);
    return learner.tokenizer();
  }

  /** Learns a vocabulary from the counts of a corpus; holds no more words than it can have. */
  interface VocabularyLearner {
    /**
     * Adds a word of the corpus. The order of the words makes no difference.
     *
     * @param word not added before
     * @param count how often it occurs in the whole corpus
     */
    void add(String word, long count);

    /**
     * Returns the tokenizer of the corpus.
     *
     * @throws UserException if it has more different tokens than a vocabulary can hold
     */
    Tokenizer tokenizer();
  }

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

  /**
   * Returns a fitter that learns a vocabulary, with every chord that occurs in it.
   *
   * @param unfitted has the options; one of chords
   */
  static TokenizerFitter learning(Tokenizer unfitted) {
    return ((ChordTokenizer) unfitted).fitter();
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
    public List<String> words(Piece piece) {
      return List.of();
    }

    @Override
    public VocabularyLearner learner() {
      return new VocabularyLearner() {
        @Override
        public void add(String word, long count) {}

        @Override
        public Tokenizer tokenizer() {
          return tokenizer;
        }
      };
    }

    @Override
    public Encoding encode(Tokenizer fitted, List<String> words) {
      throw new UnsupportedOperationException("a tokenizer that is given encodes notes");
    }
  }
}
