package io.nocturne.midi;

import io.nocturne.music.Note;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Deals notes out to lanes in which each note-off can be known by its order alone.
 *
 * <p>Readers let the first note-off of a channel and pitch end the first note-on. So in one lane
 * the notes of a channel and pitch, in the order of their onsets, must not end before one another.
 */
final class NoteLanes {

  private NoteLanes() {}

  /**
   * Returns the lanes of a track's notes; nearly always one.
   *
   * @param notes ordered by onset
   * @return at least one list, each ordered by onset; all but the first hold notes
   */
  static List<List<Note>> of(List<Note> notes) {
    List<List<Note>> lanes = new ArrayList<>();
    List<Note> rest = inOrderOfEnds(notes);
    do {
      List<Note> lane = new ArrayList<>(rest.size());
      List<Note> nested = new ArrayList<>();
      long[] lastEnds = new long[Note.CHANNELS * Note.PITCHES];
      for (Note note : rest) {
        if (note.endTicks() >= lastEnds[key(note)]) {
          lastEnds[key(note)] = note.endTicks();
          lane.add(note);
        } else {
          nested.add(note);
        }
      }
      lanes.add(lane);
      rest = nested;
    } while (!rest.isEmpty());
    return lanes;
  }

  /**
   * Returns the same notes, but those with the same onset, channel and pitch exchange places so
   * that the shorter come first. Every other note stays where it is.
   */
  private static List<Note> inOrderOfEnds(List<Note> notes) {
    Note[] ordered = notes.toArray(new Note[0]);
    int start = 0;
    for (int i = 1; i <= ordered.length; i++) {
      if (i == ordered.length || ordered[i].onsetTicks() != ordered[start].onsetTicks()) {
        if (i - start > 1) {
          orderEnds(ordered, start, i);
        }
        start = i;
      }
    }
    return Arrays.asList(ordered);
  }

  private static void orderEnds(Note[] notes, int from, int to) {
    Integer[] places = new Integer[to - from];
    Arrays.setAll(places, i -> from + i);
    Arrays.sort(places, Comparator.comparingInt(place -> key(notes[place])));
    Note[] byEnd = Arrays.copyOfRange(notes, from, to);
    Arrays.sort(byEnd, Comparator.comparingInt(NoteLanes::key).thenComparingLong(Note::endTicks));
    for (int i = 0; i < byEnd.length; i++) {
      notes[places[i]] = byEnd[i];
    }
  }

  private static int key(Note note) {
    return (note.channel() << 7) | note.pitch();
  }
}
