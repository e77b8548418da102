package io.nocturne.evaluate;

import io.nocturne.base.Require;
import io.nocturne.corpus.Corpus;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.model.Context;
import io.nocturne.model.ModelSpec;
import io.nocturne.runtime.Device;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An evaluation of a run.
 *
 * @param run the run's folder
 * @param data the corpus to predict, in the run's tokens
 * @param part which of its pieces. Only the corpus that the run was trained on has a validation and
 *     a training part; if empty, the validation part of that corpus, and all of any other
 * @param baselines the baselines that the run is compared with, if any
 * @param device where to compute
 * @param context what the network has read before a prediction; if empty, that of {@link
 *     ModelSpec#context}, but windows where pieces are split between training and validation
 */
public record EvaluateJob(
    Path run,
    Corpus data,
    Optional<Part> part,
    Optional<Baselines> baselines,
    Device device,
    Optional<Context> context) {

  /** Creates a job in the default context. */
  public EvaluateJob(
      Path run, Corpus data, Optional<Part> part, Optional<Baselines> baselines, Device device) {
    this(run, data, part, baselines, device, Optional.empty());
  }

  /**
   * Models without a network that are trained on the run's training part.
   *
   * @param corpus the corpus that the run was trained on
   * @param order the length of the longest n-grams, 2 to {@link #MAX_ORDER}
   */
  public record Baselines(Corpus corpus, int order) {
    /** The maximum length of n-grams. */
    public static final int MAX_ORDER = NGram.MAX_ORDER;

    /** The default length of n-grams. */
    public static final int DEFAULT_ORDER = 6;

    public Baselines {
      Require.between("order", order, 2, MAX_ORDER);
    }
  }

  /** Returns a job that evaluates the network alone, on the default part of some data. */
  public static EvaluateJob of(Path run, Corpus data) {
    return new EvaluateJob(run, data, Optional.empty(), Optional.empty(), Device.AUTO);
  }

  /** Returns this job on a part of the data. */
  public EvaluateJob with(Part other) {
    return new EvaluateJob(run, data, Optional.of(other), baselines, device, context);
  }

  /** Returns this job on another device. */
  public EvaluateJob on(Device other) {
    return new EvaluateJob(run, data, part, baselines, other, context);
  }

  /** Returns this job in another context. */
  public EvaluateJob in(Context other) {
    return new EvaluateJob(run, data, part, baselines, device, Optional.of(other));
  }

  /** Returns this job with baselines. */
  public EvaluateJob with(Baselines others) {
    return new EvaluateJob(run, data, part, Optional.of(others), device, context);
  }
}
