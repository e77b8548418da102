package io.nocturne.token;

import io.nocturne.rhythm.GridPiece.GridNote;
import io.nocturne.rhythm.PerformedPiece;
import io.nocturne.token.PerformanceVocabulary.PerformanceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Writes one performance as ids of events. */
final class PerformanceEncoder {
  private final PerformanceVocabulary events;
  private final VelocityBins velocityBins;
  private final IntStream.Builder ids = IntStream.builder();
  private long time;
  private int velocity;

  /**
   * Something that happens.
   *
   * @param type the pedal, the end of a note or its beginning, which come in this order
   * @param value the pedal's position, or a pitch
   * @param note the note; null if it is the pedal
   */
  private record Moment(long step, PerformanceType type, int value, GridNote note) {
    private static final List<PerformanceType> TYPES =
        List.of(PerformanceType.PEDAL, PerformanceType.NOTE_OFF, PerformanceType.NOTE);

    static final Comparator<Moment> ORDER =
        Comparator.comparingLong(Moment::step)
            .thenComparingInt(moment -> TYPES.indexOf(moment.type))
            .thenComparingInt(Moment::value);
  }

  private PerformanceEncoder(PerformanceVocabulary events, VelocityBins velocityBins) {
    this.events = events;
    this.velocityBins = velocityBins;
  }

  /** Returns the ids of a performance, without special tokens; none if it has no notes. */
  static int[] write(
      PerformanceVocabulary events, VelocityBins velocityBins, PerformedPiece piece) {
    if (piece.notes().isEmpty()) {
      return new int[0];
    }
    List<Moment> moments = new ArrayList<>();
    for (GridNote note : piece.notes()) {
      moments.add(new Moment(note.onset(), PerformanceType.NOTE, note.pitch(), note));
      if (!events.has(PerformanceType.DURATION)) {
        moments.add(new Moment(note.end(), PerformanceType.NOTE_OFF, note.pitch(), note));
      }
    }
    if (events.has(PerformanceType.PEDAL)) {
      piece
          .pedals()
          .forEach(
              pedal ->
                  moments.add(
                      new Moment(
                          pedal.step(), PerformanceType.PEDAL, pedal.isDown() ? 1 : 0, null)));
    }
    moments.sort(Moment.ORDER);
    PerformanceEncoder writer = new PerformanceEncoder(events, velocityBins);
    moments.forEach(writer::write);
    return writer.ids.build().toArray();
  }

  private void write(Moment moment) {
    addTime(PerformanceType.SHIFT, moment.step - time);
    time = moment.step;
    boolean isNote = moment.type == PerformanceType.NOTE;
    if (isNote && !events.has(PerformanceType.DURATION)) {
      addVelocity(moment.note.velocity());
    }
    ids.add(events.id(moment.type, moment.value));
    if (isNote && events.has(PerformanceType.DURATION)) {
      velocity = 0; // Each note has its own.
      addVelocity(moment.note.velocity());
      addTime(PerformanceType.DURATION, moment.note.length());
    }
  }

  /** Adds a velocity if it is not that of the notes before. */
  private void addVelocity(int played) {
    int value = velocityBins.quantized(played);
    if (events.has(PerformanceType.VELOCITY) && value != velocity) {
      ids.add(events.id(PerformanceType.VELOCITY, value));
      velocity = value;
    }
  }

  /** Adds a time: as many of the longest as there is room for, and what is left. */
  private void addTime(PerformanceType type, long steps) {
    long rest = steps;
    for (; rest > events.maxSteps(); rest -= events.maxSteps()) {
      ids.add(events.id(type, events.maxSteps()));
    }
    if (rest > 0) {
      ids.add(events.id(type, (int) rest));
    }
  }
}
