package io.nocturne.render.notation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The beams of a voice's bar: they join the flags of notes within a beat. */
final class Beams {
  private final Map<NotatedEvent, List<String>> beams = new HashMap<>();

  Beams(Bar bar, VoiceInBar voice) {
    List<NotatedEvent> run = new ArrayList<>();
    for (NotatedEvent event : voice.events()) {
      boolean continues =
          !run.isEmpty()
              && run.get(run.size() - 1).end() == event.start()
              && beat(bar, run.get(0)) == beat(bar, event);
      if (!continues || !isBeamed(event)) {
        join(run);
        run.clear();
      }
      if (isBeamed(event)) {
        run.add(event);
      }
    }
    join(run);
  }

  /** Returns MusicXML's value of the beam for each level from the first; empty without beams. */
  List<String> of(NotatedEvent event) {
    return beams.getOrDefault(event, List.of());
  }

  private static long beat(Bar bar, NotatedEvent event) {
    return (event.start() - bar.start()) / bar.beamed();
  }

  private static boolean isBeamed(NotatedEvent event) {
    return !event.isRest() && event.value().flags() > 0;
  }

  private void join(List<NotatedEvent> run) {
    if (run.size() < 2) {
      return;
    }
    for (int i = 0; i < run.size(); i++) {
      List<String> levels = new ArrayList<>();
      for (int level = 1; level <= run.get(i).value().flags(); level++) {
        boolean before = i > 0 && run.get(i - 1).value().flags() >= level;
        boolean after = i < run.size() - 1 && run.get(i + 1).value().flags() >= level;
        levels.add(part(before, after, i > 0));
      }
      beams.put(run.get(i), levels);
    }
  }

  private static String part(boolean before, boolean after, boolean hasNeighbourBefore) {
    if (before) {
      return after ? "continue" : "end";
    }
    if (after) {
      return "begin";
    }
    return hasNeighbourBefore ? "backward hook" : "forward hook";
  }
}
