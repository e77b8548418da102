package io.nocturne.evaluate.music;

import io.nocturne.music.Note;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Measures of when notes begin and how long they last. */
final class RhythmMeasures {
  /**
   * The note values in quarters: whole note to sixteenth, the dotted half to the dotted sixteenth,
   * and the triplets of half, quarter and eighth, as in Yang and Lerch (2018).
   */
  static final List<Double> LENGTHS =
      List.of(4.0, 2.0, 1.0, 0.5, 0.25, 3.0, 1.5, 0.75, 0.375, 4 / 3.0, 2 / 3.0, 1 / 3.0);

  private RhythmMeasures() {}

  /**
   * Returns the share of stretches of equal length in which nothing sounds.
   *
   * @param ticks the length of a stretch
   * @return NaN for an empty piece, or if there is no such length
   */
  static double empty(PieceNotes piece, OptionalLong ticks) {
    if (piece.end() < 1 || ticks.isEmpty()) {
      return Double.NaN;
    }
    long length = ticks.getAsLong();
    int stretches = Math.toIntExact(piece.end() / length + 1);
    BitSet filled = new BitSet(stretches);
    for (Note note : piece.all()) {
      // A note that ends where a stretch begins counts there, too, as in MusPy.
      filled.set((int) (note.onsetTicks() / length), (int) (note.endTicks() / length) + 1);
    }
    return 1 - filled.cardinality() / (double) stretches;
  }

  /**
   * Returns 1 minus the mean share of places in a bar that have an onset in one bar and none in the
   * next (Wu and Yang, 2020); NaN for fewer than two bars.
   */
  static double groove(PieceNotes piece) {
    if (piece.bar().isEmpty() || piece.end() / piece.bar().getAsLong() < 1) {
      return Double.NaN;
    }
    long bar = piece.bar().getAsLong();
    long bars = piece.end() / bar + 1;
    long[] onsets = onsets(piece.all());
    long differing = 0;
    for (long onset : onsets) {
      differing += onset / bar > 0 && !has(onsets, onset - bar) ? 1 : 0;
      differing += onset / bar < bars - 1 && !has(onsets, onset + bar) ? 1 : 0;
    }
    return 1 - differing / (double) (bar * (bars - 1));
  }

  /** Returns the mean time between onsets, in quarters; NaN for fewer than two onsets. */
  static double interOnset(PieceNotes piece) {
    return Arrays.stream(gaps(piece)).average().orElse(Double.NaN);
  }

  /** Returns the share of gaps between onsets nearest to each of {@link #LENGTHS}. */
  static double[] interOnsetHistogram(PieceNotes piece) {
    return histogram(gaps(piece));
  }

  /** Returns the share of notes nearest to each of {@link #LENGTHS}. */
  static double[] lengthHistogram(PieceNotes piece) {
    return histogram(
        quarters(piece, piece.pitched().stream().mapToLong(Note::durationTicks).toArray()));
  }

  /** Returns the times from onset to onset in quarters. */
  private static double[] gaps(PieceNotes piece) {
    long[] onsets = onsets(piece.pitched());
    long[] gaps = new long[Math.max(0, onsets.length - 1)];
    Arrays.setAll(gaps, i -> onsets[i + 1] - onsets[i]);
    return quarters(piece, gaps);
  }

  /** Returns lengths in quarters; empty if the piece has no beats. */
  private static double[] quarters(PieceNotes piece, long[] ticks) {
    return piece.beat().isEmpty()
        ? new double[0]
        : Arrays.stream(ticks).mapToDouble(t -> t / (double) piece.beat().getAsLong()).toArray();
  }

  private static double[] histogram(double[] quarters) {
    double[] shares = new double[LENGTHS.size()];
    for (double length : quarters) {
      int nearest = 0;
      for (int i = 1; i < shares.length; i++) {
        if (Math.abs(LENGTHS.get(i) - length) < Math.abs(LENGTHS.get(nearest) - length)) {
          nearest = i;
        }
      }
      shares[nearest] += 1.0 / quarters.length;
    }
    return shares;
  }

  /** Returns each tick at which notes begin, once, ascending. */
  private static long[] onsets(List<Note> notes) {
    LongStream all = notes.stream().mapToLong(Note::onsetTicks);
    return all.distinct().sorted().toArray();
  }

  private static boolean has(long[] onsets, long tick) {
    return Arrays.binarySearch(onsets, tick) >= 0;
  }
}
