package io.nocturne.evaluate.music;

import io.nocturne.base.Labels;
import io.nocturne.music.Piece;

/**
 * A number that tells of a piece. Those that MusPy has are called as in MusPy 0.5.0 and have its
 * values (H.-W. Dong et al., MusPy: A Toolkit for Symbolic Music Generation, 2020). Percussion
 * counts for the rhythm alone. NaN where a piece has nothing to measure.
 */
public enum Measure {
  /** Different pitches. */
  N_PITCHES_USED,
  /** Different pitch classes. */
  N_PITCH_CLASSES_USED,
  /** Semitones from the lowest note to the highest; 0 without notes. */
  PITCH_RANGE,
  /** Shannon entropy of the pitches, in bits. */
  PITCH_ENTROPY,
  /** Shannon entropy of the pitch classes, in bits (Wu and Yang, The Jazz Transformer, 2020). */
  PITCH_CLASS_ENTROPY,
  /** The largest share of notes that any major or natural minor scale has. */
  SCALE_CONSISTENCY,
  /** Pitches that sound at once on average, while any does. */
  POLYPHONY,
  /** The share of time in which more than two pitches sound. */
  POLYPHONY_RATE,
  /** The share of beats, quarters, in which nothing sounds. */
  EMPTY_BEAT_RATE,
  /** The share of bars in which nothing sounds; bars are those of the first time signature. */
  EMPTY_MEASURE_RATE,
  /**
   * How alike the onsets of neighbouring bars are, 0 to 1 (Wu and Yang, 2020); bars are those of
   * the first time signature.
   */
  GROOVE_CONSISTENCY,
  /** Notes. */
  NOTE_COUNT,
  /**
   * The mean step from note to note, in semitones, whichever way (Yang and Lerch, On the Evaluation
   * of Generative Models in Music, 2018: pitch shift).
   */
  PITCH_INTERVAL,
  /** The mean time from onset to onset, in quarters (Yang and Lerch, 2018). */
  INTER_ONSET_INTERVAL,
  /** The share of runs of 4 notes that stand in the piece more than once. */
  REPETITION_4,
  /** The share of runs of 8 notes that stand in the piece more than once. */
  REPETITION_8,
  /** The share of runs of 16 notes that stand in the piece more than once. */
  REPETITION_16;

  /** What tables and JSON call it: {@code pitch_range}. */
  public String label() {
    return Labels.of(this);
  }

  /** Its value for a piece. */
  public double of(Piece piece) {
    return of(PieceNotes.of(piece));
  }

  /** What it looks at. */
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
