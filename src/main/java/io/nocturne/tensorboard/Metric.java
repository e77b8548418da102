package io.nocturne.tensorboard;

/**
 * A curve whose last value is shown beside the hyperparameters of a run.
 *
 * @param group folder of the curve below the run's, such as {@code validation}; empty for the run's
 *     own
 * @param tag the curve's name
 * @param displayName what its column is called
 */
public record Metric(String group, String tag, String displayName) {

  public Metric {
    if (tag.isBlank()) {
      throw new IllegalArgumentException("metric must have a tag, was \"" + tag + "\"");
    }
  }
}
