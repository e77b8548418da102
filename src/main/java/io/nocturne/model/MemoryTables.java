package io.nocturne.model;

import io.nocturne.base.Require;
import java.util.Arrays;
import java.util.List;

/**
 * A memory of the piece so far as tables for {@link GenerationLoop}: which tokens are the same in
 * which key, and what weight they have.
 *
 * @param trust the default of the loop's input {@code memory}, from 0, the network alone, to 1
 */
public record MemoryTables(PitchTable pitches, GateTable gate, double trust) {

  public MemoryTables {
    Require.share("trust in the memory", trust);
  }

  /** The number of symbols back to the earliest context that is compared. */
  public static final int MAX_LAG = 8192;

  /** A passage that has come three times in a row is a loop if at least that many symbols agree. */
  public static final int MIN_LOOP = 4;

  /** Contexts whose vote would have a logarithm below this, that of the best being 0, have none. */
  public static final float MIN_EXPONENT = -5;

  /**
   * Tokens of a smaller mean share of the votes are not suggested. No share of a few equal votes is
   * the same, such as 1 of 25 in one view, which rounding would put on either side.
   */
  public static final float MIN_SHARE = 0.0099f;

  /**
   * A composed piece does not follow contexts fewer notes back. Of the passages of eight notes that
   * Chopin repeats, 17 % were last heard within 32 notes, of those that a memory without this bound
   * repeats 43 %: it repeats what it has just begun, until nothing else is left.
   */
  public static final int NEAR_NOTES = 128;

  /** A composed piece does not follow contexts of which fewer notes agree. */
  public static final float WEAK_NOTES = 2;

  /**
   * Where this number of notes agree, the memory has all its weight; before, it grows with
   * likeness.
   */
  public static final float STRONG_NOTES = 3.5f;

  /**
   * A measure of how alike an earlier context and the last symbols are: the sum of {@code decay^k}
   * over the symbols that agree k places before their ends. Its vote for what followed is in
   * proportion to {@code exp(sharpness * likeness)}.
   */
  public record Likeness(float decay, float sharpness) {
    /** The kinds: in the first the last few symbols count, in the second some twenty. */
    public static final List<Likeness> KINDS =
        List.of(new Likeness(0.75f, 4), new Likeness(0.9f, 2));

    /**
     * Returns the likeness of contexts of which just the last symbols agree, this number of them.
     */
    double ofAgreeing(double symbols) {
      return (1 - Math.pow(decay, symbols)) / (1 - decay);
    }
  }

  /**
   * Returns the share of its weight that the memory has while a piece is composed, 0 to 1.
   *
   * @param likeness of the most alike earlier context, by the last of {@link Likeness#KINDS}
   * @param tokensPerNote the mean number of tokens a note in the piece so far
   */
  public static double strength(float likeness, double tokensPerNote) {
    Likeness kind = Likeness.KINDS.get(Likeness.KINDS.size() - 1);
    double weak = kind.ofAgreeing(WEAK_NOTES * tokensPerNote);
    double strong = kind.ofAgreeing(STRONG_NOTES * tokensPerNote);
    return Math.max(0, Math.min(1, (likeness - weak) / (strong - weak)));
  }

  /**
   * The notes and chords of a vocabulary. An element that a table does not have is {@link #NONE},
   * which a graph can compare.
   *
   * @param begins [V], 1 for a token that begins notes, 0 for others, such as note-offs
   * @param lowest [V], the lowest pitch of the notes that a token begins or ends, 0 to 127; NONE if
   *     it names none
   * @param shapes [V], the number of the chord's intervals above its lowest pitch, 0 to S - 1
   * @param transposed [S][128], the token of a shape by its lowest pitch; NONE if the vocabulary
   *     does not have it
   */
  @SuppressWarnings("ArrayRecordComponent") // Constants of a graph; never compared.
  public record PitchTable(int[] begins, int[] lowest, int[] shapes, int[][] transposed) {
    public static final int NONE = -1;

    /** The number of MIDI pitches. */
    public static final int PITCHES = 128;

    public PitchTable {
      requireBetween("beginning of notes", begins, 0, 1);
      requireLength("tokens", begins.length, lowest.length);
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
   * The weights of a network that gives each suggested token its odds against the prediction of the
   * generating network, which counts 1: one hidden layer of H rectified units over the columns of
   * {@link LoopEvidence}.
   *
   * @param hidden [H][{@value LoopEvidence#INPUTS} + 1], the weights of the inputs, and the bias
   * @param output [H + 1], the weights of the units, and the bias
   * @param loops scales the trust in the memory where the last tokens are a passage three times in
   *     a row, 0 to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // Constants of a graph; never compared.
  public record GateTable(float[][] hidden, float[] output, float loops) {
    /** Bounds the logarithm of odds, so that the network always has a weight. */
    public static final float MAX_SCORE = 12;

    /** Tokens that the network finds less likely are all the same to the gate. */
    public static final double MIN_PROBABILITY = 1e-6;

    public GateTable {
      for (float[] unit : hidden) {
        requireLength("weights of a hidden unit", unit.length, LoopEvidence.INPUTS + 1);
      }
      requireLength("weights of the output", output.length, hidden.length + 1);
      Require.share("trust in loops", loops);
    }
  }

  private static void requireLength(String name, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "there must be %d %s, were %d".formatted(expected, name, length));
    }
  }
}
