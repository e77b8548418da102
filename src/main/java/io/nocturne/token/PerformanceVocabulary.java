package io.nocturne.token;

import io.nocturne.rhythm.TimeSteps;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceVocabulary.PerformanceType;
import java.util.stream.IntStream;

/** The events of {@link PerformanceTokenizer} and their ids; fixed by its options. */
final class PerformanceVocabulary extends TypedVocabulary<PerformanceType> {

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

  private final TimeSteps steps;

  PerformanceVocabulary(
      NoteEnds noteEnds, TimeSteps steps, VelocityBins velocityBins, boolean hasPedal) {
    super(listing(noteEnds, steps, velocityBins, hasPedal), PerformanceType.SPECIAL);
    this.steps = steps;
  }

  private static EventListing<PerformanceType> listing(
      NoteEnds noteEnds, TimeSteps steps, VelocityBins velocityBins, boolean hasPedal) {
    EventListing<PerformanceType> listing = new EventListing<>();
    switch (noteEnds) {
      case OFFS -> {
        listing.addPitches(PerformanceType.NOTE, "NoteOn_");
        listing.addPitches(PerformanceType.NOTE_OFF, "NoteOff_");
      }
      case DURATIONS -> {
        listing.addPitches(PerformanceType.NOTE, "Pitch_");
        addTimes(PerformanceType.DURATION, "Duration_", steps, listing);
      }
    }
    addTimes(PerformanceType.SHIFT, "TimeShift_", steps, listing);
    listing.addVelocities(PerformanceType.VELOCITY, velocityBins);
    if (hasPedal) {
      listing.add(PerformanceType.PEDAL, 1, "Pedal_On");
      listing.add(PerformanceType.PEDAL, 0, "Pedal_Off");
    }
    return listing;
  }

  private static void addTimes(
      PerformanceType type, String prefix, TimeSteps steps, EventListing<PerformanceType> listing) {
    IntStream.rangeClosed(1, steps.perSecond())
        .forEach(time -> listing.add(type, time, prefix + steps.label(time)));
  }

  TimeSteps steps() {
    return steps;
  }

  /** Returns the longest time of one token, a second; longer times take several. */
  int maxSteps() {
    return steps.perSecond();
  }
}
