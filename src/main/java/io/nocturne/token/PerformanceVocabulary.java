package io.nocturne.token;

import io.nocturne.music.PitchName;
import io.nocturne.rhythm.TimeSteps;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The events of {@link PerformanceTokenizer} and their ids; fixed by its options. */
final class PerformanceVocabulary {

  /** The types of events. */
  enum PerformanceType {
    /** Time passes, in steps. */
    SHIFT,
    /** A note of a MIDI pitch begins. */
    NOTE,
    /** The note of a MIDI pitch ends. */
    NOTE_OFF,
    /** The MIDI velocity of notes from here on. */
    VELOCITY,
    /** The length of the note before, in steps. */
    DURATION,
    /** The sustain pedal moves: 1 is down, 0 is up. */
    PEDAL,
    /** {@code <pad>}, {@code <bos>} or {@code <eos>}; the value is the id. */
    SPECIAL
  }

  /** A token. */
  record PerformanceEvent(PerformanceType type, int value) {}

  private final TimeSteps steps;
  private final NoteEnds noteEnds;
  private final boolean hasVelocities;
  private final boolean hasPedal;
  private final List<PerformanceEvent> events = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Map<PerformanceEvent, Integer> ids = new HashMap<>();
  private final Vocabulary vocabulary;
  private final int end;

  PerformanceVocabulary(
      NoteEnds noteEnds, TimeSteps steps, VelocityBins velocityBins, boolean hasPedal) {
    this.noteEnds = noteEnds;
    this.steps = steps;
    this.hasVelocities = velocityBins.bins().isPresent();
    this.hasPedal = hasPedal;
    switch (noteEnds) {
      case OFFS -> {
        addPitches(PerformanceType.NOTE, "NoteOn_");
        addPitches(PerformanceType.NOTE_OFF, "NoteOff_");
      }
      case DURATIONS -> {
        addPitches(PerformanceType.NOTE, "Pitch_");
        addTimes(PerformanceType.DURATION, "Duration_");
      }
    }
    addTimes(PerformanceType.SHIFT, "TimeShift_");
    velocityBins
        .velocities()
        .forEach(value -> add(PerformanceType.VELOCITY, value, "Velocity_" + value));
    if (hasPedal) {
      add(PerformanceType.PEDAL, 1, "Pedal_On");
      add(PerformanceType.PEDAL, 0, "Pedal_Off");
    }
    SpecialTokens.ALL.forEach(token -> add(PerformanceType.SPECIAL, names.size(), token));
    this.vocabulary = new Vocabulary(names);
    this.end = vocabulary.eosId().orElseThrow();
  }

  private void addPitches(PerformanceType type, String prefix) {
    IntStream.rangeClosed(Keyboard.MIN_PITCH, Keyboard.MAX_PITCH)
        .forEach(pitch -> add(type, pitch, prefix + PitchName.of(pitch)));
  }

  private void addTimes(PerformanceType type, String prefix) {
    IntStream.rangeClosed(1, maxSteps())
        .forEach(time -> add(type, time, prefix + steps.label(time)));
  }

  private void add(PerformanceType type, int value, String name) {
    PerformanceEvent event = new PerformanceEvent(type, value);
    ids.put(event, events.size());
    events.add(event);
    names.add(name);
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  TimeSteps steps() {
    return steps;
  }

  boolean hasDurations() {
    return noteEnds == NoteEnds.DURATIONS;
  }

  boolean hasVelocities() {
    return hasVelocities;
  }

  boolean hasPedal() {
    return hasPedal;
  }

  /** Returns the longest time of one token, a second; longer times take several. */
  int maxSteps() {
    return steps.perSecond();
  }

  /** Returns how many tokens there are. */
  int size() {
    return events.size();
  }

  /** Returns the event of an id. */
  PerformanceEvent event(int id) {
    return events.get(id);
  }

  /** Returns the id of an event that there is. */
  int id(PerformanceType type, int value) {
    Integer id = ids.get(new PerformanceEvent(type, value));
    if (id == null) {
      throw new IllegalArgumentException("there is no event " + type + " of " + value);
    }
    return id;
  }

  /** Returns whether an id is that of {@code <eos>}. */
  boolean isEnd(int id) {
    return id == end;
  }
}
