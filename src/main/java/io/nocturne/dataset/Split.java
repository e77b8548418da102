package io.nocturne.dataset;

import io.nocturne.base.UserException;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A corpus's windows in two sets that share none and lack none.
 *
 * @param train to learn from, at least one window
 * @param validation to judge by, at least one window
 */
public record Split(WindowSet train, WindowSet validation) {
  // Epochs count from 0, so none of them has this permutation.
  private static final long STREAM = -1;

  /**
   * Splits a corpus.
   *
   * <p>By piece, the pieces are shuffled and the first of them held out, as scikit-learn's {@code
   * GroupShuffleSplit} does: the share is one of pieces, at least one is in either part, and which
   * are held out does not depend on the length, the stride or the openings of the windows.
   *
   * @throws UserException if a side would be empty
   */
  public static Split of(Corpus corpus, WindowSpec windowSpec, SplitSpec spec) {
    Windows windows = Windows.requireNonEmpty(corpus, windowSpec);
    return switch (spec.by()) {
      case PIECE -> byPiece(corpus, windows, spec);
      case WINDOW -> byWindow(windows, spec);
    };
  }

  private static Split byPiece(Corpus corpus, Windows windows, SplitSpec spec) {
    List<Integer> shuffled = shuffledPieces(windows, spec.seed());
    if (shuffled.size() < 2) {
      throw new UserException(
          ("a split by piece needs 2 pieces of %d or more tokens,"
                  + " the corpus has %d; add pieces, use a shorter window or split by window")
              .formatted(windows.width(), shuffled.size()));
    }
    long wanted = Math.round(shuffled.size() * spec.validation());
    int held = Math.toIntExact(Math.max(1, Math.min(wanted, shuffled.size() - 1)));
    BitSet validating = new BitSet();
    shuffled.subList(0, held).forEach(validating::set);
    return new Split(
        part(corpus, windows.spec(), validating, false),
        part(corpus, windows.spec(), validating, true));
  }

  /** Returns the pieces that have windows, in random order. */
  private static List<Integer> shuffledPieces(Windows windows, long seed) {
    int pieces = windows.pieces().size();
    Permutation permutation = new Permutation(pieces, seed, STREAM);
    List<Integer> shuffled = new ArrayList<>(pieces);
    for (int place = 0; place < pieces; place++) {
      int piece = (int) permutation.at(place);
      if (windows.count(piece) > 0) {
        shuffled.add(piece);
      }
    }
    return shuffled;
  }

  private static Windows part(
      Corpus corpus, WindowSpec spec, BitSet validating, boolean validation) {
    List<TokenizedPiece> pieces = new ArrayList<>();
    for (int piece = 0; piece < corpus.pieces().size(); piece++) {
      if (validating.get(piece) == validation) {
        pieces.add(corpus.pieces().get(piece));
      }
    }
    return new Windows(pieces, corpus.tokenizer().vocabulary().padId(), spec);
  }

  private static Split byWindow(Windows windows, SplitSpec spec) {
    long validation = Math.round(windows.size() * spec.validation());
    long train = windows.size() - validation;
    if (validation == 0 || train == 0) {
      throw new UserException(
          ("a validation share of %s leaves %d windows"
                  + " to train and %d to validate; choose another share or a larger corpus")
              .formatted(spec.validation(), train, validation));
    }
    Permutation permutation = new Permutation(windows.size(), spec.seed(), STREAM);
    return new Split(
        SubsetWindows.of(windows, permutation, 0, train),
        SubsetWindows.of(windows, permutation, train, validation));
  }
}
