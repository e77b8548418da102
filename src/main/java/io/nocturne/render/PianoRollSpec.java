package io.nocturne.render;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The size and layout of a piano roll.
 *
 * @param width of the picture in pixels, 240 to 16,384
 * @param height of the picture in pixels, 240 to 16,384
 * @param axis what time is measured in
 * @param pitches the keys shown; more where the piece goes beyond them
 * @param title written above the notes
 */
public record PianoRollSpec(
    int width, int height, TimeAxis axis, PitchRange pitches, Optional<String> title) {

  private static final int MIN_SIZE = 240;
  private static final int MAX_SIZE = 16_384;

  /** A wide picture in seconds, of the octaves that the piece uses, without a title. */
  public static final PianoRollSpec DEFAULT =
      new PianoRollSpec(1200, 480, TimeAxis.SECONDS, PitchRange.MIDDLE, Optional.empty());

  public PianoRollSpec {
    requireSize("width", width);
    requireSize("height", height);
    requireNonNull(axis, "axis");
    requireNonNull(pitches, "pitches");
    requireNonNull(title, "title");
  }

  /** Returns this in another size. */
  public PianoRollSpec sized(int newWidth, int newHeight) {
    return new PianoRollSpec(newWidth, newHeight, axis, pitches, title);
  }

  /** Returns this by another measure of time. */
  public PianoRollSpec with(TimeAxis newAxis) {
    return new PianoRollSpec(width, height, newAxis, pitches, title);
  }

  /** Returns this with other keys. */
  public PianoRollSpec with(PitchRange newPitches) {
    return new PianoRollSpec(width, height, axis, newPitches, title);
  }

  /** Returns this with a title. */
  public PianoRollSpec titled(String newTitle) {
    return new PianoRollSpec(width, height, axis, pitches, Optional.of(newTitle));
  }

  private static void requireSize(String name, int pixels) {
    if (pixels < MIN_SIZE || pixels > MAX_SIZE) {
      throw new IllegalArgumentException(
          name + " must be " + MIN_SIZE + " to " + MAX_SIZE + " pixels, was " + pixels);
    }
  }
}
