package io.nocturne.export.savedmodel;

import io.nocturne.base.Require;

/**
 * What to ask of the signature {@code generate}.
 *
 * @param steps how many tokens to draw, at least 0
 * @param temperature finite and at least 0; 0 takes the likeliest token always
 * @param topK draws from so many of the likeliest tokens; at least 0, and 0 draws from all
 * @param seed where chance begins; the signature's {@code seed} is its high and its low 32 bits, in
 *     this order
 */
public record GenerateRequest(int steps, float temperature, int topK, long seed) {
  public GenerateRequest {
    Require.atLeast("steps", steps, 0);
    if (!(temperature >= 0 && Float.isFinite(temperature))) {
      throw new IllegalArgumentException(
          "temperature must be finite and at least 0 (0 is greedy), was " + temperature);
    }
    if (topK < 0) {
      throw new IllegalArgumentException("top k must be at least 0 (0 is off), was " + topK);
    }
  }

  /** The seed as the signature takes it. */
  int[] seedWords() {
    return new int[] {(int) (seed >>> Integer.SIZE), (int) seed};
  }
}
