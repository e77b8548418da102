package io.nocturne.render.notation;

import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A tempo in its place on the page.
 *
 * @param place in units from the start of the piece
 * @param perMinute quarter notes a minute
 * @param display whether it is printed
 */
record TempoMark(long place, double perMinute, Display display) {

  /** The display of a tempo: printed, or only played. */
  enum Display {
    /** A metronome mark is printed. */
    PRINTED,
    /** Rubato: for playback only. */
    PLAYED
  }

  /** The minimum difference from the last printed tempo for a tempo to be printed. */
  private static final double NOTABLE = 0.1;

  /** The drift within which a tempo counts as the same. */
  private static final double STEADY = 0.02;

  /** The minimum duration of a tempo to be printed: two quarters. */
  private static final long LASTING = 2L * Bar.QUARTER;

  TempoMark {
    if (place < 0 || perMinute <= 0) {
      throw new IllegalArgumentException(
          "a tempo must have a place and a speed, had %d and %s".formatted(place, perMinute));
    }
  }

  /**
   * Returns the tempos of a piece, one a place. The first is printed, and of the others those that
   * are new tempos and no rubato: they differ by a tenth or more from the one printed last, and
   * stay for two quarters at least.
   *
   * @param end of the last bar
   */
  static List<TempoMark> of(Piece piece, double unitsPerTick, long end) {
    List<TempoMark> all =
        latest(
            piece.tempos().stream()
                .map(
                    tempo ->
                        new TempoMark(
                            Math.round(tempo.tick() * unitsPerTick),
                            Tempo.MICROSECONDS_PER_MINUTE / tempo.microsecondsPerQuarter(),
                            Display.PLAYED))
                .filter(mark -> mark.place < end)
                .toList());
    List<TempoMark> marks = new ArrayList<>();
    double printed = 0;
    for (int i = 0; i < all.size(); i++) {
      TempoMark mark = all.get(i);
      boolean isNotable = differs(mark.perMinute, printed, NOTABLE);
      if (i == 0 || (isNotable && mark.lasts(all.subList(i + 1, all.size()), end))) {
        printed = mark.perMinute;
        mark = new TempoMark(mark.place, mark.perMinute, Display.PRINTED);
      }
      marks.add(mark);
    }
    return marks;
  }

  private static boolean differs(double a, double b, double share) {
    return Math.abs(a - b) >= share * b;
  }

  private boolean lasts(List<TempoMark> later, long end) {
    for (TempoMark next : later) {
      if (next.place >= place + LASTING) {
        return true;
      }
      if (differs(next.perMinute, perMinute, STEADY)) {
        return false;
      }
    }
    return place + LASTING <= end;
  }

  /** Returns the last of the marks at each place. */
  private static List<TempoMark> latest(List<TempoMark> marks) {
    List<TempoMark> latest = new ArrayList<>();
    for (TempoMark mark : marks) {
      while (!latest.isEmpty() && latest.get(latest.size() - 1).place >= mark.place) {
        latest.remove(latest.size() - 1);
      }
      latest.add(mark);
    }
    return latest;
  }

  /**
   * Returns the marks such that each printed one is where an event begins, or where one can begin:
   * on the thirty-second note before it, which is within the last bar even for the last mark.
   *
   * @param starts where events begin
   */
  static List<TempoMark> placeable(List<TempoMark> marks, Set<Long> starts) {
    return latest(marks.stream().map(mark -> mark.placeable(starts)).toList());
  }

  private TempoMark placeable(Set<Long> starts) {
    boolean stays = !isPrinted() || starts.contains(place);
    long before = place - place % NoteValue.MIN_UNITS;
    return stays ? this : new TempoMark(before, perMinute, display);
  }

  boolean isPrinted() {
    return display == Display.PRINTED;
  }
}
