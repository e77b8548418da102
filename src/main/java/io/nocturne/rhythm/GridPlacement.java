package io.nocturne.rhythm;

import java.util.List;

/** Places the ticks of a piece on a grid. */
interface GridPlacement {
  /**
   * Returns the place of a tick, in units from the start of the piece; never earlier for a later
   * tick.
   */
  long place(long tick);

  /** Returns the time signatures of its bars; none if it has no bars. */
  List<GridPiece.Change> changes();

  /** Returns how many time signatures have no bars on the grid. */
  int leftOut();

  /** Quarters counted from the start of the piece, whatever its bars. */
  static GridPlacement byQuarters(Grid grid, TickScale scale) {
    Grid.GridRounding rounding = grid.rounding();
    return new GridPlacement() {
      @Override
      public long place(long tick) {
        return rounding.nearest(tick * scale.numerator(), scale.denominator());
      }

      @Override
      public List<GridPiece.Change> changes() {
        return List.of();
      }

      @Override
      public int leftOut() {
        return 0;
      }
    };
  }
}
