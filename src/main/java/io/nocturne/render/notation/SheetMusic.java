package io.nocturne.render.notation;

import io.nocturne.base.UserException;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A piece as sheet music for piano: two staves, voices, bars, and note values down to the
 * thirty-second and the triplet of sixteenths. What rhythm these cannot express is moved to the
 * nearest place that they can, and {@link #rounding} says how much that was.
 *
 * <p>Bars and keys are as the piece's signatures state; a key that changes within a bar is written
 * at the next one. Black keys are spelled by the key. All of a piece's tracks and instruments are
 * one piano part; percussion is left out. Each staff has four voices at most.
 */
public final class SheetMusic {
  /**
   * The error of a piece's rhythm in written note values. A note counts as moved if its onset or
   * its end is written elsewhere by more than half a tick; but a note that is released up to 1/32
   * of a quarter before a place that note values can express is held to there, and that counts as
   * its end: programs and players let go early, and no score shows it.
   *
   * @param notes how many were written
   * @param moved how many of them were moved
   * @param largestQuarters the farthest that an onset or end was moved, in quarter notes
   * @param meanQuarters the mean distance of all onsets and ends from where they were, in quarter
   *     notes
   */
  public record NotationError(int notes, int moved, double largestQuarters, double meanQuarters) {

    /** Returns whether all notes are written as they are. */
    public boolean isExact() {
      return moved == 0;
    }
  }

  /** A MIDI file can hold as many keys down at once, each by one note. */
  private static final int MAX_AT_ONCE = 128;

  /** C0: no octave of MusicXML is lower. */
  private static final int MIN_PITCH = 12;

  private final Piece piece;
  private final List<Bar> bars;
  private final List<Staff> staves;
  private final List<TempoMark> tempos;
  private final NotationError rounding;
  private final int leftOut;

  private SheetMusic(Piece original) {
    piece = original.pitched();
    int ticksPerQuarter = Bars.ticksPerQuarter(piece);
    Bars all = new Bars(piece, ticksPerQuarter);
    Hands hands = Hands.of(piece);
    NotationQuantizer quantizer = new NotationQuantizer(all, ticksPerQuarter);
    List<NotatedNote> upper = quantizer.place(written(hands.upper()));
    List<NotatedNote> lower = quantizer.place(written(hands.lower()));
    requireFewAtOnce(upper);
    requireFewAtOnce(lower);
    rounding = quantizer.rounding();
    leftOut = piece.noteCount() - upper.size() - lower.size();
    bars = all.until(Math.max(end(upper), end(lower)));
    Staff upperStaff = Staff.of(upper, bars, all, new TreeSet<>());
    Staff lowerStaff = Staff.of(lower, bars, all, new TreeSet<>());
    Set<Long> starts = upperStaff.starts();
    starts.addAll(lowerStaff.starts());
    double unitsPerTick = (double) Bar.QUARTER / ticksPerQuarter;
    long end = bars.get(bars.size() - 1).end();
    tempos = TempoMark.placeable(TempoMark.of(piece, unitsPerTick, end), starts);
    SortedSet<Long> missing =
        tempos.stream()
            .filter(TempoMark::isPrinted)
            .map(TempoMark::place)
            .filter(place -> !starts.contains(place))
            .collect(Collectors.toCollection(TreeSet::new));
    staves =
        List.of(missing.isEmpty() ? upperStaff : Staff.of(upper, bars, all, missing), lowerStaff);
  }

  /**
   * Returns the sheet music of a piece.
   *
   * @throws UserException if the piece counts SMPTE frames instead of parts of a quarter, or has
   *     more than 100,000 bars, or more than 128 notes at once on one staff
   */
  public static SheetMusic of(Piece piece) {
    return new SheetMusic(piece);
  }

  private static List<Note> written(List<Note> notes) {
    return notes.stream().filter(note -> note.pitch() >= MIN_PITCH).toList();
  }

  /**
   * Refuses too many notes at once. Each held note is written again, and tied, wherever another
   * begins: with notes that are never released, the page would grow with the square of their
   * number.
   */
  private void requireFewAtOnce(List<NotatedNote> staff) {
    SortedMap<Long, Integer> changes = new TreeMap<>();
    for (NotatedNote note : staff) {
      changes.merge(note.onset(), 1, Integer::sum);
      changes.merge(note.end(), -1, Integer::sum);
    }
    int sounding = 0;
    for (int change : changes.values()) {
      sounding += change;
      if (sounding > MAX_AT_ONCE) {
        throw new UserException(
            String.format(
                Locale.ROOT,
                "%s: more than %d notes sound at once on one staff; write MIDI, or end the notes"
                    + " that are never released",
                piece.name(),
                MAX_AT_ONCE));
      }
    }
  }

  private static long end(List<NotatedNote> notes) {
    return notes.stream().mapToLong(NotatedNote::end).max().orElse(0);
  }

  /** Returns the error of notes that note values cannot express. */
  public NotationError rounding() {
    return rounding;
  }

  /**
   * Returns the number of notes below C0 (MIDI pitch 12), MusicXML's lowest octave, which are left
   * out.
   */
  public int leftOut() {
    return leftOut;
  }

  /**
   * Returns the sheet music as a MusicXML 4.0 file, partwise, in UTF-8. Equal pieces give equal
   * files.
   */
  public byte[] musicXml() {
    return new MusicXmlWriter(piece, bars, staves, tempos).toBytes();
  }
}
