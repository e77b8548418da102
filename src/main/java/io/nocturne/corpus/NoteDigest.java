package io.nocturne.corpus;

import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.random.Mixer;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Shows whether files hold the same notes: 128 bits over onset, duration and pitch of each, in
 * whatever order and of whatever track, channel or velocity. Ticks are taken as fractions of a
 * quarter note, so a file saved again at another resolution is still the same.
 *
 * <p>A sum of mixed numbers, because it needs no sorting. Nothing rests on it against an attacker.
 *
 * @param notes how many there are
 */
record NoteDigest(long high, long low, long notes) {

  static NoteDigest of(List<Piece> pieces) {
    long high = 0;
    long low = 0;
    long notes = 0;
    for (int i = 0; i < pieces.size(); i++) {
      long unit = unit(pieces.get(i).division());
      for (var track : pieces.get(i).tracks()) {
        for (Note note : track.notes()) {
          long key = Mixer.key(Mixer.key(key(note, unit), note.pitch()), i);
          high += Mixer.mix(key);
          low += Mixer.mix(~key);
          notes++;
        }
      }
    }
    return new NoteDigest(high, low, notes);
  }

  /** Returns it as 24 bytes. */
  byte[] bytes() {
    return ByteBuffer.allocate(3 * Long.BYTES).putLong(high).putLong(low).putLong(notes).array();
  }

  private static long key(Note note, long unit) {
    return Mixer.key(fraction(note.onsetTicks(), unit), fraction(note.durationTicks(), unit));
  }

  /** Ticks to a quarter note, or to a second but negative, as the two never compare. */
  private static long unit(Division division) {
    if (division instanceof Division.Metrical metrical) {
      return metrical.ticksPerQuarter();
    }
    Division.Smpte smpte = (Division.Smpte) division;
    return -(long) smpte.framesPerSecond() * smpte.ticksPerFrame();
  }

  private static long fraction(long ticks, long unit) {
    long divisor = greatestCommonDivisor(ticks, Math.abs(unit));
    return Mixer.key(ticks / divisor, unit / divisor);
  }

  private static long greatestCommonDivisor(long first, long second) {
    long larger = first;
    long smaller = second;
    while (smaller != 0) {
      long rest = larger % smaller;
      larger = smaller;
      smaller = rest;
    }
    return larger;
  }
}
