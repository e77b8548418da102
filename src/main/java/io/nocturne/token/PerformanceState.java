package io.nocturne.token;

import io.nocturne.token.PerformanceVocabulary.PerformanceType;
import io.nocturne.token.TypedVocabulary.TypedEvent;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * A place in a performance, and so which events are allowed. At one moment the pedal moves first,
 * then notes end, then notes begin, both from low to high. A velocity need not be followed by its
 * note at once, since a limit on pitches may exclude all that could.
 *
 * @param last the type of the event before; {@link PerformanceType#SPECIAL} at the beginning
 * @param isFull whether that was the longest time of one token, so that another may be added to it
 * @param time steps from the start
 * @param note the last note that began or ended
 * @param controls the velocity and the pedal
 * @param ends when the sounding notes end, by pitch, in steps from the start; {@link #OPEN} until a
 *     note-off
 * @param maxPolyphony the number of notes that may sound at once
 */
record PerformanceState(
    PerformanceVocabulary events,
    PerformanceType last,
    boolean isFull,
    long time,
    LastNote note,
    Controls controls,
    Map<Integer, Long> ends,
    int maxPolyphony)
    implements Grammar {
  private static final long OPEN = Long.MAX_VALUE;

  /**
   * A note.
   *
   * @param isHere whether a note has begun at this moment
   */
  record LastNote(boolean isHere, int pitch) {
    static final LastNote NONE = new LastNote(false, -1);
  }

  /**
   * The controls that hold until they are changed.
   *
   * @param velocity 0 if there was none
   * @param pedal 1 if it is down, else 0
   */
  record Controls(int velocity, int pedal) {}

  PerformanceState {
    ends = Map.copyOf(ends);
  }

  static PerformanceState start(PerformanceVocabulary events, int maxPolyphony) {
    return new PerformanceState(
        events,
        PerformanceType.SPECIAL,
        false,
        0,
        LastNote.NONE,
        new Controls(0, 0),
        Map.of(),
        maxPolyphony);
  }

  @Override
  public Grammar after(int id) {
    return events.isEnd(id) ? new SpecialTokens.Ended() : after(events.event(id));
  }

  /** Returns the state after an event that does not end the piece. */
  PerformanceState after(TypedEvent<PerformanceType> event) {
    int value = event.value();
    return switch (event.type()) {
      case SHIFT -> shifted(value);
      case NOTE -> {
        LastNote begun = new LastNote(true, value);
        yield events.has(PerformanceType.DURATION)
            ? with(event.type(), begun, controls, ends)
            : with(event.type(), begun, controls, ending(value, OPEN));
      }
      case NOTE_OFF -> {
        Map<Integer, Long> sounding = new HashMap<>(ends);
        sounding.remove(value);
        yield with(event.type(), new LastNote(note.isHere(), value), controls, sounding);
      }
      case VELOCITY -> with(event.type(), note, new Controls(value, controls.pedal()), ends);
      case DURATION -> lasting(value);
      case PEDAL -> with(event.type(), note, new Controls(controls.velocity(), value), ends);
      case SPECIAL -> this;
    };
  }

  private PerformanceState shifted(int steps) {
    long to = time + steps;
    Map<Integer, Long> sounding = new HashMap<>(ends);
    sounding.values().removeIf(end -> end <= to);
    return new PerformanceState(
        events,
        PerformanceType.SHIFT,
        steps == events.maxSteps(),
        to,
        LastNote.NONE,
        controls,
        sounding,
        maxPolyphony);
  }

  private PerformanceState lasting(int steps) {
    boolean isMore = last == PerformanceType.DURATION && ends.containsKey(note.pitch());
    long begin = isMore ? ends.get(note.pitch()) : time;
    return new PerformanceState(
        events,
        PerformanceType.DURATION,
        steps == events.maxSteps(),
        time,
        note,
        controls,
        note.isHere() ? ending(note.pitch(), begin + steps) : ends,
        maxPolyphony);
  }

  private PerformanceState with(
      PerformanceType type, LastNote newest, Controls changed, Map<Integer, Long> sounding) {
    return new PerformanceState(events, type, false, time, newest, changed, sounding, maxPolyphony);
  }

  private Map<Integer, Long> ending(int pitch, long end) {
    Map<Integer, Long> sounding = new HashMap<>(ends);
    sounding.put(pitch, end);
    return sounding;
  }

  /** Returns whether an event is allowed here. */
  boolean allows(TypedEvent<PerformanceType> event) {
    boolean isWithinNote =
        events.has(PerformanceType.DURATION)
            && (last == PerformanceType.NOTE || last == PerformanceType.VELOCITY);
    return isWithinNote ? continuesNote(event) : beginsEvent(event);
  }

  /** Returns whether it is the next part of a note that is written as pitch, velocity, duration. */
  private boolean continuesNote(TypedEvent<PerformanceType> event) {
    boolean needsVelocity = events.has(PerformanceType.VELOCITY) && last == PerformanceType.NOTE;
    return event.type() == (needsVelocity ? PerformanceType.VELOCITY : PerformanceType.DURATION);
  }

  private boolean beginsEvent(TypedEvent<PerformanceType> event) {
    int value = event.value();
    return switch (event.type()) {
      case SHIFT -> (last != PerformanceType.SHIFT || isFull) && leavesRoom(value);
      case NOTE -> isNextNote(value) && (ends.containsKey(value) || isRoomAt(time));
      case NOTE_OFF -> isNextEnd(value);
      case VELOCITY ->
          !events.has(PerformanceType.DURATION)
              && last != PerformanceType.VELOCITY
              && value != controls.velocity()
              && isRoomAt(time);
      case DURATION -> last == PerformanceType.DURATION && isFull;
      case PEDAL -> isNewMoment() && value != controls.pedal();
      case SPECIAL -> events.isEnd(value) && canEnd();
    };
  }

  /** Returns whether nothing has happened at this moment. */
  private boolean isNewMoment() {
    return last == PerformanceType.SHIFT || last == PerformanceType.SPECIAL;
  }

  /** Returns whether it is a higher note than those that began here, on a key that is free. */
  private boolean isNextNote(int pitch) {
    boolean isFree = events.has(PerformanceType.DURATION) || !ends.containsKey(pitch);
    return isFree && (!note.isHere() || pitch > note.pitch());
  }

  /** Returns whether a sounding note may end, after those below it and before others begin. */
  private boolean isNextEnd(int pitch) {
    boolean isFirst = isNewMoment() || last == PerformanceType.PEDAL;
    boolean isHigher = last == PerformanceType.NOTE_OFF && pitch > note.pitch();
    return ends.containsKey(pitch) && (isFirst || isHigher);
  }

  private boolean canEnd() {
    return switch (last) {
      case NOTE_OFF, PEDAL -> time > 0 && !ends.containsValue(OPEN);
      case DURATION -> true;
      case SHIFT, NOTE, VELOCITY, SPECIAL -> false;
    };
  }

  /** Returns whether a note can begin after a shift, or another shift can follow. */
  private boolean leavesRoom(int steps) {
    return !events.has(PerformanceType.DURATION)
        || steps == events.maxSteps()
        || isRoomAt(time + steps);
  }

  private boolean isRoomAt(long moment) {
    return ends.size() < maxPolyphony
        || ends.values().stream().filter(end -> end > moment).count() < maxPolyphony;
  }

  @Override
  public BitSet following() {
    return events.ids(this::allows);
  }
}
