package io.nocturne.reproduction;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.music.Piece;
import io.nocturne.originality.Originality;
import io.nocturne.prediction.Evaluation;
import java.util.Comparator;
import java.util.List;

/**
 * What came of a training.
 *
 * @param weights of the network
 * @param epochs at least one, in order
 * @param validation the best weights on what was set aside, beside baselines
 * @param training the best weights on what was learnt, without dropout
 * @param samples pieces that the best weights make
 */
public record TrialResult(
    Trial trial,
    long weights,
    List<EpochLog> epochs,
    Evaluation validation,
    Evaluation training,
    List<Sample> samples) {

  /** A generated piece, and what of it stands in the corpus. */
  public record Sample(Piece piece, Originality originality) {}

  public TrialResult {
    epochs = List.copyOf(epochs);
    samples = List.copyOf(samples);
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException(trial.run() + " must have an epoch, had none");
    }
  }

  /** The epoch with the lowest validation loss, whose weights are the best. */
  public EpochLog best() {
    return epochs.stream()
        .min(Comparator.comparingDouble(epoch -> epoch.validation().loss()))
        .orElseThrow();
  }

  /** Wall time of all epochs, in whichever session they were trained. */
  public double seconds() {
    return epochs.stream().mapToDouble(EpochLog::seconds).sum();
  }
}
