package io.nocturne.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a network did on some music, beside models that need no network.
 *
 * @param data what was predicted
 * @param network where it predicts: at every position, or at the last one alone if it has read the
 *     answers at the others
 * @param leak where the network has read answers, how it does with them
 * @param baselines on the very targets of {@code network}
 */
public record Evaluation(
    EvaluatedData data, ModelMetrics network, Optional<Leak> leak, List<ModelMetrics> baselines) {

  public Evaluation {
    baselines = List.copyOf(baselines);
  }

  /** Which pieces of a corpus were predicted. */
  public enum Part {
    /** Those that a run set aside. */
    VALIDATION,
    /** Those that it learnt from. */
    TRAINING,
    /** All of them. */
    ALL
  }

  /**
   * What was predicted.
   *
   * @param fingerprint of the corpus
   * @param part of it
   * @param isTrainingCorpus whether it is the corpus that the run learnt from
   * @param pieces that have targets
   * @param windows that were read
   */
  public record EvaluatedData(
      String fingerprint, Part part, boolean isTrainingCorpus, int pieces, long windows) {

    /** Which part it is, in words. */
    public String label() {
      return switch (part) {
        case VALIDATION -> "the part that was set aside for validation";
        case TRAINING -> "the part that it learnt from";
        case ALL -> isTrainingCorpus ? "all, of which it learnt from most" : "all";
      };
    }
  }

  /**
   * What a network with backward layers and targets at every position makes of answers that it has
   * read. At all positions but the last, the backward direction begins with the answer itself.
   *
   * @param window how many positions there are, at least 2
   * @param everyPosition how the network did at all of them, answers read or not
   */
  public record Leak(int window, ModelMetrics everyPosition) {}

  /**
   * The mean accuracy of a network that copies what it has read, and else is always wrong, where
   * answers are read: with whole windows of 40, 39 of 40.
   */
  public OptionalDouble copied() {
    return leak.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            1 - (double) network.total().targets() / leak.get().everyPosition().total().targets());
  }
}
