package io.nocturne.token;

import io.nocturne.rhythm.GridPiece.BarSignature;
import io.nocturne.token.EventVocabulary.EventType;
import io.nocturne.token.TypedVocabulary.TypedEvent;
import java.util.BitSet;

/**
 * A place in a sequence of events: the bar, the time and the note so far, and so which events are
 * allowed.
 *
 * @param last the kind of the event before; {@link EventType#SPECIAL} at the beginning
 * @param bar the bar that the last notes are in
 * @param time where the last notes begin, in units from the start; in a bar without notes its start
 * @param note the last note
 */
record EventState(EventVocabulary events, EventType last, BarState bar, long time, PartialNote note)
    implements Grammar {

  /**
   * A bar.
   *
   * @param signature its place among the vocabulary's
   * @param start in units from the start of the piece
   * @param number from 1; 0 if none has begun
   */
  record BarState(int signature, long start, long number) {}

  /**
   * A note as far as its events have come.
   *
   * @param here whether it begins at {@link EventState#time}
   * @param velocity 0 if there was none
   */
  record PartialNote(boolean here, int pitch, int velocity) {
    static final PartialNote NONE = new PartialNote(false, 0, 0);
  }

  static EventState start(EventVocabulary events) {
    int common = events.signatures().indexOf(BarSignature.COMMON_TIME);
    return new EventState(
        events, EventType.SPECIAL, new BarState(common, 0, 0), 0, PartialNote.NONE);
  }

  @Override
  public Grammar after(int id) {
    return events.isEnd(id) ? new SpecialTokens.Ended() : after(events.event(id));
  }

  /** Returns the state after an event that does not end the piece. */
  EventState after(TypedEvent<EventType> event) {
    int value = event.value();
    return switch (event.type()) {
      case BAR ->
          new EventState(events, EventType.BAR, nextBar(), nextBar().start(), PartialNote.NONE);
      case SIGNATURE ->
          new EventState(
              events, EventType.SIGNATURE, new BarState(value, bar.start(), number()), time, note);
      case POSITION -> moved(EventType.POSITION, bar.start() + value);
      case SHIFT -> moved(EventType.SHIFT, time + value);
      case PITCH -> noted(EventType.PITCH, new PartialNote(true, value, 0));
      case VELOCITY -> noted(EventType.VELOCITY, new PartialNote(note.here(), note.pitch(), value));
      case DURATION -> noted(EventType.DURATION, note);
      case SPECIAL -> this;
    };
  }

  private EventState moved(EventType kind, long to) {
    return new EventState(events, kind, counted(), to, PartialNote.NONE);
  }

  private EventState noted(EventType kind, PartialNote newest) {
    return new EventState(events, kind, counted(), time, newest);
  }

  /**
   * Returns the bar; one that was never begun, because the sequence is from the middle, counts too.
   */
  private BarState counted() {
    return bar.number() > 0 ? bar : new BarState(bar.signature(), bar.start(), number());
  }

  private long number() {
    return Math.max(1, bar.number());
  }

  /** Returns the bar that would begin now. */
  BarState nextBar() {
    long length = bar.number() == 0 ? 0 : events.barUnits(bar.signature());
    return new BarState(bar.signature(), bar.start() + length, bar.number() + 1);
  }

  /** Returns whether an event is allowed here. */
  boolean allows(TypedEvent<EventType> event) {
    return switch (last) {
      case SPECIAL ->
          event.type() == EventType.BAR || (!events.has(EventType.BAR) && isMoment(event));
      case BAR -> opensBar(event);
      case SIGNATURE -> event.type() == EventType.BAR || isPosition(event);
      case POSITION -> event.type() == EventType.PITCH;
      case SHIFT -> isMoment(event);
      case PITCH ->
          event.type()
              == (events.has(EventType.VELOCITY) ? EventType.VELOCITY : EventType.DURATION);
      case VELOCITY -> event.type() == EventType.DURATION;
      case DURATION ->
          event.type() == EventType.BAR
              || isPosition(event)
              || isMoment(event)
              || (event.type() == EventType.SPECIAL && events.isEnd(event.value()));
    };
  }

  /** Returns whether it may follow a bar: the first needs a signature, others a new one at most. */
  private boolean opensBar(TypedEvent<EventType> event) {
    boolean signature = event.type() == EventType.SIGNATURE;
    return bar.number() == 1
        ? signature
        : (signature && event.value() != bar.signature())
            || event.type() == EventType.BAR
            || isPosition(event);
  }

  /** Returns whether it is a later position of the bar. */
  private boolean isPosition(TypedEvent<EventType> event) {
    long first = last == EventType.DURATION ? time - bar.start() + 1 : 0;
    return event.type() == EventType.POSITION
        && event.value() >= first
        && event.value() < events.barUnits(bar.signature());
  }

  /** Returns whether it is a higher note at the same time, or a shift to a place of the grid. */
  private boolean isMoment(TypedEvent<EventType> event) {
    return (event.type() == EventType.PITCH && (!note.here() || event.value() > note.pitch()))
        || (event.type() == EventType.SHIFT && events.grid().holds(time + event.value()));
  }

  @Override
  public BitSet following() {
    return events.ids(this::allows);
  }
}
