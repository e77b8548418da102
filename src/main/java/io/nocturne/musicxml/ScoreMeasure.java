package io.nocturne.musicxml;

import io.nocturne.music.KeySignature;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import java.util.TreeMap;

/** The content of a measure that all parts share. Ticks count from the measure's start. */
final class ScoreMeasure {
  private static final long UNKNOWN = -1;

  final TreeMap<Long, Tempo> tempos = new TreeMap<>();
  final TreeMap<Long, TimeSignature> times = new TreeMap<>();
  final TreeMap<Long, KeySignature> keys = new TreeMap<>();
  final Repeats repeats = new Repeats();

  private long firstEnd = UNKNOWN;
  private long end;
  private long soundEnd;

  /** Adds what a part states; of several parts the first counts. */
  void add(MeasureStatements stated) {
    stated.tempos.forEach(tempos::putIfAbsent);
    stated.times.forEach(times::putIfAbsent);
    stated.keys.forEach(keys::putIfAbsent);
  }

  /**
   * Adds what a part has in it.
   *
   * @param partSoundEnd where its last note ends
   */
  void extend(Position position, long partSoundEnd) {
    firstEnd = firstEnd == UNKNOWN ? position.firstEnd() : firstEnd;
    end = Math.max(end, position.end());
    soundEnd = Math.max(soundEnd, partSoundEnd);
  }

  /**
   * Returns the length of the measure: that of what is in it, as upbeats and cadenzas are shorter
   * and longer than the time signature says. Only rests after the end of a first voice of the right
   * length do not make it longer: programs write such by mistake.
   *
   * @param nominal the length by the time signature, also that of a measure with nothing in it
   */
  long length(long nominal) {
    boolean hasRestsAfter = firstEnd == nominal && soundEnd <= nominal;
    return end == 0 || hasRestsAfter ? nominal : end;
  }
}
