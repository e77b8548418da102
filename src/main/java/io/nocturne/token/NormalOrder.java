package io.nocturne.token;

import io.nocturne.music.Note;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * The normal order of pitch classes: the rotation with the smallest span; among ties the one whose
 * intervals from the first are smaller, compared from the left; of those again the one that begins
 * lowest (A. Forte, The Structure of Atonal Music, 1973, section 1.2). It is what music21's {@code
 * Chord.normalOrder} gives.
 */
final class NormalOrder {

  private NormalOrder() {}

  /**
   * Puts pitch classes in order.
   *
   * @param pitches at least one; octaves do not count
   * @return pitch classes, 0 (C) to 11 (B)
   */
  static List<Integer> of(Collection<Integer> pitches) {
    BitSet classes = new BitSet(Note.OCTAVE);
    pitches.forEach(pitch -> classes.set(pitch % Note.OCTAVE));
    List<Integer> best = List.of();
    for (int first = classes.nextSetBit(0); first >= 0; first = classes.nextSetBit(first + 1)) {
      List<Integer> rotation = from(classes, first);
      if (best.isEmpty() || isTighter(rotation, best)) {
        best = rotation;
      }
    }
    return best;
  }

  /** Returns the classes upwards from one of them. */
  private static List<Integer> from(BitSet classes, int first) {
    List<Integer> rotation = new ArrayList<>();
    for (int step = 0; step < Note.OCTAVE; step++) {
      if (classes.get((first + step) % Note.OCTAVE)) {
        rotation.add((first + step) % Note.OCTAVE);
      }
    }
    return rotation;
  }

  private static boolean isTighter(List<Integer> rotation, List<Integer> other) {
    int last = rotation.size() - 1;
    int spans = Integer.compare(interval(rotation, last), interval(other, last));
    for (int i = 1; spans == 0 && i < last; i++) {
      spans = Integer.compare(interval(rotation, i), interval(other, i));
    }
    return spans < 0;
  }

  private static int interval(List<Integer> rotation, int i) {
    return Math.floorMod(rotation.get(i) - rotation.get(0), Note.OCTAVE);
  }
}
