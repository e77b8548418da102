package io.nocturne.dataset;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/** A stretch of a random order of windows: a random choice of them that takes no memory. */
record SubsetWindows(Windows windows, Permutation order, long first, long size)
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
  public int piece(long index) {
    return windows.piece(place(index));
  }

  @Override
  public int start(long index) {
    return windows.start(place(index));
  }

  @Override
  public void copy(long index, int[] into, int offset) {
    windows.copy(place(index), into, offset);
  }

  @Override
  public WindowSet inPieceOrder() {
    long[] sorted = LongStream.range(0, size).map(this::place).sorted().toArray();
    return new SortedWindows(windows, sorted);
  }

  private long place(long index) {
    Objects.checkIndex(index, size);
    return order.at(first + index);
  }
}
