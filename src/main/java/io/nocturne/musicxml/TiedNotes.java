package io.nocturne.musicxml;

import io.nocturne.music.Note;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The notes of a part as they sound: tied ones are one. A note continues one of the same pitch that
 * is tied and ends where it begins: that of its voice, or one that no note of its own voice
 * continues; without one it sounds by itself.
 */
final class TiedNotes {
  private final List<SoundingNote> notes = new ArrayList<>();
  private final Map<TieEnd, OpenTies> open = new HashMap<>();

  /** Where a tied note is expected to be continued. */
  private record TieEnd(int pitch, long tick) {}

  /** A note that may become longer. */
  private static final class SoundingNote {
    private final WrittenNote first;
    private final long onset;
    private Voice voice;
    private long end;

    /** Its place among the tied notes that end there. */
    private int place;

    SoundingNote(WrittenNote first, long onset) {
      this.first = first;
      this.onset = onset;
    }

    Note toNote() {
      return new Note(onset, end - onset, first.pitch, first.velocity, first.channel);
    }
  }

  /**
   * The tied notes that end at one pitch and tick. Each is found without a search, since a score
   * may have any number of them.
   */
  private static final class OpenTies {
    private final Map<Voice, Deque<SoundingNote>> byVoice = new HashMap<>();

    /** The voices whose notes another voice may continue, by the place of their first one. */
    private final TreeMap<Integer, Voice> free = new TreeMap<>();

    private final Set<Voice> reserved = new HashSet<>();
    private int added;

    void add(SoundingNote note) {
      note.place = added++;
      byVoice.computeIfAbsent(note.voice, voice -> new ArrayDeque<>(1)).add(note);
      offer(note.voice);
    }

    /** Keeps the notes of a voice for that voice. */
    void reserve(Voice voice) {
      reserved.add(voice);
      withdraw(voice);
    }

    void release(Voice voice) {
      reserved.remove(voice);
      offer(voice);
    }

    /** Takes the first note of the voice or else of another; null if there is none. */
    SoundingNote take(Voice voice) {
      if (byVoice.containsKey(voice)) {
        return takeFrom(voice);
      }
      return free.isEmpty() ? null : takeFrom(free.firstEntry().getValue());
    }

    private SoundingNote takeFrom(Voice voice) {
      withdraw(voice);
      Deque<SoundingNote> own = byVoice.get(voice);
      SoundingNote note = own.remove();
      if (own.isEmpty()) {
        byVoice.remove(voice);
      }
      offer(voice);
      return note;
    }

    private void withdraw(Voice voice) {
      if (byVoice.containsKey(voice)) {
        free.remove(byVoice.get(voice).element().place);
      }
    }

    private void offer(Voice voice) {
      if (byVoice.containsKey(voice) && !reserved.contains(voice)) {
        free.put(byVoice.get(voice).element().place, voice);
      }
    }
  }

  /**
   * Adds the notes of a measure, by onset.
   *
   * @param start the tick at which the measure is played
   */
  void add(List<WrittenNote> measure, long start) {
    List<WrittenNote> continuing = measure.stream().filter(note -> note.isTiedBefore).toList();
    continuing.forEach(note -> ties(note.pitch, onset(note, start)).reserve(note.voice));
    measure.forEach(note -> addNote(note, start));
    continuing.forEach(note -> ties(note.pitch, onset(note, start)).release(note.voice));
  }

  private void addNote(WrittenNote written, long start) {
    long onset = onset(written, start);
    SoundingNote note =
        written.isTiedBefore ? ties(written.pitch, onset).take(written.voice) : null;
    if (note == null) {
      note = new SoundingNote(written, onset);
      notes.add(note);
    }
    note.voice = written.voice;
    note.end = Math.max(onset, start + written.end());
    if (written.isTiedAfter) {
      ties(written.pitch, note.end).add(note);
    }
  }

  private OpenTies ties(int pitch, long tick) {
    return open.computeIfAbsent(new TieEnd(pitch, tick), end -> new OpenTies());
  }

  private static long onset(WrittenNote written, long start) {
    // Grace notes of a very short first measure would begin before the piece.
    return Math.max(0, start + written.onset);
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
