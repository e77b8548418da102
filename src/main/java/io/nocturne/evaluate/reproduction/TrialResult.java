package io.nocturne.evaluate.reproduction;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.reproduction.StudyPlan.Trial;
import io.nocturne.music.Piece;
import io.nocturne.originality.Originality;
import java.util.Comparator;
import java.util.List;

/**
 * The result of a training.
 *
 * @param weights the number of weights of the network
 * @param epochs the epochs, at least one, in order
 * @param validation the evaluation of the best weights on held-out data, beside baselines
 * @param training the evaluation of the best weights on training data, without dropout
 * @param samples pieces that the best weights make
 */
record TrialResult(
    Trial trial,
    long weights,
    List<EpochLog> epochs,
    Evaluation validation,
    Evaluation training,
    List<Sample> samples) {

  /** A generated piece and its originality. */
  record Sample(Piece piece, Originality originality) {}

  TrialResult {
    epochs = List.copyOf(epochs);
    samples = List.copyOf(samples);
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException(trial.run() + " must have an epoch, had none");
    }
  }

  /** Returns the epoch with the lowest validation loss, whose weights are the best. */
  EpochLog best() {
    return epochs.stream()
        .min(Comparator.comparingDouble(epoch -> epoch.validation().loss()))
        .orElseThrow();
  }

  /** Returns the wall time of all epochs in seconds, over all sessions. */
  double seconds() {
    return epochs.stream().mapToDouble(EpochLog::seconds).sum();
  }
}
