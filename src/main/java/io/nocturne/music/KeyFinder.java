package io.nocturne.music;

import io.nocturne.music.KeySignature.Mode;
import java.util.List;
import java.util.Optional;

/**
 * The key whose profile fits a piece's pitch classes best: the algorithm of Krumhansl and
 * Schmuckler (C. L. Krumhansl, Cognitive Foundations of Musical Pitch, 1990, chapter 4), with the
 * ratings of Krumhansl and Kessler (1982) as profiles.
 */
public final class KeyFinder {
  private static final double[] MAJOR = {
    6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88
  };
  private static final double[] MINOR = {
    6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17
  };

  private KeyFinder() {}

  /**
   * Finds the key of notes, each weighted by its length in ticks, percussion aside. Ties go to C
   * first, then upwards, and to major before minor.
   *
   * @return empty if all pitch classes sound equally long, or none
   */
  public static Optional<Key> find(List<Note> notes) {
    double[] weights = new double[Note.OCTAVE];
    for (Note note : notes) {
      if (!note.isPercussion()) {
        weights[note.pitch() % Note.OCTAVE] += note.durationTicks();
      }
    }
    return find(weights);
  }

  /**
   * Finds the key of a distribution of pitch classes.
   *
   * @param weights the weights of C to B, each at least 0
   * @return empty if all are equal
   */
  public static Optional<Key> find(double[] weights) {
    if (weights.length != Note.OCTAVE) {
      throw new IllegalArgumentException("pitch classes must be 12, were " + weights.length);
    }
    Optional<Key> best = Optional.empty();
    double highest = Double.NEGATIVE_INFINITY;
    for (int tonic = 0; tonic < Note.OCTAVE; tonic++) {
      for (Mode mode : Mode.values()) {
        double fit = correlation(weights, mode == Mode.MAJOR ? MAJOR : MINOR, tonic);
        if (fit > highest) {
          highest = fit;
          best = Optional.of(new Key(tonic, mode));
        }
      }
    }
    return best;
  }

  /**
   * Returns Pearson's correlation of the weights from the tonic up with a profile; NaN if the
   * weights are equal.
   */
  private static double correlation(double[] weights, double[] profile, int tonic) {
    double weightMean = mean(weights);
    double profileMean = mean(profile);
    double together = 0;
    double weightSquares = 0;
    double profileSquares = 0;
    for (int step = 0; step < Note.OCTAVE; step++) {
      double weight = weights[(tonic + step) % Note.OCTAVE] - weightMean;
      double rating = profile[step] - profileMean;
      together += weight * rating;
      weightSquares += weight * weight;
      profileSquares += rating * rating;
    }
    return together / Math.sqrt(weightSquares * profileSquares);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
