package io.nocturne.render.notation;

import io.nocturne.base.UserException;
import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Piece;
import io.nocturne.music.TimeSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The bars of a piece, one after the other from its start. */
final class Bars {
  /** A thirty-second note, as the denominator of a time signature. */
  private static final int MIN_BEAT = 32;

  private static final int MAX_BARS = 100_000;
  private static final TimeSignature COMMON_TIME = new TimeSignature(0, 4, 4);

  private final List<Bar> bars = new ArrayList<>();
  private final long end;

  /**
   * Lays out the bars that hold a piece.
   *
   * @throws UserException if there are more than 100,000
   */
  Bars(Piece piece, int ticksPerQuarter) {
    List<TimeSignature> times = new ArrayList<>(piece.timeSignatures());
    if (times.isEmpty() || times.get(0).tick() > 0) {
      times.add(0, COMMON_TIME);
    }
    double unitsPerTick = (double) Bar.QUARTER / ticksPerQuarter;
    // One cell more, for a last note that is rounded up.
    end = (long) Math.ceil(piece.endTicks() * unitsPerTick) + Bar.QUARTER;
    long start = 0;
    for (int i = 0; i < times.size(); i++) {
      boolean last = i == times.size() - 1;
      long change =
          last
              ? end
              : NoteValue.MIN_UNITS
                  * Math.round(times.get(i + 1).tick() * unitsPerTick / NoteValue.MIN_UNITS);
      start = fill(piece.name(), times.get(i), start, Math.min(change, end));
    }
  }

  private long fill(String name, TimeSignature stated, long from, long to) {
    TimeSignature time = written(stated);
    long length = Bar.length(time);
    long start = from;
    while (start < to) {
      if (bars.size() == MAX_BARS) {
        throw new UserException(
            String.format(
                Locale.ROOT,
                "%s: has more than %,d bars of %d/%d; write MIDI, or a shorter piece",
                name,
                MAX_BARS,
                time.numerator(),
                time.denominator()));
      }
      Bar bar = new Bar(start, to == end ? length : Math.min(length, to - start), time);
      bars.add(bar);
      start = bar.end();
    }
    return start;
  }

  /**
   * Returns the time signature that is written for one: where the beat is shorter than a
   * thirty-second note, bars are joined, by twos, until it is not and they are a quarter long at
   * least.
   */
  private static TimeSignature written(TimeSignature stated) {
    if (stated.denominator() <= MIN_BEAT) {
      return stated;
    }
    int denominator = MIN_BEAT;
    while (4 * stated.numerator() < denominator) {
      denominator /= 2;
    }
    return new TimeSignature(stated.tick(), stated.numerator(), denominator);
  }

  /** Returns the bar of a place. */
  Bar at(long place) {
    return bars.get(index(place));
  }

  private int index(long place) {
    int low = 0;
    int high = bars.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (bars.get(middle).start() <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Returns the bars up to the one in which the last note ends; one at least. */
  List<Bar> until(long end) {
    return List.copyOf(bars.subList(0, 1 + index(Math.max(0, end - 1))));
  }

  /** Returns a piece's ticks a quarter. */
  static int ticksPerQuarter(Piece piece) {
    if (piece.division() instanceof Metrical metrical) {
      return metrical.ticksPerQuarter();
    }
    throw new UserException(
        piece.name()
            + ": counts SMPTE frames, which are not parts of a quarter; write MIDI or WAV instead");
  }
}
