package io.nocturne.token;

import io.nocturne.rhythm.GridPiece.GridNote;
import io.nocturne.rhythm.PerformedPiece;
import io.nocturne.rhythm.PerformedPiece.PedalStep;
import io.nocturne.token.PerformanceVocabulary.PerformanceType;
import io.nocturne.token.TypedVocabulary.TypedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Creates a performance from events; a note-on of the same key ends the note before. */
final class PerformanceDecoder {
  private final PerformanceVocabulary events;
  private final int defaultVelocity;
  private final List<GridNote> notes = new ArrayList<>();
  private final List<PedalStep> pedals = new ArrayList<>();

  // By pitch, the numbers of the notes that have no end yet.
  private final Map<Integer, Integer> open = new HashMap<>();
  private PerformanceState state;

  // Where the piece begins, in steps from the start of what it continues from.
  private long origin;

  private PerformanceDecoder(PerformanceVocabulary events, int defaultVelocity) {
    this.events = events;
    this.defaultVelocity = defaultVelocity;
    this.state = PerformanceState.start(events, Integer.MAX_VALUE);
  }

  /**
   * Creates the performance of ids. A note without an end sounds until the last event, and the
   * pedal goes up with the last note.
   *
   * @param context what they follow; it may begin anywhere and is not checked. Where it leaves the
   *     pedal down, the performance begins with that
   * @param ids without special tokens
   * @param defaultVelocity the velocity of notes if no events have any
   * @throws IllegalArgumentException naming the first of the ids that is not allowed where it is
   */
  static PerformedPiece read(
      PerformanceVocabulary events, int[] context, int[] ids, int defaultVelocity) {
    PerformanceDecoder reader = new PerformanceDecoder(events, defaultVelocity);
    for (int id : context) {
      reader.state = reader.state.after(events.event(id));
    }
    reader.origin = reader.state.time();
    if (reader.state.controls().pedal() == 1) {
      reader.pedals.add(new PedalStep(0, true));
    }
    for (int i = 0; i < ids.length; i++) {
      reader.read(ids[i], i);
    }
    return reader.finish();
  }

  private long now() {
    return state.time() - origin;
  }

  private void read(int id, int position) {
    TypedEvent<PerformanceType> event = events.event(id);
    if (!state.allows(event)) {
      throw new IllegalArgumentException(
          "ids must be events in an order that can be played, was %d (%s) at position %d"
              .formatted(id, events.vocabulary().token(id), position));
    }
    PerformanceState before = state;
    state = state.after(event);
    int value = event.value();
    switch (event.type()) {
      case NOTE -> {
        if (!events.has(PerformanceType.DURATION)) {
          open.put(value, notes.size());
          add(value, 1);
        }
      }
      case NOTE_OFF -> {
        Integer index = open.remove(value);
        if (index != null) { // Else it began in the context.
          end(index, now());
        }
      }
      case DURATION -> {
        if (before.last() != PerformanceType.DURATION) {
          add(before.note().pitch(), value);
        } else if (!notes.isEmpty()) { // Else it began in the context.
          GridNote note = notes.get(notes.size() - 1);
          notes.set(notes.size() - 1, note.lasting(note.length() + value));
        }
      }
      case PEDAL -> new PedalStep(now(), value == 1).addTo(pedals);
      case SHIFT, VELOCITY, SPECIAL -> {}
    }
  }

  private void add(int pitch, long length) {
    int velocity = state.controls().velocity();
    notes.add(new GridNote(now(), length, pitch, velocity == 0 ? defaultVelocity : velocity));
  }

  private void end(int index, long step) {
    GridNote note = notes.get(index);
    notes.set(index, note.lasting(Math.max(1, step - note.onset())));
  }

  private PerformedPiece finish() {
    open.values().forEach(index -> end(index, now()));
    return PerformedPiece.heard(events.steps(), notes, pedals);
  }
}
