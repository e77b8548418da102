package io.nocturne.model;

import io.nocturne.base.Require;
import java.util.Arrays;

/**
 * A memory of the piece so far as tables for {@link GenerationLoop}: which tokens are the same in
 * which key, how long matches are, and what weight they have.
 *
 * @param trust the default of the loop's input {@code memory}, from 0, the network alone, to 1
 */
public record MemoryTables(
    MatchLimits limits, PitchTable pitches, WeightTable weights, double trust) {

  public MemoryTables {
    Require.share("trust in the memory", trust);
  }

  /**
   * Which earlier occurrences of the last tokens are compared.
   *
   * @param minExact the minimum length of a match of the tokens themselves, at least 1
   * @param minTransposed the minimum length of a match of their intervals, at least 1
   * @param maxCandidates the maximum number of occurrences of the minimum length, the latest first
   */
  public record MatchLimits(int minExact, int minTransposed, int maxCandidates) {
    public MatchLimits {
      Require.atLeast("minimum length of an exact match", minExact, 1);
      Require.atLeast("minimum length of a transposed match", minTransposed, 1);
      Require.atLeast("maximum number of candidates", maxCandidates, 1);
    }
  }

  /**
   * The notes and chords of a vocabulary. An element that a table does not have is {@link #NONE},
   * which a graph can compare.
   *
   * @param lowest [V], the lowest pitch of the notes that a token begins, 0 to 127; NONE if it
   *     begins none
   * @param shapes [V], the number of the chord's intervals above its lowest pitch, 0 to S - 1
   * @param transposed [S][128], the token of a shape by its lowest pitch; NONE if the vocabulary
   *     does not have it
   */
  @SuppressWarnings("ArrayRecordComponent") // Constants of a graph; never compared.
  public record PitchTable(int[] lowest, int[] shapes, int[][] transposed) {
    public static final int NONE = -1;

    /** The number of MIDI pitches. */
    public static final int PITCHES = 128;

    public PitchTable {
      requireBetween("lowest pitch", lowest, NONE, PITCHES - 1);
      requireBetween("shape", shapes, 0, transposed.length - 1);
      for (int[] row : transposed) {
        requireBetween("transposed token", row, NONE, lowest.length - 1);
        requireLength("tokens of a shape", row.length, PITCHES);
      }
      requireLength("shapes", shapes.length, lowest.length);
    }

    private static void requireBetween(String name, int[] values, int min, int max) {
      Arrays.stream(values)
          .filter(value -> value < min || value > max)
          .findAny()
          .ifPresent(
              value -> {
                throw new IllegalArgumentException(
                    "%s must be %d to %d, was %d".formatted(name, min, max, value));
              });
    }
  }

  /**
   * The weights of network, exact and transposed matches.
   *
   * @param classes [maximum length + 1], the class of each length of a match, 0 to C - 1; longer
   *     matches count as the longest
   * @param agreements [A], the lowest of each class of probabilities that the network gives to what
   *     is suggested, ascending from 0
   * @param weights [C][C][A][3], by the classes of exact matches, transposed matches and agreements
   * @param loops [2][2][3], where the last tokens are a passage three times in a row: without and
   *     with an exact match, and in each without and with a transposed one
   */
  @SuppressWarnings("ArrayRecordComponent") // Constants of a graph; never compared.
  public record WeightTable(
      int[] classes, float[] agreements, float[][][][] weights, float[][][] loops) {
    public WeightTable {
      PitchTable.requireBetween("class of lengths", classes, 0, weights.length - 1);
      for (float[][][] row : weights) {
        requireLength("classes of transposed matches", row.length, weights.length);
        for (float[][] mixtures : row) {
          requireMixtures("classes of agreements", mixtures, agreements.length);
        }
      }
      requireLength("kinds of loops", loops.length, 2);
      for (float[][] row : loops) {
        requireMixtures("kinds of loops", row, 2);
      }
    }

    private static void requireMixtures(String name, float[][] mixtures, int expected) {
      requireLength(name, mixtures.length, expected);
      for (float[] mixture : mixtures) {
        requireLength("weights of a mixture", mixture.length, 3);
      }
    }

    /** Returns the maximum length of a match. */
    public int maxLength() {
      return classes.length - 1;
    }
  }

  private static void requireLength(String name, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "there must be %d %s, were %d".formatted(expected, name, length));
    }
  }
}
