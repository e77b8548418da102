package io.nocturne.render.notation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Notes of a voice that sound together through a stretch of time. A note that begins before it or
 * released after it is tied to the chord before or after.
 *
 * @param start in units from the start of the piece
 * @param end after the start
 * @param notes from the lowest; none is a silence that begins where it has to be seen
 */
record Chord(long start, long end, List<NotatedNote> notes) {
  Chord {
    if (end <= start) {
      throw new IllegalArgumentException("end must be after the start " + start + ", was " + end);
    }
    notes = notes.stream().sorted(Comparator.comparingInt(NotatedNote::pitch)).toList();
  }

  int highest() {
    return notes.get(notes.size() - 1).pitch();
  }

  /** Returns whether a pitch sounds in both. */
  boolean sharesPitch(Chord other) {
    return notes.stream()
        .anyMatch(note -> other.notes.stream().anyMatch(o -> o.pitch() == note.pitch()));
  }

  /**
   * Returns the notes of a staff as chords of notes with the same onset and end: by onset, the
   * highest first.
   */
  static List<Chord> of(List<NotatedNote> staff) {
    Map<List<Long>, List<NotatedNote>> together = new LinkedHashMap<>();
    for (NotatedNote note : staff) {
      // A pitch with two equal onsets is written twice.
      long twin = 0;
      while (contains(together.get(List.of(note.onset(), note.end(), twin)), note.pitch())) {
        twin++;
      }
      together
          .computeIfAbsent(List.of(note.onset(), note.end(), twin), key -> new ArrayList<>())
          .add(note);
    }
    return together.values().stream()
        .map(notes -> new Chord(notes.get(0).onset(), notes.get(0).end(), notes))
        .sorted(
            Comparator.comparingLong(Chord::start)
                .thenComparing(Comparator.comparingInt(Chord::highest).reversed()))
        .toList();
  }

  private static boolean contains(List<NotatedNote> notes, int pitch) {
    return notes != null && notes.stream().anyMatch(note -> note.pitch() == pitch);
  }
}
