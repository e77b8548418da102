package io.nocturne.rhythm;

/**
 * The changes that putting notes on a grid has made.
 *
 * @param notes how many were put there, those merged included
 * @param moved how many of them begin elsewhere than before
 * @param onsetError by how much, in quarters, summed over all notes
 * @param largestOnsetError by how much at most, in quarters
 * @param resized how many of them are longer or shorter than before, by more than an early release
 * @param lengthError by how much, in quarters, summed over all notes
 * @param largestLengthError by how much at most, in quarters
 * @param merged how many became equal to another in onset and pitch, and are one with it
 * @param restruck how many would still sound at the next note-on of their key, and end before
 * @param truncated how many were longer than what can be written, and end earlier
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
    long truncated,
    long signatures) {

  /** The error of notes that stayed as they were. */
  public static final QuantizationError NONE =
      new QuantizationError(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Returns the error of both together. */
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
        truncated + other.truncated,
        signatures + other.signatures);
  }

  /** Returns how far a note was moved on average, in quarters; 0 without notes. */
  public double meanOnsetError() {
    return notes == 0 ? 0 : onsetError / notes;
  }

  /** Returns by how much a note's length was changed on average, in quarters; 0 without notes. */
  public double meanLengthError() {
    return notes == 0 ? 0 : lengthError / notes;
  }

  /** Returns this with a number of truncated notes. */
  public QuantizationError withTruncated(long notesCut) {
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
