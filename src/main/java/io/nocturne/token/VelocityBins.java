package io.nocturne.token;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Velocities in bins of equal width; a bin is played at its middle.
 *
 * @param bins how many, 1 to {@value #VELOCITIES}; empty if tokens have no velocities
 */
record VelocityBins(OptionalInt bins) {
  /** The name of the option in {@code vocabulary.json}. */
  static final String OPTION = "velocities";

  private static final String TYPE = "Velocity";
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

  /** Returns the velocity of each bin, ascending; none without bins. */
  IntStream velocities() {
    return bins.isPresent()
        ? IntStream.range(0, bins.getAsInt()).map(this::middle)
        : IntStream.empty();
  }

  /** Returns the middle of a velocity's bin, or the same velocity without bins. */
  int quantized(int velocity) {
    return bins.isPresent() ? middle((velocity - 1) * bins.getAsInt() / VELOCITIES) : velocity;
  }

  /**
   * Returns a tokenizer's token of a velocity some bins louder; of another type the same.
   *
   * @param tokenizer whose velocities follow each other in the vocabulary
   * @return empty if there is no such bin
   */
  OptionalInt louder(Tokenizer tokenizer, int id, int shift) {
    if (!tokenizer.type(id).equals(TYPE)) {
      return OptionalInt.of(id);
    }
    int moved = id + shift;
    boolean isBin =
        moved >= 0 && moved < tokenizer.vocabulary().size() && tokenizer.type(moved).equals(TYPE);
    return isBin ? OptionalInt.of(moved) : OptionalInt.empty();
  }

  private int middle(int bin) {
    return (first(bin) + first(bin + 1) - 1) / 2;
  }

  /**
   * Returns the lowest velocity of a bin: the least v of which (v - 1) bins / 127, rounded down, is
   * it.
   */
  private int first(int bin) {
    return (bin * VELOCITIES + bins.getAsInt() - 1) / bins.getAsInt() + 1;
  }
}
