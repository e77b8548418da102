package io.nocturne.evaluate.reproduction;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.music.Piece;
import io.nocturne.originality.Originality;
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
record TrialResult(
    Trial trial,
    long weights,
    List<EpochLog> epochs,
    Evaluation validation,
    Evaluation training,
    List<Sample> samples) {

  /** A generated piece, and what of it stands in the corpus. */
  record Sample(Piece piece, Originality originality) {}

  TrialResult {
    epochs = List.copyOf(epochs);
    samples = List.copyOf(samples);
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException(trial.run() + " must have an epoch, had none");
    }
  }

  /** The epoch with the lowest validation loss, whose weights are the best. */
  EpochLog best() {
    return epochs.stream()
        .min(Comparator.comparingDouble(epoch -> epoch.validation().loss()))
        .orElseThrow();
  }

  /** Wall time of all epochs, in whichever session they were trained. */
  double seconds() {
    return epochs.stream().mapToDouble(EpochLog::seconds).sum();
  }
}
