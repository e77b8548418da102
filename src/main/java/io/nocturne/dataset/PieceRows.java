package io.nocturne.dataset;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Pieces divided among the rows of the batches, in which each row reads its pieces one after the
 * other. The rows are of nearly the same length, and the longest comes first, so that the rows that
 * still have windows at a step are always the first ones. Memory is some 40 bytes a piece.
 *
 * @param rows the places of each row's pieces among all
 * @param firsts the number of each piece's first window; then that of all windows
 * @param steps the number of steps until all rows are done
 * @param order of the pieces within the rows, another one in each epoch
 */
@SuppressWarnings("ArrayRecordComponent") // This package's own, never compared.
record PieceRows(int[][] rows, long[] firsts, long steps, Shuffle order) {

  /** Divides the pieces of windows, which follow each other, among rows. */
  static PieceRows of(WindowSet windows, int count, Shuffle order) {
    long[] firsts = firsts(windows);
    int[] longestFirst =
        sorted(IntStream.range(0, firsts.length - 1), piece -> -windows(firsts, piece));
    long[] lengths = new long[Math.min(count, longestFirst.length)];
    IntStream.Builder[] rows = new IntStream.Builder[lengths.length];
    Arrays.setAll(rows, row -> IntStream.builder());
    for (int piece : longestFirst) {
      int shortest = 0;
      for (int row = 1; row < lengths.length; row++) {
        if (lengths[row] < lengths[shortest]) {
          shortest = row;
        }
      }
      rows[shortest].add(piece);
      lengths[shortest] += windows(firsts, piece);
    }
    int[][] longestRowFirst =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingLong(row -> -lengths[row]))
            .map(row -> rows[row].build().toArray())
            .toArray(int[][]::new);
    return new PieceRows(longestRowFirst, firsts, Arrays.stream(lengths).max().orElse(0), order);
  }

  private static long[] firsts(WindowSet windows) {
    LongStream.Builder firsts = LongStream.builder();
    int piece = -1;
    for (long window = 0; window < windows.size(); window++) {
      int next = windows.piece(window);
      if (next != piece) {
        firsts.add(window);
        piece = next;
      }
    }
    return firsts.add(windows.size()).build().toArray();
  }

  private static int windows(long[] firsts, int piece) {
    return (int) (firsts[piece + 1] - firsts[piece]);
  }

  /** Returns pieces sorted by a key of 32 bits; of ties, the first one comes first. */
  private static int[] sorted(IntStream pieces, IntToLongFunction key) {
    return pieces
        .mapToLong(piece -> key.applyAsLong(piece) << Integer.SIZE | piece)
        .sorted()
        .mapToInt(keyed -> (int) keyed)
        .toArray();
  }

  /** Returns the rows of one epoch. */
  EpochRows epoch(long epoch) {
    Shuffle.Epoch places = order.epoch(firsts.length - 1, epoch);
    int[][] ordered = new int[rows.length][];
    long[][] ends = new long[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      ordered[row] = sorted(Arrays.stream(rows[row]), places::at);
      ends[row] = new long[ordered[row].length];
      long end = 0;
      for (int i = 0; i < ends[row].length; i++) {
        end += windows(firsts, ordered[row][i]);
        ends[row][i] = end;
      }
    }
    return new EpochRows(ordered, ends, firsts);
  }

  /**
   * A window of a row.
   *
   * @param first the number of the first window of its piece
   * @param windows the number of windows of the piece
   * @param window its place among them
   */
  record RowWindow(long first, int windows, int window) {}

  /**
   * The rows of one epoch, each with its pieces in the order in which it reads them.
   *
   * @param ends for each piece of a row, the step after its last window
   * @param firsts the number of each piece's first window
   */
  @SuppressWarnings("ArrayRecordComponent") // This package's own, never compared.
  record EpochRows(int[][] rows, long[][] ends, long[] firsts) {

    /** Returns the number of rows that have a window at a step. */
    int size(long step) {
      int size = 0;
      while (size < rows.length && ends[size][ends[size].length - 1] > step) {
        size++;
      }
      return size;
    }

    /** Returns the window of a row at a step, which it has. */
    RowWindow at(int row, long step) {
      int found = Arrays.binarySearch(ends[row], step);
      int place = found < 0 ? -found - 1 : found + 1;
      int piece = rows[row][place];
      int windows = PieceRows.windows(firsts, piece);
      return new RowWindow(firsts[piece], windows, (int) (step - ends[row][place]) + windows);
    }
  }
}
