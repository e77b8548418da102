package io.nocturne.token;

import io.nocturne.token.EventVocabulary.EventType;
import io.nocturne.token.TypedVocabulary.TypedEvent;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * A place in a sequence of events in which only a number of notes sound at once. A note-on of the
 * same key ends the note before, so that the key counts once.
 *
 * @param maxPolyphony the number of notes, at least 1
 * @param ends when the notes so far end, by pitch, in units from the start; those that have ended
 *     are left out
 */
record SoundingPitches(EventState state, int maxPolyphony, Map<Integer, Long> ends)
    implements Grammar {
  SoundingPitches {
    ends = Map.copyOf(ends);
  }

  @Override
  public Grammar after(int id) {
    if (state.events().isEnd(id)) {
      return new SpecialTokens.Ended();
    }
    TypedEvent<EventType> event = state.events().event(id);
    EventState next = state.after(event);
    Map<Integer, Long> sounding = new HashMap<>(ends);
    if (event.type() == EventType.DURATION) {
      sounding.put(next.note().pitch(), next.time() + event.value());
    }
    sounding.values().removeIf(end -> end <= next.time());
    return new SoundingPitches(next, maxPolyphony, sounding);
  }

  @Override
  public BitSet following() {
    BitSet following = state.following();
    for (int id = following.nextSetBit(0); id >= 0; id = following.nextSetBit(id + 1)) {
      TypedEvent<EventType> event = state.events().event(id);
      boolean leadsToNote =
          switch (event.type()) {
            case PITCH -> !ends.containsKey(event.value());
            case POSITION, SHIFT -> true;
            case BAR, SIGNATURE, VELOCITY, DURATION, SPECIAL -> false;
          };
      if (leadsToNote && soundingAt(state.after(event).time()) >= maxPolyphony) {
        following.clear(id);
      }
    }
    return following;
  }

  private long soundingAt(long time) {
    return ends.values().stream().filter(end -> end > time).count();
  }
}
