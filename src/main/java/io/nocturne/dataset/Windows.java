package io.nocturne.dataset;

import io.nocturne.base.UserException;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.token.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Every window of some pieces, piece by piece, from left to right. Windows are cut when they are
 * asked for and never cross pieces: memory is one number a piece.
 */
public final class Windows implements WindowSet {
  private final WindowSpec spec;
  private final int padId;
  private final List<TokenizedPiece> pieces;
  // Entry k: how many windows the pieces before k have.
  private final long[] before;

  /** Creates the set of all windows of a corpus. */
  public Windows(Corpus corpus, WindowSpec spec) {
    this(corpus.pieces(), corpus.tokenizer().vocabulary().padId(), spec);
  }

  /**
   * Returns all windows of a corpus, of which there is at least one.
   *
   * @throws UserException if no piece is long enough for a window
   */
  public static Windows requireNonEmpty(Corpus corpus, WindowSpec spec) {
    Windows windows = new Windows(corpus, spec);
    if (windows.size() == 0) {
      throw new UserException(
          ("the corpus is too short for a window: its longest piece has %d tokens, %d and the one"
                  + " after them are needed; use a shorter window or longer pieces")
              .formatted(maxLength(corpus), spec.length()));
    }
    return windows;
  }

  private static int maxLength(Corpus corpus) {
    return corpus.pieces().stream().mapToInt(TokenizedPiece::length).max().orElseThrow();
  }

  Windows(List<TokenizedPiece> pieces, int padId, WindowSpec spec) {
    this.spec = spec;
    this.padId = padId;
    this.pieces = pieces;
    this.before = new long[pieces.size() + 1];
    for (int k = 0; k < pieces.size(); k++) {
      before[k + 1] = before[k] + spec.count(pieces.get(k).length());
    }
  }

  @Override
  public List<TokenizedPiece> pieces() {
    return pieces;
  }

  /** Returns how the pieces are cut into windows. */
  public WindowSpec spec() {
    return spec;
  }

  @Override
  public long size() {
    return before[pieces.size()];
  }

  @Override
  public int width() {
    return spec.width();
  }

  @Override
  public int piece(long index) {
    Objects.checkIndex(index, size());
    int found = Arrays.binarySearch(before, index);
    if (found < 0) {
      return -found - 2;
    }
    // Pieces without windows share their number with the piece after them, which is meant.
    while (before[found + 1] == index) {
      found++;
    }
    return found;
  }

  @Override
  public int start(long index) {
    return start(piece(index), index);
  }

  private int start(int piece, long index) {
    return (int) (spec.firstStart() + (index - before[piece]) * spec.stride());
  }

  /** Returns how many windows a piece has, given its index in {@link #pieces()}. */
  public long count(int piece) {
    return before[piece + 1] - before[piece];
  }

  @Override
  public WindowSet inPieceOrder() {
    return this;
  }

  @Override
  public void copy(long index, int[] into, int offset) {
    int piece = piece(index);
    int start = start(piece, index);
    int pads = Math.max(0, -start);
    Arrays.fill(into, offset, offset + pads, padId);
    Tokens tokens = pieces.get(piece).tokens();
    int copied = Math.min(width() - pads, tokens.length() - start - pads);
    tokens.copyTo(start + pads, into, offset + pads, copied);
    Arrays.fill(into, offset + pads + copied, offset + width(), padId);
  }
}
