package io.nocturne.musicxml;

import java.util.ArrayList;
import java.util.List;

/**
 * A voice of a part while it is read, which decides when its grace notes sound. Ticks count from
 * the start of the present measure, those of measures from the start of the part.
 *
 * <p>Grace notes have no duration in MusicXML. They sound one after the other right before the note
 * that they precede, each for a thirty-second but all together for at most half of what comes
 * before in the voice, which ends where they begin. At the start of a piece, and where {@code
 * steal-time-following} says so, they take the time from the note that follows.
 */
final class Voice {
  /** A thirty-second note is an eighth of a quarter. */
  private static final int GRACES_IN_QUARTER = 8;

  private final int ticksPerQuarter;
  private final List<List<WrittenNote>> graces = new ArrayList<>();
  private double following;
  private double previous;

  // What comes before in the voice: a chord, or a rest, which has no notes.
  private final List<WrittenNote> chord = new ArrayList<>();
  private long chordLength;
  private long chordEnd;
  private long delay;

  Voice(int ticksPerQuarter) {
    this.ticksPerQuarter = ticksPerQuarter;
    chordLength = ticksPerQuarter;
  }

  /**
   * Adds a grace note; its time follows when the note after it is known.
   *
   * @param isInChord whether it sounds together with the one before
   */
  void addGrace(WrittenNote note, Element grace, boolean isInChord) {
    if (graces.isEmpty() || !isInChord) {
      graces.add(new ArrayList<>());
    }
    graces.get(graces.size() - 1).add(note);
    following = Math.max(following, share(grace, "steal-time-following"));
    previous = Math.max(previous, share(grace, "steal-time-previous"));
  }

  /** Returns a stated share; 0 for none and for 0, in which nothing could sound. */
  private static double share(Element grace, String name) {
    double percent = grace.attributeNumber(name);
    return percent > 0 && percent < 100 ? percent / 100 : 0;
  }

  /**
   * Begins a chord or a rest.
   *
   * @param measureStart the tick at which the measure begins
   * @param available the time before it in which grace notes may sound
   */
  void begin(long measureStart, long onset, long length, long available) {
    delay = 0;
    if (!graces.isEmpty() && (available == 0 || following > 0)) {
      delay = total(length, following);
      spread(onset, delay);
    } else if (!graces.isEmpty()) {
      placeBefore(measureStart, onset, available);
    }
    chord.clear();
    chordLength = length;
    chordEnd = measureStart + onset + length;
  }

  /** Adds a note of the chord that was begun. */
  void add(WrittenNote note) {
    note.delay(Math.min(delay, note.duration));
    chord.add(note);
  }

  /**
   * Ends a measure; grace notes that nothing follows sound where they are written.
   *
   * @param measureStart the tick at which the measure begins
   * @param available the time before the measure in which they may sound
   */
  void endMeasure(long measureStart, long available) {
    if (!graces.isEmpty()) {
      long onset = graces.get(0).get(0).onset;
      placeBefore(measureStart, onset, available + onset);
    }
  }

  private void placeBefore(long measureStart, long onset, long available) {
    long total = Math.min(total(chordLength, previous), available);
    if (chordEnd == measureStart + onset) {
      for (WrittenNote note : chord) {
        boolean isShortened = note.duration == chordLength && !note.isTiedAfter;
        note.duration -= isShortened ? Math.min(total, note.duration - 1) : 0;
      }
    }
    spread(onset - total, total);
  }

  private long total(long room, double share) {
    return share > 0
        ? Math.round(room * share)
        : Math.min((long) graces.size() * ticksPerQuarter / GRACES_IN_QUARTER, room / 2);
  }

  private void spread(long start, long total) {
    for (int i = 0; i < graces.size(); i++) {
      long onset = start + total * i / graces.size();
      long end = start + total * (i + 1) / graces.size();
      for (WrittenNote note : graces.get(i)) {
        note.onset = onset;
        note.duration = end - onset;
      }
    }
    graces.clear();
    following = 0;
    previous = 0;
  }
}
