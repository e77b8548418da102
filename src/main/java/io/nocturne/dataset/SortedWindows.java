package io.nocturne.dataset;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import java.util.List;

/**
 * Some of the windows of a corpus, in the order of their numbers there.
 *
 * @param numbers ascending, each in [0, {@code windows.size()})
 */
@SuppressWarnings("ArrayRecordComponent") // This package's own, never compared.
record SortedWindows(Windows windows, long[] numbers) implements WindowSet {

  @Override
  public long size() {
    return numbers.length;
  }

  @Override
  public int width() {
    return windows.width();
  }

  @Override
  public List<TokenizedPiece> pieces() {
    return windows.pieces();
  }

  @Override
  public int piece(long index) {
    return windows.piece(numbers[(int) index]);
  }

  @Override
  public int start(long index) {
    return windows.start(numbers[(int) index]);
  }

  @Override
  public void copy(long index, int[] into, int offset) {
    windows.copy(numbers[(int) index], into, offset);
  }

  @Override
  public WindowSet inPieceOrder() {
    return this;
  }
}
