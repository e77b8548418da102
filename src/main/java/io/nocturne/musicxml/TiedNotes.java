package io.nocturne.musicxml;

import io.nocturne.music.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The notes of a part as they sound: tied ones are one. A note continues one of the same pitch that
 * is tied and ends where it begins: that of its voice, or one that no note of its own voice
 * continues; without one it sounds by itself.
 */
final class TiedNotes {
  private final List<SoundingNote> notes = new ArrayList<>();
  private final Map<TieEnd, List<SoundingNote>> open = new HashMap<>();

  /** Where a tied note is expected to be continued. */
  private record TieEnd(int pitch, long tick) {}

  /** A note of a measure that continues one of its voice. */
  private record Continuation(Voice voice, int pitch, long onset) {}

  /** A note that may become longer. */
  private static final class SoundingNote {
    private final WrittenNote first;
    private final long onset;
    private Voice voice;
    private long end;

    SoundingNote(WrittenNote first, long onset) {
      this.first = first;
      this.onset = onset;
    }

    Note toNote() {
      return new Note(onset, end - onset, first.pitch, first.velocity, first.channel);
    }
  }

  /**
   * Adds the notes of a measure, by onset.
   *
   * @param start the tick at which the measure is played
   */
  void add(List<WrittenNote> measure, long start) {
    Set<Continuation> continuations = new HashSet<>();
    for (WrittenNote note : measure) {
      if (note.isTiedBefore) {
        continuations.add(new Continuation(note.voice, note.pitch, start + note.onset));
      }
    }
    measure.forEach(note -> add(note, start, continuations));
  }

  private void add(WrittenNote written, long start, Set<Continuation> continuations) {
    // Grace notes of a very short first measure would begin before the piece.
    long onset = Math.max(0, start + written.onset);
    SoundingNote note = written.isTiedBefore ? continued(written, onset, continuations) : null;
    if (note == null) {
      note = new SoundingNote(written, onset);
      notes.add(note);
    }
    note.voice = written.voice;
    note.end = Math.max(onset, start + written.end());
    if (written.isTiedAfter) {
      open.computeIfAbsent(new TieEnd(written.pitch, note.end), key -> new ArrayList<>()).add(note);
    }
  }

  /** Returns the note that a tie leads from; null if there is none. */
  private SoundingNote continued(WrittenNote written, long onset, Set<Continuation> continuations) {
    List<SoundingNote> candidates = open.getOrDefault(new TieEnd(written.pitch, onset), List.of());
    SoundingNote found = null;
    for (SoundingNote candidate : candidates) {
      if (candidate.voice == written.voice) {
        found = candidate;
        break;
      }
      var own = new Continuation(candidate.voice, written.pitch, onset);
      if (found == null && !continuations.contains(own)) {
        found = candidate;
      }
    }
    if (found != null) {
      candidates.remove(found);
    }
    return found;
  }

  int size() {
    return notes.size();
  }

  List<Note> all() {
    return notes.stream()
        .map(SoundingNote::toNote)
        .sorted(Comparator.comparingLong(Note::onsetTicks))
        .toList();
  }
}
