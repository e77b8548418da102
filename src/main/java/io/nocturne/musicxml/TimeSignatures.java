package io.nocturne.musicxml;

import io.nocturne.music.TimeSignature;
import java.util.ArrayList;
import java.util.List;

/**
 * The time signatures of a score as it is played. A piece has its bars from them alone, so a
 * signature is stated again where a measure begins elsewhere than at a bar line of the one in
 * force, as after an upbeat.
 */
final class TimeSignatures {
  private static final int QUARTERS_IN_WHOLE = 4;
  private static final TimeSignature COMMON_TIME = new TimeSignature(0, 4, 4);

  private final int ticksPerQuarter;
  private final List<TimeSignature> signatures = new ArrayList<>();

  TimeSignatures(int ticksPerQuarter) {
    this.ticksPerQuarter = ticksPerQuarter;
  }

  /**
   * Adds a measure that begins at a tick.
   *
   * @param inForce the signature where it begins, from the measures before; null if there is none
   */
  void add(long tick, ScoreMeasure measure, TimeSignature inForce) {
    TimeSignature first = measure.times.getOrDefault(0L, inForce);
    if (first != null) {
      begin(first.at(tick));
    }
    measure.times.tailMap(0L, false).forEach((at, each) -> begin(each.at(tick + at)));
  }

  private void begin(TimeSignature signature) {
    TimeSignature last = signatures.isEmpty() ? null : signatures.get(signatures.size() - 1);
    if (last == null || !isSame(last, signature) || !isAtBarLine(last, signature.tick())) {
      signatures.add(signature);
    }
  }

  private static boolean isSame(TimeSignature a, TimeSignature b) {
    return a.numerator() == b.numerator() && a.denominator() == b.denominator();
  }

  private boolean isAtBarLine(TimeSignature from, long tick) {
    return (tick - from.tick()) * from.denominator() % wholes(from) == 0;
  }

  /** Returns the ticks in as many whole notes as a bar has beats. */
  private long wholes(TimeSignature signature) {
    return (long) QUARTERS_IN_WHOLE * ticksPerQuarter * signature.numerator();
  }

  List<TimeSignature> all() {
    return signatures;
  }

  /** Returns the length of a measure in ticks. */
  long length(ScoreMeasure measure, TimeSignature inForce) {
    TimeSignature before = inForce == null ? COMMON_TIME : inForce;
    TimeSignature signature = measure.times.getOrDefault(0L, before);
    return measure.length(wholes(signature) / signature.denominator());
  }
}
