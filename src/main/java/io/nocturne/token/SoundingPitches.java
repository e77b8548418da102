package io.nocturne.token;

import io.nocturne.token.EventVocabulary.EventToken;
import io.nocturne.token.EventVocabulary.EventType;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * A place among events of which no more than so many notes sound at once. A key that is struck
 * again ends its note, so that it counts once.
 *
 * @param most how many, at least 1
 * @param ends when the notes told end, by pitch, in units from the start; those that have ended are
 *     left out
 */
record SoundingPitches(EventState state, int most, Map<Integer, Long> ends) implements Grammar {
  SoundingPitches {
    ends = Map.copyOf(ends);
  }

  @Override
  public Grammar after(int id) {
    if (state.events().isEnd(id)) {
      return new SpecialTokens.Ended();
    }
    EventToken event = state.events().event(id);
    EventState next = state.after(event);
    Map<Integer, Long> sounding = new HashMap<>(ends);
    if (event.kind() == EventType.DURATION) {
      sounding.put(next.note().pitch(), next.time() + event.value());
    }
    sounding.values().removeIf(end -> end <= next.time());
    return new SoundingPitches(next, most, sounding);
  }

  @Override
  public BitSet following() {
    BitSet following = state.following();
    for (int id = following.nextSetBit(0); id >= 0; id = following.nextSetBit(id + 1)) {
      EventToken event = state.events().event(id);
      boolean leadsToNote =
          switch (event.kind()) {
            case PITCH -> !ends.containsKey(event.value());
            case POSITION, SHIFT -> true;
            case BAR, SIGNATURE, VELOCITY, DURATION, MARK -> false;
          };
      if (leadsToNote && soundingAt(state.after(event).time()) >= most) {
        following.clear(id);
      }
    }
    return following;
  }

  private long soundingAt(long time) {
    return ends.values().stream().filter(end -> end > time).count();
  }
}
