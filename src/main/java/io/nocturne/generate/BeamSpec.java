package io.nocturne.generate;

/**
 * A search for the likeliest pieces.
 *
 * @param length new tokens in each piece at most, at least 1
 * @param beams pieces that are followed at each step, at least 1
 * @param count how many of the best are returned, 1 to beams
 * @param batchSize how many pieces the model reads at once at most, at least 1
 */
public record BeamSpec(int length, int beams, int count, int batchSize) {
  public BeamSpec {
    GenerateSpec.requireAtLeastOne("length", length);
    GenerateSpec.requireAtLeastOne("beams", beams);
    GenerateSpec.requireAtLeastOne("count", count);
    GenerateSpec.requireAtLeastOne("batch size", batchSize);
    if (count > beams) {
      throw new IllegalArgumentException("count must be at most " + beams + " beams, was " + count);
    }
  }
}
