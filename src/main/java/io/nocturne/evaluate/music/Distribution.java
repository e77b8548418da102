package io.nocturne.evaluate.music;

import io.nocturne.base.Labels;
import io.nocturne.music.Piece;
import java.util.List;

/**
 * The distributions that describe a piece, as shares that add up to 1 (L.-C. Yang and A. Lerch, On
 * the Evaluation of Generative Models in Music, 2018). They are all 0 where a piece has nothing to
 * count.
 */
public enum Distribution {
  /** The share of notes of each pitch class, C first. */
  PITCH_CLASS_HISTOGRAM,
  /** The share of pairs of consecutive notes, by the pitch class of each, row-major. */
  PITCH_CLASS_TRANSITION_MATRIX,
  /** The share of notes of each nearest note value; see {@link #noteValues()}. */
  NOTE_LENGTH_HISTOGRAM,
  /** The share of times from onset to onset of each nearest note value. */
  INTER_ONSET_HISTOGRAM;

  /** Returns the name in tables and JSON: {@code note_length_histogram}. */
  public String label() {
    return Labels.of(this);
  }

  /** Returns the shares of a piece; those of note values are 0 if it has no beats. */
  public double[] of(Piece piece) {
    return of(PieceNotes.of(piece));
  }

  /** Returns what has to be known of a piece. */
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

  /** Returns the note values of the histograms of lengths, in quarters. */
  public static List<Double> noteValues() {
    return RhythmMeasures.LENGTHS;
  }
}
