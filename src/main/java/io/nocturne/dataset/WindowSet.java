package io.nocturne.dataset;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import java.util.List;

/** Windows by number; safe for use from several threads. */
public interface WindowSet {

  /** Returns how many windows there are. */
  long size();

  /** Returns the number of tokens of a window with its target, which is the last. */
  int width();

  /** Returns the pieces that the windows are cut from. */
  List<TokenizedPiece> pieces();

  /** Returns the piece that a window lies in, as its place in {@link #pieces()}. */
  int piece(long index);

  /**
   * Returns where a window starts in its piece, in tokens; negative where it is filled with pads.
   */
  int start(long index);

  /**
   * Writes a window.
   *
   * @param index which, in [0, size)
   * @param into receives {@code width} ids at {@code offset} and after it: pads, if any, then the
   *     window's tokens, then the target
   */
  void copy(long index, int[] into, int offset);

  /** Returns the same windows piece by piece, in each piece from its beginning to its end. */
  WindowSet inPieceOrder();
}
