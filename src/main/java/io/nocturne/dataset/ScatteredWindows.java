package io.nocturne.dataset;

import io.nocturne.corpus.TokenizedPiece;
import java.util.List;
import java.util.Objects;

/** A stretch of a random order of windows: a random choice of them that takes no memory. */
record ScatteredWindows(Windows windows, Permutation order, long first, long size)
    implements WindowSet {

  @Override
  public int width() {
    return windows.width();
  }

  @Override
  public List<TokenizedPiece> pieces() {
    return windows.pieces();
  }

  @Override
  public void copy(long index, int[] into, int offset) {
    Objects.checkIndex(index, size);
    windows.copy(order.at(first + index), into, offset);
  }
}
