package io.nocturne.rhythm;

import io.nocturne.base.Require;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A piece whose notes are on a grid.
 *
 * @param grid the places
 * @param notes by onset, then pitch, no two with the same of both; each ends before its key sounds
 *     again, or with that
 * @param changes time signatures, each at the start of a bar, by start; the first at 0. None if the
 *     piece has no bars
 */
public record GridPiece(Grid grid, List<GridNote> notes, List<Change> changes) {

  /**
   * A time signature from a bar on.
   *
   * @param start the bar's, in units from the start of the piece
   */
  public record Change(long start, BarSignature signature) {}

  public GridPiece {
    notes = List.copyOf(notes);
    changes = List.copyOf(changes);
    for (int i = 1; i < notes.size(); i++) {
      if (GridNote.ORDER.compare(notes.get(i - 1), notes.get(i)) >= 0) {
        throw new IllegalArgumentException(
            "notes on a grid must be in order and differ in onset or pitch, %s came before %s"
                .formatted(notes.get(i - 1), notes.get(i)));
      }
    }
    Restrikes.requireNone(notes);
  }

  /**
   * Creates a piece as a piano can play it: a note-on of the same key ends the note before. It has
   * no changes that no note comes after.
   *
   * @param notes by onset, then pitch, no two with the same of both
   */
  public static GridPiece heard(Grid grid, List<GridNote> notes, List<Change> changes) {
    long last = notes.isEmpty() ? -1 : notes.get(notes.size() - 1).onset();
    return new GridPiece(
        grid,
        Restrikes.ended(grid.rounding()::longestWithin, notes),
        changes.stream().filter(change -> change.start() <= last).toList());
  }

  /**
   * Returns this as a piece: one track on channel 0, {@link Grid#ticksPerQuarter} to the quarter.
   *
   * @param microsecondsPerQuarter its tempo
   */
  public Piece piece(String name, int microsecondsPerQuarter) {
    int ticks = grid.ticksPerUnit();
    List<Note> played = notes.stream().map(note -> note.note(ticks)).toList();
    return new Piece(
        name,
        new Division.Metrical(grid.ticksPerQuarter()),
        List.of(Track.of("", played)),
        List.of(new Tempo(0, microsecondsPerQuarter)),
        changes.stream().map(change -> timeSignature(change, ticks)).toList(),
        List.of());
  }

  private static TimeSignature timeSignature(Change change, int ticks) {
    BarSignature signature = change.signature();
    return new TimeSignature(
        change.start() * ticks, signature.numerator(), signature.denominator());
  }

  /**
   * A note on a grid.
   *
   * @param onset where it begins, in units from the start of the piece, at least 0
   * @param length how long it is, in units, at least 1
   * @param pitch MIDI key number, 0 to 127
   * @param velocity MIDI note-on velocity, 1 to 127
   */
  public record GridNote(long onset, long length, int pitch, int velocity) {
    /** The order by onset, then pitch. */
    public static final Comparator<GridNote> ORDER =
        Comparator.comparingLong(GridNote::onset).thenComparingInt(GridNote::pitch);

    public GridNote {
      Require.atLeast("onset", onset, 0);
      Require.atLeast("length", length, 1);
      Require.between("pitch", pitch, 0, 127);
    }

    /** Returns where it ends, in units from the start of the piece. */
    public long end() {
      return onset + length;
    }

    /** Returns the note on channel 0, by the number of ticks of a unit. */
    public Note note(int ticksPerUnit) {
      return new Note(onset * ticksPerUnit, length * ticksPerUnit, pitch, velocity, 0);
    }

    /** Returns this note, as long as the longer and as loud as the louder of it and another. */
    GridNote with(GridNote other) {
      return new GridNote(
          onset, Math.max(length, other.length), pitch, Math.max(velocity, other.velocity));
    }

    /** Returns the same note of another length, in units, at least 1. */
    public GridNote lasting(long other) {
      return new GridNote(onset, other, pitch, velocity);
    }
  }

  /**
   * A time signature that bars on a grid can have.
   *
   * @param numerator beats in a bar, at least 1
   * @param denominator the note value that is a beat, a power of two
   */
  public record BarSignature(int numerator, int denominator) {
    /** The signature where none is stated. */
    public static final BarSignature COMMON_TIME = new BarSignature(4, 4);

    private static final int MAX_BEATS = 16;
    private static final int MAX_QUARTERS = 8;
    private static final int WHOLE = 4;

    public BarSignature {
      Require.atLeast("numerator", numerator, 1);
      if (denominator < 1 || Integer.bitCount(denominator) != 1) {
        throw new IllegalArgumentException(
            "denominator must be a power of two, was " + denominator);
      }
    }

    /**
     * Returns the signatures whose bars are a whole number of a grid's units: of halves, quarters,
     * eighths and sixteenths, up to {@value #MAX_BEATS} beats and {@value #MAX_QUARTERS} quarters;
     * by denominator, then numerator.
     */
    public static List<BarSignature> all(Grid grid) {
      List<BarSignature> all = new ArrayList<>();
      for (int denominator = 2; denominator <= 16; denominator *= 2) {
        for (int numerator = 1; numerator <= MAX_BEATS; numerator++) {
          boolean whole = WHOLE * numerator * grid.units() % denominator == 0;
          if (whole && WHOLE * numerator <= MAX_QUARTERS * denominator) {
            all.add(new BarSignature(numerator, denominator));
          }
        }
      }
      return List.copyOf(all);
    }

    /** Returns a bar's length in a grid's units; the signature must be one of {@link #all}. */
    public int units(Grid grid) {
      return WHOLE * numerator * grid.units() / denominator;
    }

    /** Returns it as it is written: {@code 3/4}. */
    public String label() {
      return numerator + "/" + denominator;
    }
  }
}
