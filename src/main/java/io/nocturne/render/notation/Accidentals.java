package io.nocturne.render.notation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides which notes of a staff's bar have an accidental: those that differ from what holds before
 * them.
 */
final class Accidentals {
  private final int sharps;
  private final Set<NotePosition> shown = new HashSet<>();

  /** A note of an event; equal notes in two voices are two. */
  private record NotePosition(int voice, long start, int pitch) {}

  private record StaffLine(char step, int octave) {}

  /**
   * Decides for a bar.
   *
   * @param sharps of the key signature, or flats if negative
   * @param voices all of a staff
   */
  Accidentals(int sharps, List<VoiceInBar> voices) {
    this.sharps = sharps;
    Map<StaffLine, Integer> inForce = new HashMap<>();
    record Sounding(int voice, NotatedEvent event) {}
    IntStream.range(0, voices.size())
        .boxed()
        .flatMap(voice -> voices.get(voice).events().stream().map(e -> new Sounding(voice, e)))
        .sorted(Comparator.comparingLong(sounding -> sounding.event().start()))
        .forEach(sounding -> read(sounding.voice(), sounding.event(), inForce));
  }

  private void read(int voice, NotatedEvent event, Map<StaffLine, Integer> inForce) {
    for (NotatedNote note : event.notes()) {
      if (event.isTiedBefore(note)) {
        continue;
      }
      Spelling name = Spelling.of(note.pitch(), sharps);
      StaffLine line = new StaffLine(name.step(), name.octave());
      int before = inForce.getOrDefault(line, Spelling.inKey(name.step(), sharps));
      if (before != name.alter()) {
        inForce.put(line, name.alter());
        shown.add(new NotePosition(voice, event.start(), note.pitch()));
      }
    }
  }

  /** Returns whether a note has one. */
  boolean isShown(int voice, NotatedEvent event, NotatedNote note) {
    return shown.contains(new NotePosition(voice, event.start(), note.pitch()));
  }
}
