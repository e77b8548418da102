package io.nocturne.evaluate.music;

import io.nocturne.base.Labels;
import io.nocturne.music.Piece;

/**
 * A number that describes a piece. Measures that MusPy has are named as in MusPy 0.5.0 and have its
 * values (H.-W. Dong et al., MusPy: A Toolkit for Symbolic Music Generation, 2020). Percussion
 * counts for rhythm alone. The value is NaN where a piece has nothing to measure.
 */
public enum Measure {
  /** The number of distinct pitches. */
  N_PITCHES_USED,
  /** The number of distinct pitch classes. */
  N_PITCH_CLASSES_USED,
  /** The semitones from the lowest note to the highest; 0 without notes. */
  PITCH_RANGE,
  /** The Shannon entropy of the pitches, in bits. */
  PITCH_ENTROPY,
  /**
   * The Shannon entropy of the pitch classes, in bits (Wu and Yang, The Jazz Transformer, 2020).
   */
  PITCH_CLASS_ENTROPY,
  /** The maximum share of notes that belong to one major or natural minor scale. */
  SCALE_CONSISTENCY,
  /** The average number of pitches that sound at once, while any does. */
  POLYPHONY,
  /** The share of time in which more than two pitches sound. */
  POLYPHONY_RATE,
  /** The share of beats, quarters, in which nothing sounds. */
  EMPTY_BEAT_RATE,
  /** The share of bars in which nothing sounds; bars are those of the first time signature. */
  EMPTY_MEASURE_RATE,
  /**
   * The similarity of the onsets of consecutive bars, 0 to 1 (Wu and Yang, 2020); bars are those of
   * the first time signature.
   */
  GROOVE_CONSISTENCY,
  /** The number of notes. */
  NOTE_COUNT,
  /**
   * The mean size of the step from note to note, in semitones (Yang and Lerch, On the Evaluation of
   * Generative Models in Music, 2018: pitch shift).
   */
  PITCH_INTERVAL,
  /** The mean time from onset to onset, in quarters (Yang and Lerch, 2018). */
  INTER_ONSET_INTERVAL,
  /** The share of runs of 4 notes that occur in the piece more than once. */
  REPETITION_4,
  /** The share of runs of 8 notes that occur in the piece more than once. */
  REPETITION_8,
  /** The share of runs of 16 notes that occur in the piece more than once. */
  REPETITION_16;

  /** Returns the name in tables and JSON: {@code pitch_range}. */
  public String label() {
    return Labels.of(this);
  }

  /** Returns the value for a piece. */
  public double of(Piece piece) {
    return of(PieceNotes.of(piece));
  }

  /** Returns what has to be known of a piece. */
  public Subject subject() {
    return switch (this) {
      case POLYPHONY,
          POLYPHONY_RATE,
          EMPTY_BEAT_RATE,
          EMPTY_MEASURE_RATE,
          GROOVE_CONSISTENCY,
          INTER_ONSET_INTERVAL ->
          Subject.RHYTHM;
      default -> Subject.PITCH;
    };
  }

  double of(PieceNotes piece) {
    return switch (this) {
      case N_PITCHES_USED -> PitchMeasures.used(piece.pitched());
      case N_PITCH_CLASSES_USED -> PitchMeasures.classesUsed(piece.pitched());
      case PITCH_RANGE -> PitchMeasures.range(piece.pitched());
      case PITCH_ENTROPY -> PitchMeasures.entropy(piece.pitched());
      case PITCH_CLASS_ENTROPY -> PitchMeasures.classEntropy(piece.pitched());
      case SCALE_CONSISTENCY -> PitchMeasures.scaleConsistency(piece.pitched());
      case POLYPHONY -> Polyphony.of(piece.pitched(), piece.end()).mean();
      case POLYPHONY_RATE -> Polyphony.of(piece.pitched(), piece.end()).rate();
      case EMPTY_BEAT_RATE -> RhythmMeasures.empty(piece, piece.beat());
      case EMPTY_MEASURE_RATE -> RhythmMeasures.empty(piece, piece.bar());
      case GROOVE_CONSISTENCY -> RhythmMeasures.groove(piece);
      case NOTE_COUNT -> piece.pitched().size();
      case PITCH_INTERVAL -> PitchMeasures.interval(piece.pitched());
      case INTER_ONSET_INTERVAL -> RhythmMeasures.interOnset(piece);
      case REPETITION_4 -> Repetition.rate(piece.pitched(), 4);
      case REPETITION_8 -> Repetition.rate(piece.pitched(), 8);
      case REPETITION_16 -> Repetition.rate(piece.pitched(), 16);
    };
  }
}
