package io.nocturne.render.notation;

import io.nocturne.music.Note;
import io.nocturne.render.notation.SheetMusic.NotationError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Moves the notes of a staff to places that note values can express.
 *
 * <p>Each quarter (in 6/8 and the like each eighth) is divided by halves, down to thirty-second
 * notes, or into triplets, down to those of sixteenths; whichever fits the onsets and ends in it.
 * Where each of them fits one of the two exactly, as in three against two, each stays as it is.
 */
final class NotationQuantizer {
  // The places a quarter is divided into, in units: the coarse ones first, which win if they fit.
  private static final int[] STEPS = {6, 8, 3, 4};
  private static final int[] BOTH = {3, 4};

  /**
   * The number of units before its written end where a note may end and count as held to there: a
   * quarter of a thirty-second note. Programs and players release keys early, to play them again.
   */
  private static final double EARLY_RELEASE = 0.75;

  /** The minimum gain of a finer division for each place: a tenth of a sixteenth note. */
  private static final double FINENESS = 0.6;

  private final Bars bars;
  private final double unitsPerTick;
  private final double tolerance;

  private int notes;
  private int moved;
  private double largest;
  private double sum;

  NotationQuantizer(Bars bars, int ticksPerQuarter) {
    this.bars = bars;
    unitsPerTick = (double) Bar.QUARTER / ticksPerQuarter;
    // Where a triplet is not a whole number of ticks, the nearest tick stands for it.
    tolerance = 0.5 * unitsPerTick + 1e-9;
  }

  /** Places the notes of a staff. */
  List<NotatedNote> place(List<Note> staff) {
    Map<Long, List<Double>> cells = new TreeMap<>();
    for (Note note : staff) {
      collect(cells, note.onsetTicks() * unitsPerTick);
      collect(cells, meantEnd(note));
    }
    Map<Long, int[]> steps = new TreeMap<>();
    cells.forEach((cell, places) -> steps.put(cell, steps(cell, places)));
    List<NotatedNote> placed = new ArrayList<>();
    for (Note note : staff) {
      placed.add(place(note, steps));
    }
    return placed;
  }

  /** Returns the error of all notes placed so far. */
  NotationError rounding() {
    double mean = notes == 0 ? 0 : sum / (2 * notes);
    return new NotationError(notes, moved, largest / Bar.QUARTER, mean / Bar.QUARTER);
  }

  /** Returns where a note ends, or would if it were not released early. */
  private double meantEnd(Note note) {
    double end = note.endTicks() * unitsPerTick;
    long cell = cell(end);
    long length = bars.at(cell).cellEnd(cell) - cell;
    int[] steps = IntStream.of(BOTH).filter(step -> length % step == 0).toArray();
    if (Math.abs(end - snapped(end, cell, length, steps)) > tolerance) {
      double later = snapped(end + EARLY_RELEASE / 2, cell, length, steps);
      if (later > end && later - end <= EARLY_RELEASE) {
        return later;
      }
    }
    return end;
  }

  private void collect(Map<Long, List<Double>> cells, double place) {
    cells.computeIfAbsent(cell(place), start -> new ArrayList<>()).add(place);
  }

  private long cell(double place) {
    // A place just below a cell by rounding of ticks belongs to that cell.
    long near = (long) Math.floor(place + 1e-9);
    return bars.at(near).cellStart(near);
  }

  /** Returns the division of a cell: one step, or two if each place fits one of them. */
  private int[] steps(long cell, List<Double> places) {
    long length = bars.at(cell).cellEnd(cell) - cell;
    int best = 3;
    double least = Double.POSITIVE_INFINITY;
    for (int step : STEPS) {
      if (length % step != 0) {
        continue;
      }
      double cost = 0;
      double worst = 0;
      for (double place : places) {
        double error = Math.abs(place - snapped(place, cell, length, step));
        worst = Math.max(worst, error);
        cost += error + (step < 6 ? FINENESS : 0);
      }
      if (worst <= tolerance) {
        return new int[] {step};
      }
      if (cost < least) {
        least = cost;
        best = step;
      }
    }
    boolean fits =
        length % 12 == 0
            && places.stream()
                .allMatch(p -> Math.abs(p - snapped(p, cell, length, BOTH)) <= tolerance);
    return fits ? BOTH : new int[] {best};
  }

  private NotatedNote place(Note note, Map<Long, int[]> steps) {
    double exactOnset = note.onsetTicks() * unitsPerTick;
    double exactEnd = meantEnd(note);
    long onset = snapped(exactOnset, steps);
    long end = Math.max(snapped(exactEnd, steps), onset);
    Bar bar = bars.at(onset);
    long cellEnd = bar.cellEnd(onset);
    long cell = bar.cellStart(onset);
    if (end < cellEnd && !fitTogether(onset - cell, end - cell)) {
      int step = (onset - cell) % 3 == 0 ? 3 : 4;
      end = Math.max(onset, snapped(exactEnd, cell, cellEnd - cell, step));
    }
    if (end == onset) {
      end = onset + shortest(onset - cell, steps.getOrDefault(cell, new int[] {6}));
    }
    count(Math.abs(onset - exactOnset), Math.abs(end - exactEnd));
    return new NotatedNote(onset, end, note.pitch(), note.velocity());
  }

  /** Returns whether two places of a cell are both of halves or both of thirds. */
  static boolean fitTogether(long a, long b) {
    return (a % 3 == 0 && b % 3 == 0) || (a % 4 == 0 && b % 4 == 0);
  }

  private static int shortest(long onset, int[] steps) {
    for (int step : steps) {
      if (onset % step == 0) {
        return step;
      }
    }
    return 3;
  }

  private long snapped(double place, Map<Long, int[]> steps) {
    long cell = cell(place);
    long length = bars.at(cell).cellEnd(cell) - cell;
    return snapped(place, cell, length, steps.get(cell));
  }

  private static long snapped(double place, long cell, long length, int... steps) {
    long nearest = cell;
    for (int step : steps) {
      long there = Math.min(cell + length, cell + step * Math.round((place - cell) / step));
      if (Math.abs(there - place) < Math.abs(nearest - place)) {
        nearest = there;
      }
    }
    return nearest;
  }

  private void count(double onsetError, double endError) {
    notes++;
    double worst = Math.max(onsetError, endError);
    if (worst > tolerance) {
      moved++;
    }
    largest = Math.max(largest, worst);
    sum += onsetError + endError;
  }
}
