package io.nocturne.token;

import io.nocturne.music.Note;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The ways of choosing the melody among a piece's notes.
 *
 * <p>Both begin with the highest of simultaneous notes, as the best of the ways that A.
 * Uitdenbogerd and J. Zobel compare ("Melodic matching techniques for large music databases", ACM
 * Multimedia 1999).
 */
public enum MelodyExtraction {
  /** The highest note of each onset, whatever sounds on. */
  HIGHEST,

  /**
   * The skyline: those notes of {@link #HIGHEST} that no other melody note sounds above. A note is
   * left out
   *
   * <ul>
   *   <li>if a higher note of the melody still sounds when it begins;
   *   <li>in a gap of the melody that has not yet lasted as long as the melody's last note did, if
   *       it is more than an octave below that note: the accompaniment continues while the melody
   *       breathes.
   * </ul>
   */
  SKYLINE;

  /** Returns the name in {@code vocabulary.json}. */
  public String label() {
    return Options.label(this);
  }

  /**
   * Returns the melody.
   *
   * @param groups the simultaneous notes, by onset, each list by pitch
   */
  List<Note> of(List<List<Note>> groups) {
    List<Note> highest = groups.stream().map(notes -> notes.get(notes.size() - 1)).toList();
    return this == HIGHEST ? highest : skyline(highest);
  }

  private static List<Note> skyline(List<Note> highest) {
    List<Note> melody = new ArrayList<>();
    Deque<Note> sounding = new ArrayDeque<>();
    for (Note note : highest) {
      sounding.removeIf(earlier -> earlier.endTicks() <= note.onsetTicks());
      boolean below = sounding.stream().anyMatch(other -> other.pitch() > note.pitch());
      if (!below && !accompanies(note, melody)) {
        melody.add(note);
        sounding.add(note);
      }
    }
    return melody;
  }

  /** Returns whether a note accompanies a melody that breathes. */
  private static boolean accompanies(Note note, List<Note> melody) {
    if (melody.isEmpty()) {
      return false;
    }
    Note last = melody.get(melody.size() - 1);
    return note.onsetTicks() - last.endTicks() < last.durationTicks()
        && note.pitch() < last.pitch() - Note.OCTAVE;
  }
}
