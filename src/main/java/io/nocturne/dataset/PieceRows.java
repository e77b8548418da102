package io.nocturne.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Pieces divided among the rows of the batches, in which each row reads its pieces one after the
 * other. The rows are of nearly the same length, and the longest comes first, so that the rows that
 * still have windows at a step are always the first ones.
 *
 * @param rows the places of each row's pieces among all
 * @param pieces the windows of each piece
 * @param order of the pieces within the rows, another one in each epoch
 */
record PieceRows(List<List<Integer>> rows, List<PieceWindows> pieces, Shuffle order) {

  /**
   * The windows of a piece.
   *
   * @param first the number of its first window
   * @param windows how many there are
   */
  private record PieceWindows(long first, int windows) {}

  /** Divides the pieces of windows, which follow each other, among rows. */
  static PieceRows of(WindowSet windows, int count, Shuffle order) {
    List<PieceWindows> pieces = stretches(windows);
    List<List<Integer>> rows = new ArrayList<>();
    for (int row = 0; row < Math.min(count, pieces.size()); row++) {
      rows.add(new ArrayList<>());
    }
    List<Integer> longestFirst = new ArrayList<>();
    for (int piece = 0; piece < pieces.size(); piece++) {
      longestFirst.add(piece);
    }
    longestFirst.sort(Comparator.comparingInt(piece -> -pieces.get(piece).windows()));
    long[] lengths = new long[rows.size()];
    for (int piece : longestFirst) {
      int shortest = 0;
      for (int row = 1; row < lengths.length; row++) {
        if (lengths[row] < lengths[shortest]) {
          shortest = row;
        }
      }
      rows.get(shortest).add(piece);
      lengths[shortest] += pieces.get(piece).windows();
    }
    rows.sort(Comparator.comparingLong(row -> -length(row, pieces)));
    return new PieceRows(rows, pieces, order);
  }

  private static List<PieceWindows> stretches(WindowSet windows) {
    List<PieceWindows> stretches = new ArrayList<>();
    long first = 0;
    for (long window = 1; window <= windows.size(); window++) {
      if (window == windows.size() || windows.piece(window) != windows.piece(first)) {
        stretches.add(new PieceWindows(first, (int) (window - first)));
        first = window;
      }
    }
    return stretches;
  }

  private static long length(List<Integer> row, List<PieceWindows> pieces) {
    return row.stream().mapToLong(piece -> pieces.get(piece).windows()).sum();
  }

  /** Returns the number of steps until all rows are done. */
  long steps() {
    return length(rows.get(0), pieces);
  }

  /** Returns the rows of one epoch. */
  EpochRows epoch(long epoch) {
    Shuffle.Epoch places = order.epoch(pieces.size(), epoch);
    List<List<Integer>> ordered = new ArrayList<>();
    for (List<Integer> row : rows) {
      List<Integer> read = new ArrayList<>(row);
      read.sort(Comparator.comparingLong((Integer piece) -> places.at(piece)));
      ordered.add(read);
    }
    return new EpochRows(ordered, pieces);
  }

  /**
   * A window of a row.
   *
   * @param first the number of the first window of its piece
   * @param windows the number of windows of the piece
   * @param window its place among them
   */
  record RowWindow(long first, int windows, int window) {}

  /** The rows of one epoch, each with its pieces in the order in which it reads them. */
  record EpochRows(List<List<Integer>> rows, List<PieceWindows> pieces) {

    /** Returns the number of rows that have a window at a step. */
    int size(long step) {
      int size = 0;
      while (size < rows.size() && length(rows.get(size), pieces) > step) {
        size++;
      }
      return size;
    }

    /** Returns the window of a row at a step, which it has. */
    RowWindow at(int row, long step) {
      long before = 0;
      for (int piece : rows.get(row)) {
        PieceWindows stretch = pieces.get(piece);
        if (step < before + stretch.windows()) {
          return new RowWindow(stretch.first(), stretch.windows(), (int) (step - before));
        }
        before += stretch.windows();
      }
      throw new IllegalArgumentException("row " + row + " has no window at step " + step);
    }
  }
}
