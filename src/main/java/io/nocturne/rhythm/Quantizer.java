package io.nocturne.rhythm;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.rhythm.GridPiece.GridNote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts notes on a grid: each begins at the place nearest to it and is as long as the nearest length
 * of the grid, at least the shortest one; ties go to the later and the longer.
 *
 * <p>Notes that come to the same place with the same pitch are one, as long as the longest and as
 * loud as the loudest of them. A note-on of the same key ends the note before, whatever the voice,
 * track or channel: the longest length of the grid until then is taken, or what time there is if
 * that is shorter than any.
 */
public final class Quantizer {
  /** Notes from here on, a day and a half into a piece at its usual tempo, are left out. */
  public static final long HORIZON_QUARTERS = 1L << 18;

  /**
   * Notation programs release a key shortly before its note ends, MuseScore by one tick. A note
   * that is held to the end instead does not count as longer.
   */
  private static final double EARLY_RELEASE_QUARTERS = 1.0 / 32;

  private final Grid grid;
  private final Grid.GridRounding rounding;

  public Quantizer(Grid grid) {
    this.grid = grid;
    this.rounding = grid.rounding();
  }

  /**
   * The result of quantizing a piece.
   *
   * @param piece its notes on the grid
   * @param error what that has changed
   * @param late notes that were left out because they begin {@link #HORIZON_QUARTERS} or more from
   *     the start
   */
  public record Quantized(GridPiece piece, QuantizationError error, int late) {}

  /** Quantizes on a grid that starts again with each bar; the piece has its time signatures. */
  public Quantized byBars(Piece piece) {
    TickScale scale = TickScale.of(piece.division());
    return quantized(
        piece, scale, new BarLines(grid, scale, piece.timeSignatures(), HORIZON_QUARTERS));
  }

  /**
   * Quantizes on a grid that starts again with each quarter from the start of the piece; it has no
   * bars.
   */
  public Quantized byQuarters(Piece piece) {
    TickScale scale = TickScale.of(piece.division());
    return quantized(piece, scale, GridPlacement.byQuarters(grid, scale));
  }

  private Quantized quantized(Piece piece, TickScale scale, GridPlacement placement) {
    List<PlacedNote> placed = new ArrayList<>(piece.noteCount());
    Errors onsets = new Errors();
    int late = 0;
    for (Note note : piece.notes()) {
      if (scale.reaches(note.onsetTicks(), HORIZON_QUARTERS)) {
        late++;
        continue;
      }
      long onset = placement.place(note.onsetTicks());
      long length = length(note.durationTicks(), scale);
      onsets.add(onset, note.onsetTicks(), scale);
      placed.add(
          new PlacedNote(
              new GridNote(onset, length, note.pitch(), note.velocity()), note.durationTicks()));
    }
    placed.sort(Comparator.comparing(PlacedNote::note, GridNote.ORDER));
    List<GridNote> before = placed.stream().map(PlacedNote::note).toList();
    List<GridNote> ended = Restrikes.ended(rounding::longestWithin, before);
    Errors lengths = new Errors();
    int restruck = 0;
    for (int i = 0; i < placed.size(); i++) {
      long length = ended.get(i).length();
      restruck += length < before.get(i).length() ? 1 : 0;
      lengths.addHeld(length, placed.get(i).ticks(), scale);
    }
    List<GridNote> merged = merged(ended);
    QuantizationError error =
        new QuantizationError(
            placed.size(),
            onsets.changed,
            onsets.sum,
            onsets.largest,
            lengths.changed,
            lengths.sum,
            lengths.largest,
            placed.size() - merged.size(),
            restruck,
            0,
            placement.leftOut());
    return new Quantized(GridPiece.heard(grid, merged, placement.changes()), error, late);
  }

  /** A note on the grid, and how long it was in ticks. */
  private record PlacedNote(GridNote note, long ticks) {}

