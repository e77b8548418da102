package io.nocturne.token;

import io.nocturne.rhythm.GridPiece;
import io.nocturne.rhythm.GridPiece.Change;
import io.nocturne.rhythm.GridPiece.GridNote;
import io.nocturne.token.EventState.PartialNote;
import io.nocturne.token.EventVocabulary.EventType;
import io.nocturne.token.TypedVocabulary.TypedEvent;
import java.util.ArrayList;
import java.util.List;

/** Creates a piece on a grid from events; a note-on of the same key ends the note before. */
final class EventDecoder {
  private final EventVocabulary events;
  private final int defaultVelocity;
  private final List<GridNote> notes = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private EventState state;

  // Where the piece begins, in units from the start of what it continues from.
  private long origin;

  private EventDecoder(EventVocabulary events, int defaultVelocity) {
    this.events = events;
    this.defaultVelocity = defaultVelocity;
    this.state = EventState.start(events);
  }

  /**
   * Creates the piece of ids.
   *
   * @param context what they follow; it may begin anywhere and is not checked
   * @param ids without special tokens
   * @param defaultVelocity the velocity of notes if no events have any
   * @throws IllegalArgumentException naming the first of the ids that is not allowed where it is
   */
  static GridPiece read(EventVocabulary events, int[] context, int[] ids, int defaultVelocity) {
    EventDecoder reader = new EventDecoder(events, defaultVelocity);
    for (int id : context) {
      reader.state = reader.state.after(events.event(id));
    }
    reader.begin(ids);
    for (int i = 0; i < ids.length; i++) {
      reader.read(ids[i], i);
    }
    return GridPiece.heard(events.grid(), reader.notes, reader.changes);
  }

  /** The piece begins with the bar or the quarter of its first event. */
  private void begin(int[] ids) {
    if (!events.has(EventType.BAR)) {
      origin = state.time() - state.time() % events.grid().units();
      return;
    }
    boolean bar = ids.length > 0 && events.event(ids[0]).type() == EventType.BAR;
    origin = bar ? state.nextBar().start() : state.bar().start();
    changes.add(change());
  }

  private void read(int id, int position) {
    TypedEvent<EventType> event = events.event(id);
    if (!state.allows(event)) {
      throw new IllegalArgumentException(
          "ids must be events in an order that can be played, was %d (%s) at position %d"
              .formatted(id, events.vocabulary().token(id), position));
    }
    state = state.after(event);
    if (event.type() == EventType.SIGNATURE) {
      if (changes.get(changes.size() - 1).start() == state.bar().start() - origin) {
        changes.remove(changes.size() - 1);
      }
      changes.add(change());
    }
    if (event.type() == EventType.DURATION) {
      add(state.note(), event.value());
    }
  }

  private Change change() {
    return new Change(
        Math.max(0, state.bar().start() - origin),
        events.signatures().get(state.bar().signature()));
  }

  private void add(PartialNote note, int length) {
    int velocity = note.velocity() == 0 ? defaultVelocity : note.velocity();
    notes.add(new GridNote(state.time() - origin, length, note.pitch(), velocity));
  }
}
