package io.nocturne.rhythm;

import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Silence;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Timeline;
import io.nocturne.music.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Shortens long silences by whole bars, so that all notes keep their places in the bar: each by as
 * few bars as bring it within a limit, or by all that are wholly within it.
 *
 * <p>Bars are those of the piece's time signatures, 4/4 where none is stated. Where ticks are parts
 * of frames there are no bars, and two seconds are taken for one.
 *
 * @param seconds the limit, at least 1
 */
public record SilenceLimit(double seconds) {
  private static final int QUARTERS_IN_WHOLE = 4;

  public SilenceLimit {
    if (!(seconds >= 1 && Double.isFinite(seconds))) {
      throw new IllegalArgumentException("max silence must be at least 1 second, was " + seconds);
    }
  }

  /**
   * The result of shortening the silences of a piece.
   *
   * @param piece with its silences shortened; tempos and signatures of what was taken out hold from
   *     there on
   * @param silences how many were shortened
   * @param seconds by how much in all
   */
  public record Shortened(Piece piece, int silences, double seconds) {}

  /** Returns a piece with none of its silences longer than need be. */
  public Shortened shorten(Piece piece) {
    NavigableMap<Long, TickRange> cuts = new TreeMap<>();
    Timeline timeline = Timeline.of(piece);
    List<BarRun> stretches = stretches(piece);
    int first = 0;
    int silences = 0;
    double taken = 0;
    for (Silence silence : Silence.longerThan(seconds, piece)) {
      while (stretches.get(first).to() <= silence.startTick()) {
        first++;
      }
      double excess = silence.secondsOver(seconds);
      int before = cuts.size();
      for (BarRun bars : stretches.subList(first, stretches.size())) {
        if (excess <= 0 || bars.from() >= silence.endTick()) {
          break;
        }
        TickRange cut = bars.within(silence, excess, timeline);
        if (cut.ticks() > 0) {
          add(cuts, cut);
          double length = timeline.seconds(cut.to()) - timeline.seconds(cut.from());
          excess -= length;
          taken += length;
        }
      }
      silences += cuts.size() > before ? 1 : 0;
    }
    return new Shortened(cuts.isEmpty() ? piece : without(cuts, piece), silences, taken);
  }

  /**
   * Ticks that are taken out.
   *
   * @param before how many are taken out before it
   */
  private record TickRange(long from, long to, long before) {
    long ticks() {
      return to - from;
    }
  }

  private static void add(NavigableMap<Long, TickRange> cuts, TickRange cut) {
    long before = cuts.isEmpty() ? 0 : cuts.lastEntry().getValue().before();
    before += cuts.isEmpty() ? 0 : cuts.lastEntry().getValue().ticks();
    cuts.put(cut.from(), new TickRange(cut.from(), cut.to(), before));
  }

  /**
   * Bars of one time signature.
   *
   * @param from the first tick
   * @param to the tick after the last
   * @param ticks the fewest whole bars that are a whole number of ticks
   */
  private record BarRun(long from, long to, long ticks) {

    /**
     * Returns the shortest run of bars of a silence that lasts at least this long, or all; there
     * may be none.
     */
    TickRange within(Silence silence, double wanted, Timeline timeline) {
      long start = from;
      if (silence.startTick() > from) {
        start += (silence.startTick() - from + ticks - 1) / ticks * ticks;
      }
      long low = 0;
      long high = Math.max(0, (Math.min(silence.endTick(), to) - start) / ticks);
      if (high == 0) {
        return new TickRange(start, start, 0);
      }
      double begin = timeline.seconds(start);
      while (low < high) {
        long middle = (low + high) / 2;
        if (timeline.seconds(start + middle * ticks) - begin < wanted) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return new TickRange(start, start + low * ticks, 0);
    }
  }

  private static List<BarRun> stretches(Piece piece) {
    if (!(piece.division() instanceof Metrical metrical)) {
      TickScale scale = TickScale.of(piece.division());
      long bar = Math.round((double) QUARTERS_IN_WHOLE * scale.denominator() / scale.numerator());
      return List.of(new BarRun(0, Long.MAX_VALUE, Math.max(1, bar)));
    }
    List<TimeSignature> signatures = new ArrayList<>(piece.timeSignatures());
    if (signatures.isEmpty() || signatures.get(0).tick() > 0) {
      signatures.add(0, new TimeSignature(0, 4, 4));
    }
    List<BarRun> stretches = new ArrayList<>();
    for (int i = 0; i < signatures.size(); i++) {
      TimeSignature signature = signatures.get(i);
      boolean last = i + 1 == signatures.size();
      long to = last ? Long.MAX_VALUE : signatures.get(i + 1).tick();
      stretches.add(new BarRun(signature.tick(), to, barTicks(signature, metrical)));
    }
    return stretches;
  }

  /** Returns the fewest whole bars that are a whole number of ticks. */
  private static long barTicks(TimeSignature signature, Metrical metrical) {
    long ticks = (long) QUARTERS_IN_WHOLE * signature.numerator() * metrical.ticksPerQuarter();
    long denominator = signature.denominator();
    // A power of two, so that halving both is all there is to reduce.
    while (ticks % 2 == 0 && denominator > 1) {
      ticks /= 2;
      denominator /= 2;
    }
    return ticks;
  }

  private static Piece without(NavigableMap<Long, TickRange> cuts, Piece piece) {
    return new Piece(
        piece.name(),
        piece.division(),
        piece.tracks().stream().map(track -> without(cuts, track)).toList(),
        piece.tempos().stream().map(tempo -> tempo.at(moved(cuts, tempo.tick()))).toList(),
        piece.timeSignatures().stream().map(time -> time.at(moved(cuts, time.tick()))).toList(),
        piece.keySignatures().stream().map(key -> key.at(moved(cuts, key.tick()))).toList());
  }

  private static Track without(NavigableMap<Long, TickRange> cuts, Track track) {
    List<Note> notes =
        track.notes().stream()
            .map(note -> note.movedBy(moved(cuts, note.onsetTicks()) - note.onsetTicks()))
            .toList();
    return new Track(
        track.name(),
        track.port(),
        notes,
        track.programs().stream().map(program -> program.at(moved(cuts, program.tick()))).toList(),
        track.controls().stream().map(control -> control.at(moved(cuts, control.tick()))).toList());
  }

  /** Returns where a tick moves to; one that is taken out moves to the seam. */
  private static long moved(NavigableMap<Long, TickRange> cuts, long tick) {
    Map.Entry<Long, TickRange> last = cuts.lowerEntry(tick);
    if (last == null) {
      return tick;
    }
    TickRange cut = last.getValue();
    return tick - cut.before() - (Math.min(tick, cut.to()) - cut.from());
  }
}