  private long length(long ticks, TickScale scale) {
    // Longer than any piece, and short enough to reckon with.
    long capped = scale.reaches(ticks, HORIZON_QUARTERS) ? HORIZON_QUARTERS : 0;
    return capped > 0
        ? capped * grid.units()
        : Math.max(
            rounding.shortest(), rounding.nearest(ticks * scale.numerator(), scale.denominator()));
  }

  /** Returns notes of which those of one onset and pitch are one, the longest and the loudest. */
  static List<GridNote> merged(List<GridNote> ordered) {
    List<GridNote> merged = new ArrayList<>(ordered.size());
    for (GridNote note : ordered) {
      int last = merged.size() - 1;
      if (last >= 0 && GridNote.ORDER.compare(merged.get(last), note) == 0) {
        merged.set(last, merged.get(last).with(note));
      } else {
        merged.add(note);
      }
    }
    return merged;
  }

  /** Sums by how much times were changed, in quarters. */
  private final class Errors {
    private long changed;
    private double sum;
    private double largest;

    void add(long units, long ticks, TickScale scale) {
      double error = Math.abs(difference(units, ticks, scale));
      // Two doubles of the same time may differ in their last digits.
      if (error > 1e-9 * (1 + (double) units / grid.units())) {
        changed++;
        sum += error;
        largest = Math.max(largest, error);
      }
    }

    /** Adds a length, unless it differs by an early release alone. */
    void addHeld(long units, long ticks, TickScale scale) {
      double longer = difference(units, ticks, scale);
      if (longer < 0 || longer > EARLY_RELEASE_QUARTERS) {
        add(units, ticks, scale);
      }
    }

    private double difference(long units, long ticks, TickScale scale) {
      return (double) units / grid.units()
          - (double) ticks * scale.numerator() / scale.denominator();
    }
  }

  /**
   * The changes that putting notes on a grid has made: times are in quarters, of performances in
   * seconds.
   *
   * @param notes how many were put there, those merged included
   * @param moved how many of them begin elsewhere than before
   * @param onsetError by how much, summed over all notes
   * @param largestOnsetError by how much at most
   * @param resized how many of them are longer or shorter than before; on a grid of quarters, by
   *     more than an early release
   * @param lengthError by how much, summed over all notes
   * @param largestLengthError by how much at most
   * @param merged how many became equal to another in onset and pitch, and are one with it
   * @param restruck how many would still sound at the next note-on of their key, and end before
   * @param truncated how many were longer than what can be written, and end earlier
   * @param signatures how many time signatures have no bars on the grid and were left out
   */
  public record QuantizationError(
      long notes,
      long moved,
      double onsetError,
      double largestOnsetError,
      long resized,
      double lengthError,
      double largestLengthError,
      long merged,
      long restruck,
      long truncated,
      long signatures) {

    /** The error of notes that stayed as they were. */
    public static final QuantizationError NONE =
        new QuantizationError(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Returns the error of both together. */
    public QuantizationError plus(QuantizationError other) {
      return new QuantizationError(
          notes + other.notes,
          moved + other.moved,
          onsetError + other.onsetError,
          Math.max(largestOnsetError, other.largestOnsetError),
          resized + other.resized,
          lengthError + other.lengthError,
          Math.max(largestLengthError, other.largestLengthError),
          merged + other.merged,
          restruck + other.restruck,
          truncated + other.truncated,
          signatures + other.signatures);
    }

    /** Returns how far a note was moved on average; 0 without notes. */
    public double meanOnsetError() {
      return notes == 0 ? 0 : onsetError / notes;
    }

    /** Returns by how much a note's length was changed on average; 0 without notes. */
    public double meanLengthError() {
      return notes == 0 ? 0 : lengthError / notes;
    }

    /** Returns this with a number of truncated notes. */
    public QuantizationError withTruncated(long notesCut) {
      return new QuantizationError(
          notes,
          moved,
          onsetError,
          largestOnsetError,
          resized,
          lengthError,
          largestLengthError,
          merged,
          restruck,
          notesCut,
          signatures);
    }
  }
}
