package io.nocturne.corpus.embedded;

import io.nocturne.corpus.embedded.ScoreVoice.Tone;
import io.nocturne.music.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The notes that one hand's voices write, before ties are joined. */
final class ScoreNotes {

  enum NoteType {
    NOTE,
    GRACE
  }

  /** One written note head, with its place for errors. */
  record NoteHead(ScorePlace place, NoteType kind, long onset, long ticks, Tone tone) {

    long end() {
      return onset + ticks;
    }

    /** Returns this note and the one it is tied to as one. */
    NoteHead join(NoteHead next) {
      return new NoteHead(next.place, kind, onset, ticks + next.ticks, next.tone);
    }

    /** Returns this note, ending where a grace note takes its key. */
    NoteHead endingAt(long tick) {
      return new NoteHead(place, kind, onset, tick - onset, tone);
    }
  }

  private static final Comparator<NoteHead> ORDER =
      Comparator.comparingLong(NoteHead::onset).thenComparingInt(head -> head.tone().pitch());

  private final List<NoteHead> heads = new ArrayList<>();

  void add(NoteHead head) {
    heads.add(head);
  }

  /** Returns the notes that sound, ties joined, by onset, then pitch. */
  List<Note> notes(int velocity, int channel) {
    heads.sort(ORDER);
    List<NoteHead> sounding = new ArrayList<>();
    Map<Integer, Integer> latest = new HashMap<>(); // pitch -> its latest index in sounding
    for (NoteHead head : heads) {
      Integer index = latest.get(head.tone().pitch());
      if (index != null && takesKey(head, sounding.get(index))) {
        sounding.set(index, sounding.get(index).endingAt(head.onset()));
      }
      if (index == null || !continues(sounding.get(index), head)) {
        latest.put(head.tone().pitch(), sounding.size());
        sounding.add(head);
      } else {
        sounding.set(index, sounding.get(index).join(head));
      }
    }
    for (int index : latest.values()) {
      requireNoTie(sounding.get(index));
    }
    return sounding.stream()
        .map(s -> new Note(s.onset(), s.ticks(), s.tone().pitch(), velocity, channel))
        .sorted(Note.BY_ONSET_THEN_PITCH)
        .toList();
  }

  /** Grace notes take their time from the note before; where that has the same key, it ends. */
  private static boolean takesKey(NoteHead head, NoteHead before) {
    return head.kind() == NoteType.GRACE
        && !before.tone().tied()
        && before.onset() < head.onset()
        && before.end() > head.onset();
  }

  private static boolean continues(NoteHead before, NoteHead head) {
    if (before.end() > head.onset()) {
      throw head.place()
          .error("MIDI pitch " + head.tone().pitch() + " begins while this hand holds it");
    }
    if (before.tone().tied() && before.end() == head.onset()) {
      return true;
    }
    requireNoTie(before);
    return false;
  }

  private static void requireNoTie(NoteHead head) {
    if (head.tone().tied()) {
      throw head.place()
          .error("MIDI pitch " + head.tone().pitch() + " is tied to nothing that follows at once");
    }
  }
}
