package io.nocturne.evaluate;

import io.nocturne.base.Numbers;
import io.nocturne.model.Context;
import io.nocturne.passage.SharedPassages;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The metrics of a network on some music, beside those of baselines.
 *
 * @param data the corpus that was predicted
 * @param network the network's metrics: at every position, or at the last one alone if it has read
 *     the targets of the others
 * @param memory the metrics of the network mixed with the memory of each piece, if the run has one
 * @param leak the metrics that include targets the network has read, if there are any
 * @param baselines the metrics of the baselines on the same targets as {@code network}
 */
public record Evaluation(
    EvaluatedData data,
    ModelMetrics network,
    Optional<ModelMetrics> memory,
    Optional<Leak> leak,
    List<ModelMetrics> baselines) {

  public Evaluation {
    baselines = List.copyOf(baselines);
  }

  /** The pieces of a corpus that are predicted. */
  public enum Part {
    /** The pieces that a run held out. */
    VALIDATION,
    /** The pieces that it was trained on. */
    TRAINING,
    /** The pieces that the data set of a run split as listed keeps for testing. */
    TEST,
    /** All pieces. */
    ALL
  }

  /**
   * The corpus that was predicted, and which part of it.
   *
   * @param fingerprint the fingerprint of the corpus
   * @param part which part of it
   * @param isTrainingCorpus whether the run was trained on this corpus
   * @param pieces the number of pieces that have targets
   * @param windows the number of windows that were read; a piece that is read as a whole is one
   * @param context what the network had read before a prediction
   * @param overlap what it has in common with the training part; empty if it is that part, or this
   *     is not known
   */
  public record EvaluatedData(
      String fingerprint,
      Part part,
      boolean isTrainingCorpus,
      int pieces,
      long windows,
      Context context,
      Optional<Overlap> overlap) {

    /**
     * Returns what the positions of the metrics are, in words: the network's position in a window,
     * or a token's place in its piece.
     */
    public String positionLabel() {
      return switch (context) {
        case WINDOW -> "position in the window";
        case PIECE -> "place in the piece";
      };
    }

    /** Returns which part it is, in words. */
    public String label() {
      return switch (part) {
        case VALIDATION -> "the part held out for validation";
        case TRAINING -> "the part it was trained on";
        case TEST -> "the part listed for testing";
        case ALL -> isTrainingCorpus ? "all, most of which it was trained on" : "all";
      };
    }
  }

  /**
   * The notes of the targets that are in passages of {@value SharedPassages#NOTES} notes which the
   * training part has, too.
   *
   * @param notes the number of notes
   * @param same how many are in such passages at the same pitch
   * @param anyKey how many are in such passages at any pitch
   */
  public record Overlap(long notes, long same, long anyKey) {
    /** Returns a sentence such as {@code 3.1 % of the notes are in passages ...}. */
    public String sentence() {
      double all = Math.max(1, notes);
      return "%s of the notes are in passages of %d notes that the training part has, %s in any key."
          .formatted(
              Numbers.percent(same / all), SharedPassages.NOTES, Numbers.percent(anyKey / all));
    }
  }

  /**
   * The metrics of a network with backward layers and targets at every position, which reads most
   * of its targets: at all positions but the last, the backward direction begins with the target
   * itself.
   *
   * @param window the number of positions, at least 2
   * @param everyPosition the metrics at all positions
   */
  public record Leak(int window, ModelMetrics everyPosition) {}

  /** Returns the metrics of the network, alone and with its memory. */
  public List<ModelMetrics> networks() {
    return Stream.concat(Stream.of(network), memory.stream()).toList();
  }

  /**
   * Returns the accuracy of a network that copies every target it has read and is otherwise always
   * wrong: with full windows of 40, 39 of 40. Empty if no targets are read.
   */
  public OptionalDouble copyingAccuracy() {
    return leak.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            1 - (double) network.total().targets() / leak.get().everyPosition().total().targets());
  }
}
