package io.nocturne.dataset;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import java.util.List;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/**
 * Some of the windows of a corpus.
 *
 * @param size how many
 * @param numbers returns the number of a window in {@code windows} by its number here
 */
record SubsetWindows(Windows windows, long size, LongUnaryOperator numbers) implements WindowSet {

  /** Returns a stretch of a random order: a random choice that takes no memory. */
  static SubsetWindows of(Windows windows, Permutation order, long first, long size) {
    return new SubsetWindows(windows, size, index -> order.at(first + index));
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
    return windows.piece(number(index));
  }

  @Override
  public int start(long index) {
    return windows.start(number(index));
  }

  @Override
  public void copy(long index, int[] into, int offset) {
    windows.copy(number(index), into, offset);
  }

  @Override
  public WindowSet inPieceOrder() {
    SortedNumbers sorted =
        new SortedNumbers(windows.size(), LongStream.range(0, size).map(numbers));
    return new SubsetWindows(windows, size, sorted::at);
  }

  private long number(long index) {
    return numbers.applyAsLong(Objects.checkIndex(index, size));
  }
}
