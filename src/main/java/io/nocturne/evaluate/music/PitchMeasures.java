package io.nocturne.evaluate.music;

import io.nocturne.music.Key;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import java.util.Arrays;
import java.util.List;

/** Measures of the pitches of a piece. */
final class PitchMeasures {
  private static final int CLASSES = 12;

  private PitchMeasures() {}

  static double used(List<Note> notes) {
    return notes.stream().mapToInt(Note::pitch).distinct().count();
  }

  static double classesUsed(List<Note> notes) {
    return notes.stream().mapToInt(note -> note.pitch() % CLASSES).distinct().count();
  }

  static double range(List<Note> notes) {
    int highest = notes.stream().mapToInt(Note::pitch).max().orElse(0);
    return highest - notes.stream().mapToInt(Note::pitch).min().orElse(0);
  }

  static double entropy(List<Note> notes) {
    return entropy(notes, Note.PITCHES);
  }

  static double classEntropy(List<Note> notes) {
    return entropy(notes, CLASSES);
  }

  /** Returns the maximum share of notes that belong to one major or natural minor scale. */
  static double scaleConsistency(List<Note> notes) {
    if (notes.isEmpty()) {
      return Double.NaN;
    }
    double[] classes = classes(notes);
    double best = 0;
    for (int tonic = 0; tonic < CLASSES; tonic++) {
      for (Mode mode : Mode.values()) {
        double share = 0;
        for (int pitchClass : new Key(tonic, mode).scale()) {
          share += classes[pitchClass];
        }
        best = Math.max(best, share);
      }
    }
    return best;
  }

  /** Returns the mean step from note to note, in semitones; NaN for fewer than two notes. */
  static double interval(List<Note> notes) {
    double sum = 0;
    for (int i = 1; i < notes.size(); i++) {
      sum += Math.abs(notes.get(i).pitch() - notes.get(i - 1).pitch());
    }
    return notes.size() < 2 ? Double.NaN : sum / (notes.size() - 1);
  }

  /** Returns the share of notes of each pitch class, C first; all 0 without notes. */
  static double[] classes(List<Note> notes) {
    return shares(notes, CLASSES);
  }

  /** Returns the share of pairs of consecutive notes, by the pitch class of each, row-major. */
  static double[] classTransitions(List<Note> notes) {
    double[] pairs = new double[CLASSES * CLASSES];
    for (int i = 1; i < notes.size(); i++) {
      pairs[notes.get(i - 1).pitch() % CLASSES * CLASSES + notes.get(i).pitch() % CLASSES] +=
          1.0 / (notes.size() - 1);
    }
    return pairs;
  }

  private static double entropy(List<Note> notes, int modulus) {
    return notes.isEmpty()
        ? Double.NaN
        : Arrays.stream(shares(notes, modulus))
            .filter(share -> share > 0)
            .map(share -> -share * Math.log(share) / Math.log(2))
            .sum();
  }

  private static double[] shares(List<Note> notes, int modulus) {
    double[] shares = new double[modulus];
    for (Note note : notes) {
      shares[note.pitch() % modulus]++;
    }
    return Arrays.stream(shares).map(count -> count / Math.max(1, notes.size())).toArray();
  }
}
