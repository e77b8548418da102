package io.nocturne.evaluate;

import java.util.OptionalDouble;

/**
 * The metrics of a model over many targets.
 *
 * @param targets the number of predicted tokens
 * @param notes the number of notes that these tokens start
 * @param nats the negative log-likelihood, summed over the targets
 * @param correct the number of targets that had the highest probability
 * @param topFiveCorrect the number of targets that were among the five most likely tokens
 */
public record Metrics(long targets, long notes, double nats, long correct, long topFiveCorrect) {
  /** The number of most likely tokens that {@link #topFiveAccuracy} considers. */
  public static final int TOP = 5;

  /** The metrics of no targets. */
  public static final Metrics NONE = new Metrics(0, 0, 0, 0, 0);

  private static final double NATS_PER_BIT = Math.log(2);

  /** Returns these metrics with one more target, whose token starts some notes. */
  Metrics plus(Score score, int tokenNotes) {
    return new Metrics(
        targets + 1,
        notes + tokenNotes,
        nats + score.nats(),
        correct + (score.rank() == 0 ? 1 : 0),
        topFiveCorrect + (score.rank() < TOP ? 1 : 0));
  }

  /** Returns the metrics of these targets and others. */
  Metrics plus(Metrics others) {
    return new Metrics(
        targets + others.targets,
        notes + others.notes,
        nats + others.nats,
        correct + others.correct,
        topFiveCorrect + others.topFiveCorrect);
  }

  /** Returns the mean cross-entropy in nats per target. */
  public double loss() {
    return nats / targets;
  }

  /** Returns the perplexity: e to the power of the loss. */
  public double perplexity() {
    return Math.exp(loss());
  }

  /** Returns the mean cross-entropy in bits per target. */
  public double bitsPerToken() {
    return loss() / NATS_PER_BIT;
  }

  /**
   * Returns the bits of all targets divided by the number of notes, which compares models of
   * different tokens; empty if the targets start no notes.
   */
  public OptionalDouble bitsPerNote() {
    return notes == 0 ? OptionalDouble.empty() : OptionalDouble.of(bitsOf(notes));
  }

  /**
   * Returns what these targets of one type contribute to the bits per note of all targets.
   *
   * @param notes the number of notes that all targets start, at least 1
   */
  public double bitsOf(long notes) {
    return nats / NATS_PER_BIT / notes;
  }

  /** Returns the share of the targets that had the highest probability, 0 to 1. */
  public double accuracy() {
    return (double) correct / targets;
  }

  /** Returns the share of the targets that were among the five most likely tokens, 0 to 1. */
  public double topFiveAccuracy() {
    return (double) topFiveCorrect / targets;
  }
}
