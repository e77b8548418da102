package io.nocturne.evaluate.music;

import io.nocturne.base.Labels;
import io.nocturne.music.Piece;
import java.util.List;

/**
 * Shares that tell of a piece, which add up to 1 (L.-C. Yang and A. Lerch, On the Evaluation of
 * Generative Models in Music, 2018). All 0 where a piece has nothing to count.
 */
public enum Distribution {
  /** Of notes by pitch class, C first. */
  PITCH_CLASS_HISTOGRAM,
  /** Of neighbouring notes by the pitch classes of the first and the second, row-major. */
  PITCH_CLASS_TRANSITION_MATRIX,
  /** Of notes by the nearest note value; see {@link #noteValues()}. */
  NOTE_LENGTH_HISTOGRAM,
  /** Of times from onset to onset by the nearest note value. */
  INTER_ONSET_HISTOGRAM;

  /** What tables and JSON call it: {@code note_length_histogram}. */
  public String label() {
    return Labels.of(this);
  }

  /** The shares of a piece; those of note values are 0 if it has no beats. */
  public double[] of(Piece piece) {
    return of(PieceNotes.of(piece));
  }

  /** What it looks at. */
  public Subject subject() {
    return switch (this) {
      case PITCH_CLASS_HISTOGRAM, PITCH_CLASS_TRANSITION_MATRIX -> Subject.PITCH;
      case NOTE_LENGTH_HISTOGRAM, INTER_ONSET_HISTOGRAM -> Subject.RHYTHM;
    };
  }

  double[] of(PieceNotes notes) {
    return switch (this) {
      case PITCH_CLASS_HISTOGRAM -> PitchMeasures.classes(notes.pitched());
      case PITCH_CLASS_TRANSITION_MATRIX -> PitchMeasures.classTransitions(notes.pitched());
      case NOTE_LENGTH_HISTOGRAM -> RhythmMeasures.lengthHistogram(notes);
      case INTER_ONSET_HISTOGRAM -> RhythmMeasures.interOnsetHistogram(notes);
    };
  }

  /** The note values of the histograms of lengths, in quarters. */
  public static List<Double> noteValues() {
    return RhythmMeasures.LENGTHS;
  }
}
