package io.nocturne.token;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Velocities in bins of equal width; a bin is played at its middle.
 *
 * @param bins how many, 1 to {@value #VELOCITIES}; empty if tokens say nothing of loudness
 */
record VelocityBins(OptionalInt bins) {
  /** What {@code vocabulary.json} calls the option. */
  static final String OPTION = "velocities";

  private static final int VELOCITIES = 127;
  private static final String NONE = "none";

  VelocityBins {
    if (bins.isPresent() && (bins.getAsInt() < 1 || bins.getAsInt() > VELOCITIES)) {
      throw new IllegalArgumentException(
          "velocities must be 1 to %d, were %d".formatted(VELOCITIES, bins.getAsInt()));
    }
  }

  static VelocityBins labelled(String label) {
    if (label.equals(NONE)) {
      return new VelocityBins(OptionalInt.empty());
    }
    if (!label.matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException("velocities must be a whole number or none, was " + label);
    }
    return new VelocityBins(OptionalInt.of(Integer.parseInt(label)));
  }

  String label() {
    return bins.isPresent() ? String.valueOf(bins.getAsInt()) : NONE;
  }

  /** What each bin is played at, ascending; none without bins. */
  IntStream velocities() {
    return bins.isPresent()
        ? IntStream.range(0, bins.getAsInt()).map(this::middle)
        : IntStream.empty();
  }

  /** What a velocity is played at: the middle of its bin, or the same without bins. */
  int quantised(int velocity) {
    return bins.isPresent() ? middle((velocity - 1) * bins.getAsInt() / VELOCITIES) : velocity;
  }

  private int middle(int bin) {
    return (first(bin) + first(bin + 1) - 1) / 2;
  }

  /** The lowest velocity of a bin: the least v of which (v - 1) bins / 127, rounded down, is it. */
  private int first(int bin) {
    return (bin * VELOCITIES + bins.getAsInt() - 1) / bins.getAsInt() + 1;
  }
}
