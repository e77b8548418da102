package io.nocturne.corpus.embedded;

import io.nocturne.corpus.embedded.ScoreVoice.Tone;
import io.nocturne.music.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one hand's voices write, before ties are joined. */
final class ScoreNotes {

  enum NoteType {
    NOTE,
    GRACE
  }

  /** One written note head, with its place for errors. */
  record Strike(ScorePlace place, NoteType kind, long onset, long ticks, Tone tone) {

    long end() {
      return onset + ticks;
    }

    /** This note and the one it is tied to as one. */
    Strike join(Strike next) {
      return new Strike(next.place, kind, onset, ticks + next.ticks, next.tone);
    }

    /** This note, ending where a grace note takes its key. */
    Strike cutAt(long tick) {
      return new Strike(place, kind, onset, tick - onset, tone);
    }
  }

  private static final Comparator<Strike> ORDER =
      Comparator.comparingLong(Strike::onset).thenComparingInt(strike -> strike.tone().pitch());

  private final List<Strike> strikes = new ArrayList<>();

  void add(Strike strike) {
    strikes.add(strike);
  }

  /** The notes that sound, ties joined, by onset, then pitch. */
  List<Note> notes(int velocity, int channel) {
    strikes.sort(ORDER);
    List<Strike> sounding = new ArrayList<>();
    Map<Integer, Integer> latest = new HashMap<>(); // pitch -> its latest index in sounding
    for (Strike strike : strikes) {
      Integer index = latest.get(strike.tone().pitch());
      if (index != null && takesKey(strike, sounding.get(index))) {
        sounding.set(index, sounding.get(index).cutAt(strike.onset()));
      }
      if (index == null || !continues(sounding.get(index), strike)) {
        latest.put(strike.tone().pitch(), sounding.size());
        sounding.add(strike);
      } else {
        sounding.set(index, sounding.get(index).join(strike));
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
  private static boolean takesKey(Strike strike, Strike before) {
    return strike.kind() == NoteType.GRACE
        && !before.tone().tied()
        && before.onset() < strike.onset()
        && before.end() > strike.onset();
  }

  private static boolean continues(Strike before, Strike strike) {
    if (before.end() > strike.onset()) {
      throw strike
          .place()
          .error("MIDI pitch " + strike.tone().pitch() + " is struck while this hand holds it");
    }
    if (before.tone().tied() && before.end() == strike.onset()) {
      return true;
    }
    requireNoTie(before);
    return false;
  }

  private static void requireNoTie(Strike strike) {
    if (strike.tone().tied()) {
      throw strike
          .place()
          .error(
              "MIDI pitch " + strike.tone().pitch() + " is tied to nothing that follows at once");
    }
  }
}
