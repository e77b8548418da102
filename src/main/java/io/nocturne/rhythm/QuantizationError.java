package io.nocturne.rhythm;

/**
 * What putting notes on a grid has changed.
 *
 * @param notes how many were put there, those merged included
 * @param moved how many of them begin elsewhere than before
 * @param onsetError by how much, in quarters, summed over all notes
 * @param largestOnsetError by how much at most, in quarters
 * @param resized how many of them are longer or shorter than before, by more than an early release
 * @param lengthError by how much, in quarters, summed over all notes
 * @param largestLengthError by how much at most, in quarters
 * @param merged how many became equal to another in onset and pitch, and are one with it
 * @param restruck how many would still sound when their key is struck again, and end before
 * @param cut how many were longer than what can be written, and end earlier
 * @param signatures how many time signatures have no bars on the grid and were left out
 */
public record QuantizationError(
    long notes,
    long moved,
    double onsetError,
    double largestOnsetError,
    long resized,
    double lengthError,
    double largestLengthError,
    long merged,
    long restruck,
    long cut,
    long signatures) {

  /** Of notes that stayed as they were. */
  public static final QuantizationError NONE =
      new QuantizationError(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Of both together. */
  public QuantizationError plus(QuantizationError other) {
    return new QuantizationError(
        notes + other.notes,
        moved + other.moved,
        onsetError + other.onsetError,
        Math.max(largestOnsetError, other.largestOnsetError),
        resized + other.resized,
        lengthError + other.lengthError,
        Math.max(largestLengthError, other.largestLengthError),
        merged + other.merged,
        restruck + other.restruck,
        cut + other.cut,
        signatures + other.signatures);
  }

  /** How far a note was moved in the mean, in quarters; 0 without notes. */
  public double meanOnsetError() {
    return notes == 0 ? 0 : onsetError / notes;
  }

  /** By how much a note's length was changed in the mean, in quarters; 0 without notes. */
  public double meanLengthError() {
    return notes == 0 ? 0 : lengthError / notes;
  }

  /** This, with some notes cut. */
  public QuantizationError withCut(long notesCut) {
    return new QuantizationError(
        notes,
        moved,
        onsetError,
        largestOnsetError,
        resized,
        lengthError,
        largestLengthError,
        merged,
        restruck,
        notesCut,
        signatures);
  }
}
