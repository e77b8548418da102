package io.nocturne.dataset;

import io.nocturne.base.UserException;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.PieceGroups;
import io.nocturne.corpus.groups.Membership.ListedPart;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

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
   * <p>By piece, the groups of pieces are shuffled and the first of them held out, as
   * scikit-learn's {@code GroupShuffleSplit} does. The share is one of pieces; a group that would
   * take it further from what was asked for is passed over. At least one group is in either part,
   * and which are held out does not depend on the length, the stride or the openings of the
   * windows.
   *
   * @throws UserException if a side would be empty
   */
  public static Split of(Corpus corpus, WindowSpec windowSpec, SplitSpec spec) {
    Windows windows = Windows.requireNonEmpty(corpus, windowSpec);
    return switch (spec.by()) {
      case PIECE -> byPiece(corpus, windows, spec);
      case WINDOW -> byWindow(windows, spec);
      case LISTED -> listed(corpus, windows.spec());
    };
  }

  private static Split byPiece(Corpus corpus, Windows windows, SplitSpec spec) {
    PieceGroups groups = PieceGroups.of(corpus.pieces());
    int[] groupOf = groups.numbers();
    int[] sizes = new int[groups.count()];
    for (int piece = 0; piece < groupOf.length; piece++) {
      sizes[groupOf[piece]] += windows.count(piece) > 0 ? 1 : 0;
    }
    boolean isGrouped = groups.count() < groupOf.length;
    BitSet held = held(sizes, spec, windows.width(), isGrouped);
    IntPredicate isHeld = piece -> held.get(groupOf[piece]);
    return new Split(
        part(corpus, windows.spec(), isHeld.negate()), part(corpus, windows.spec(), isHeld));
  }

  /** Returns the groups to hold out, given how many pieces with windows each of them has. */
  private static BitSet held(int[] sizes, SplitSpec spec, int width, boolean isGrouped) {
    Permutation permutation = new Permutation(sizes.length, spec.seed(), STREAM);
    int[] shuffled =
        IntStream.range(0, sizes.length)
            .map(place -> (int) permutation.at(place))
            .filter(group -> sizes[group] > 0)
            .toArray();
    if (shuffled.length < 2) {
      throw new UserException(
          ("a split by piece needs 2 %s of %d or more tokens,"
                  + " the corpus has %d; add pieces, use a shorter window or split by window")
              .formatted(isGrouped ? "groups with pieces" : "pieces", width, shuffled.length));
    }
    long pieces = IntStream.of(sizes).sum();
    long wanted = Math.max(1, Math.round(pieces * spec.validation()));
    BitSet held = new BitSet();
    long count = 0;
    for (int group : shuffled) {
      boolean isNearer = Math.abs(count + sizes[group] - wanted) < wanted - count;
      if (isNearer && held.cardinality() < shuffled.length - 1) {
        held.set(group);
        count += sizes[group];
      }
    }
    if (held.isEmpty()) {
      held.set(shuffled[0]);
    }
    return held;
  }

  private static Split listed(Corpus corpus, WindowSpec spec) {
    for (TokenizedPiece piece : corpus.pieces()) {
      if (piece.membership().part().isEmpty()) {
        throw new UserException(
            ("a split as listed needs a part for each piece, %s has none; prepare the corpus with"
                    + " --groups FILE.csv, whose column split lists all files, or split by piece")
                .formatted(piece.name()));
      }
    }
    Windows train = listed(corpus, spec, ListedPart.TRAIN);
    Windows validation = listed(corpus, spec, ListedPart.VALIDATION);
    if (train.size() == 0 || validation.size() == 0) {
      throw new UserException(
          ("the split that is listed has %d windows to train on and %d to validate on;"
                  + " use a shorter window or split by piece")
              .formatted(train.size(), validation.size()));
    }
    return new Split(train, validation);
  }

  /** Returns the windows of the pieces that are listed for a part; there may be none. */
  public static Windows listed(Corpus corpus, WindowSpec spec, ListedPart wanted) {
    List<TokenizedPiece> pieces = corpus.pieces();
    return part(
        corpus,
        spec,
        piece -> pieces.get(piece).membership().part().filter(wanted::equals).isPresent());
  }

  private static Windows part(Corpus corpus, WindowSpec spec, IntPredicate isIn) {
    List<TokenizedPiece> pieces = new SelectedPieces(corpus.pieces(), isIn);
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
