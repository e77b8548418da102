package io.nocturne.evaluate;

import io.nocturne.corpus.Corpus;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.runtime.Device;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An evaluation of a run.
 *
 * @param run the run's folder
 * @param data what is to be predicted, in the run's tokens
 * @param part which of its pieces. Only the corpus that the run learnt from has a validation and a
 *     training part; empty takes its validation part, and all of any other
 * @param baselines what the run is compared with, if anything
 * @param device what computes
 */
public record EvaluateJob(
    Path run, Corpus data, Optional<Part> part, Optional<Baselines> baselines, Device device) {

  /**
   * Models that learn, without a network, what the run has learnt from.
   *
   * @param corpus the one that the run learnt from
   * @param order tokens of the longest n-grams, 2 to {@link NGram#MAX_ORDER}
   */
  public record Baselines(Corpus corpus, int order) {
    public Baselines {
      if (order < 2 || order > NGram.MAX_ORDER) {
        throw new IllegalArgumentException(
            "order must be 2 to " + NGram.MAX_ORDER + ", was " + order);
      }
    }
  }

  /** The network alone, on the usual part of some data. */
  public static EvaluateJob of(Path run, Corpus data) {
    return new EvaluateJob(run, data, Optional.empty(), Optional.empty(), Device.AUTO);
  }

  /** This on a part of the data. */
  public EvaluateJob with(Part other) {
    return new EvaluateJob(run, data, Optional.of(other), baselines, device);
  }

  /** This on another device. */
  public EvaluateJob on(Device other) {
    return new EvaluateJob(run, data, part, baselines, other);
  }

  /** This beside baselines. */
  public EvaluateJob with(Baselines others) {
    return new EvaluateJob(run, data, part, Optional.of(others), device);
  }
}
