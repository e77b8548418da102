package io.nocturne.rhythm;

import io.nocturne.music.TimeSignature;
import io.nocturne.rhythm.GridPiece.BarSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The bars of a piece, in its own ticks and on the grid: a note goes to the place in its bar.
 *
 * <p>A new time signature begins a new bar. If the bar before it is cut short, as an upbeat is, it
 * becomes a bar of the nearest length that a signature can tell. Signatures that the grid cannot
 * have are left out and counted; the bars before them continue.
 */
final class BarLines implements GridPlacement {
  private static final int QUARTERS_IN_WHOLE = 4;

  private final Grid grid;
  private final Grid.GridRounding rounding;
  private final TickScale scale;
  private final List<BarSignature> known;
  private final NavigableMap<Long, Stretch> stretches = new TreeMap<>();
  private final List<GridPiece.Change> changes = new ArrayList<>();
  private int leftOut;

  /**
   * Bars of one signature.
   *
   * @param tick the first bar's
   * @param start the same in units
   * @param fullBars how many are whole
   * @param rest length of a last bar that is cut short, in units; 0 if there is none
   */
  private record Stretch(long tick, long start, BarSignature signature, long fullBars, long rest) {}

  BarLines(Grid grid, TickScale scale, List<TimeSignature> signatures, long horizonQuarters) {
    this.grid = grid;
    this.rounding = grid.rounding();
    this.scale = scale;
    this.known = BarSignature.all(grid);
    long tick = 0;
    long start = 0;
    BarSignature current = BarSignature.COMMON_TIME;
    for (TimeSignature stated : signatures) {
      Optional<BarSignature> next = known(stated);
      leftOut += next.isEmpty() ? 1 : 0;
      if (next.isEmpty() || scale.reaches(stated.tick(), horizonQuarters)) {
        continue;
      }
      if (stated.tick() > tick) {
        Stretch before = stretch(tick, start, current, stated.tick());
        add(before);
        start = end(before);
        tick = stated.tick();
      }
      current = next.get();
    }
    add(new Stretch(tick, start, current, Long.MAX_VALUE, 0));
  }

  private Optional<BarSignature> known(TimeSignature stated) {
    return known.stream()
        .filter(one -> one.numerator() == stated.numerator())
        .filter(one -> one.denominator() == stated.denominator())
        .findFirst();
  }

  /** Returns the bars of a signature up to the tick of the next one. */
  private Stretch stretch(long tick, long start, BarSignature signature, long end) {
    long elapsed = (end - tick) * scale.numerator() * signature.denominator();
    long bar = barLength(signature);
    long restUnits = nearestLength(elapsed % bar, quarter(signature), signature.units(grid));
    boolean whole = restUnits == signature.units(grid);
    return new Stretch(
        tick, start, signature, elapsed / bar + (whole ? 1 : 0), whole ? 0 : restUnits);
  }

  /** Returns the length of a bar, in the scale of {@link #quarter}. */
  private long barLength(BarSignature signature) {
    return (long) QUARTERS_IN_WHOLE * signature.numerator() * scale.denominator();
  }

  /** Returns the length of a quarter, so that ticks and bars are both whole numbers. */
  private long quarter(BarSignature signature) {
    return scale.denominator() * signature.denominator();
  }

  /** Returns the length nearest to a rest that a signature has, or none at all; in units. */
  private long nearestLength(long rest, long quarter, int maxLength) {
    long exact = rest * grid.units();
    long best = 0;
    for (BarSignature signature : known) {
      long length = signature.units(grid);
      if (length <= maxLength
          && Math.abs(length * quarter - exact) < Math.abs(best * quarter - exact)) {
        best = length;
      }
    }
    return best;
  }

  private long end(Stretch stretch) {
    return stretch.start() + stretch.fullBars() * stretch.signature().units(grid) + stretch.rest();
  }

  private void add(Stretch stretch) {
    stretches.put(stretch.tick(), stretch);
    if (stretch.fullBars() > 0) {
      change(stretch.start(), stretch.signature());
    }
    if (stretch.rest() > 0) {
      known.stream()
          .filter(one -> one.units(grid) == stretch.rest())
          .findFirst()
          .ifPresent(shorter -> change(end(stretch) - stretch.rest(), shorter));
    }
  }

  private void change(long start, BarSignature signature) {
    if (changes.isEmpty() || !changes.get(changes.size() - 1).signature().equals(signature)) {
      changes.add(new GridPiece.Change(start, signature));
    }
  }

  @Override
  public long place(long tick) {
    Stretch stretch = at(tick);
    BarSignature signature = stretch.signature();
    long elapsed = (tick - stretch.tick()) * scale.numerator() * signature.denominator();
    long bar = Math.min(elapsed / barLength(signature), stretch.fullBars());
    long offset = elapsed - bar * barLength(signature);
    int units = signature.units(grid);
    long length = bar < stretch.fullBars() ? units : stretch.rest();
    return stretch.start() + bar * units + within(offset, quarter(signature), length);
  }

  /** Returns the nearest place in a bar, or the bar's end. */
  private long within(long offset, long quarter, long length) {
    long place = rounding.nearest(offset, quarter);
    long exact = offset * grid.units();
    boolean endIsNearer = length * quarter - exact <= Math.abs(place * quarter - exact);
    return place >= length || endIsNearer ? length : place;
  }

  private Stretch at(long tick) {
    return stretches.floorEntry(tick).getValue();
  }

  @Override
  public List<GridPiece.Change> changes() {
    return changes;
  }

  @Override
  public int leftOut() {
    return leftOut;
  }
}
