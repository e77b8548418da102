package io.nocturne.evaluate;

import java.util.OptionalDouble;

/**
 * How a model did on many targets.
 *
 * @param targets tokens predicted
 * @param notes how many notes these tokens strike
 * @param nats surprise, summed over the targets
 * @param correct targets that were thought likeliest
 * @param topFiveCorrect targets that were among the five likeliest
 */
public record Metrics(long targets, long notes, double nats, long correct, long topFiveCorrect) {
  /** How many tokens the accuracy {@link #topFiveAccuracy} lets a model name. */
  public static final int TOP = 5;

  /** Nothing predicted yet. */
  public static final Metrics NONE = new Metrics(0, 0, 0, 0, 0);

  private static final double NATS_A_BIT = Math.log(2);

  /** Returns these metrics with one more target, whose token starts some notes. */
  Metrics plus(Score score, int tokenNotes) {
    return new Metrics(
        targets + 1,
        notes + tokenNotes,
        nats + score.nats(),
        correct + (score.rank() == 0 ? 1 : 0),
        topFiveCorrect + (score.rank() < TOP ? 1 : 0));
  }

  /** Mean cross-entropy in nats a target. */
  public double loss() {
    return nats / targets;
  }

  /** Among how many equally likely tokens a choice would be as hard: e to the loss. */
  public double perplexity() {
    return Math.exp(loss());
  }

  /** Mean cross-entropy in bits a target. */
  public double bitsPerToken() {
    return loss() / NATS_A_BIT;
  }

  /**
   * Bits of all targets by the number of notes, by which models of other tokens compare; empty if
   * the targets strike no note.
   */
  public OptionalDouble bitsPerNote() {
    return notes == 0 ? OptionalDouble.empty() : OptionalDouble.of(bitsOf(notes));
  }

  /**
   * What these targets, of some type, add to the bits a note of all.
   *
   * @param notes how many notes all targets strike, at least 1
   */
  public double bitsOf(long notes) {
    return nats / NATS_A_BIT / notes;
  }

  /** Share of the targets that were thought likeliest, 0 to 1. */
  public double accuracy() {
    return (double) correct / targets;
  }

  /** Share of the targets that were among the five likeliest, 0 to 1. */
  public double topFiveAccuracy() {
    return (double) topFiveCorrect / targets;
  }
}
