package io.nocturne.train;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.checkpoint.TrainingProgress.BestEpoch;
import io.nocturne.checkpoint.TrainingProgress.PartialEpoch;
import io.nocturne.dataset.Batches;
import io.nocturne.dataset.Batches.Batch;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.OptimizerSpec.Schedule;
import io.nocturne.model.TrainingModel;
import io.nocturne.model.Workers;
import io.nocturne.train.TrainingRuns.NonFiniteLossException;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.BatchLog;
import io.nocturne.train.callback.Callback.BatchLog.Phase;
import io.nocturne.train.callback.Callback.EpochVerdict;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains a run epoch after epoch. The loop's state between steps is what {@link TrainingProgress}
 * keeps.
 *
 * <p>Everything random is keyed by the run's seed and by epoch or step, and a checkpoint holds the
 * rest, so that a resumed run ends with the weights of an uninterrupted one, bit for bit (with the
 * same session settings on the same kind of machine).
 */
final class TrainingLoop {
  private final TrainingModel model;
  private final TrainingStore store;
  private final TrainSpec spec;
  private final Batches trainingBatches;
  private final Batches validationBatches;
  private final Callback callback;
  private final EarlyStopping stopping;
  private final Optional<Plateau> plateau;

  private final List<EpochLog> epochs = new ArrayList<>();
  private PartialEpoch partial = PartialEpoch.NONE;
  private Optional<BestEpoch> best = Optional.empty();
  private Optional<String> latest = Optional.empty();

  TrainingLoop(
      TrainingModel model,
      TrainingStore store,
      TrainSpec spec,
      EpochBatches batches,
      Callback callback) {
    this.model = model;
    this.store = store;
    this.spec = spec;
    trainingBatches = batches.training();
    validationBatches = batches.validation();
    this.callback = callback;
    stopping = new EarlyStopping(spec.fit());
    plateau =
        spec.optimizer().schedule() == Schedule.PLATEAU
            ? Optional.of(new Plateau(spec.optimizer(), spec.fit().monitor()))
            : Optional.empty();
  }

  /**
   * Trains a run, from the store's checkpoint if it has one, until all epochs are done, a verdict
   * stops it, or it is interrupted.
   *
   * @param batches of this worker
   * @param callback closed at the end, also if the training fails
   * @throws NonFiniteLossException if the loss or a weight is not finite; the last checkpoint stays
   *     as it was
   */
  static TrainingResult train(
      TrainSpec spec, TrainingStore store, EpochBatches batches, Workers workers, Callback callback)
      throws IOException {
    try (callback;
        TrainingModel model =
            TrainingModel.create(
                spec.model(), batches.ids(), spec.learning(batches.training().count()), workers)) {
      TrainingLoop loop = new TrainingLoop(model, store, spec, batches, callback);
      Optional<TrainingProgress> resumed = store.restore(model);
      resumed.ifPresent(loop::resumeFrom);
      model.takeOver(false);
      callback.trainingStarted(model, resumed.filter(TrainingProgress::hasSteps));
      TrainingResult result = loop.run(workers::isStopping);
      callback.trainingFinished(result);
      return result;
    }
  }

  /** Takes over the state of an earlier process, whose checkpoint the model holds. */
  private void resumeFrom(TrainingProgress progress) {
    epochs.addAll(progress.epochs());
    epochs.forEach(stopping::observe);
    epochs.forEach(this::followPlateau);
    partial = progress.partial();
    best = progress.best();
    latest = Optional.of(progress.checkpoint());
  }

  TrainingResult run(BooleanSupplier stopRequested) throws IOException {
    Optional<String> finished = finished(stopping.verdict());
    if (finished.isPresent()) {
      store.commit(progress(finished), spec.fit().keep());
    }
    while (finished.isEmpty()) {
      Stopwatch stopwatch = Stopwatch.startedBefore(partial.seconds());
      Optional<BatchLoss> validation = Optional.empty();
      if (trainEpoch(stopRequested, stopwatch)) {
        validation = validate(stopRequested);
      }
      if (validation.isEmpty()) {
        return interrupted();
      }
      EpochLog log = completeEpoch(validation.get(), stopwatch.seconds());
      finished = finished(stopping.verdict());
      if (finished.isPresent() || epochs.size() % spec.fit().checkpointEvery() == 0) {
        checkpoint("ckpt-" + epochs.size(), Optional.empty());
      }
      EpochVerdict verdict = agreed(callback.epochFinished(log));
      if (verdict instanceof EpochVerdict.Stop && finished.isEmpty()) {
        finished = finished(verdict);
      }
      if (finished.isPresent()) {
        // Only after the callbacks: a finished training is not resumed, so its logs are complete.
        checkpoint("ckpt-" + epochs.size(), finished);
      }
    }
    return new TrainingResult(TrainingOutcome.FINISHED, progress(finished));
  }

  /** Returns the verdict of the chief, whose weights all workers take over. */
  private EpochVerdict agreed(EpochVerdict verdict) {
    boolean mine = verdict instanceof EpochVerdict.Stop;
    boolean stop = model.takeOver(mine);
    if (stop == mine) {
      return verdict;
    }
    return stop ? EpochVerdict.stop("stopped by the chief") : EpochVerdict.proceed();
  }

  private Optional<String> finished(EpochVerdict verdict) {
    if (verdict instanceof EpochVerdict.Stop stop) {
      return Optional.of(stop.reason());
    }
    return epochs.size() >= spec.fit().epochs()
        ? Optional.of("all " + epochs.size() + " epochs done")
        : Optional.empty();
  }

  /** Takes the remaining steps of the epoch; returns false if it was interrupted. */
  private boolean trainEpoch(BooleanSupplier stopRequested, Stopwatch stopwatch)
      throws IOException {
    for (Batch batch : trainingBatches.epoch(epochs.size(), partial.batches())) {
      BatchLoss loss = model.train(batch.tokens(), batch.size());
      requireFinite(loss.lossSum(), "the training loss");
      BatchLoss sum = partial.training().plus(loss);
      partial = new PartialEpoch(partial.batches() + 1, sum, stopwatch.seconds());
      callback.batchFinished(
          new BatchLog(
              epochs.size(), Phase.TRAINING, partial.batches(), trainingBatches.count(), sum));
      if (stopRequested.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  /** Returns loss and accuracy on the validation windows, or empty if it was interrupted. */
  private Optional<BatchLoss> validate(BooleanSupplier stopRequested) throws IOException {
    BatchLoss sum = BatchLoss.NONE;
    long done = 0;
    for (Batch batch : validationBatches.epoch(0, 0)) {
      sum = sum.plus(model.evaluate(batch.tokens(), batch.size()));
      done++;
      callback.batchFinished(
          new BatchLog(epochs.size(), Phase.VALIDATION, done, validationBatches.count(), sum));
      if (stopRequested.getAsBoolean()) {
        return Optional.empty();
      }
    }
    requireFinite(sum.lossSum(), "the validation loss");
    return Optional.of(sum);
  }

  private EpochLog completeEpoch(BatchLoss validation, double seconds) throws IOException {
    requireFiniteWeights();
    EpochLog log =
        new EpochLog(epochs.size(), partial.training(), validation, learningRate(), seconds);
    epochs.add(log);
    partial = PartialEpoch.NONE;
    stopping.observe(log);
    if (best.isEmpty() || spec.fit().monitor().isBetter(log, epochs.get(best.get().epoch()))) {
      String name = "best-" + epochs.size();
      store.save(model, name);
      best = Optional.of(new BestEpoch(name, log.epoch()));
    }
    followPlateau(log);
    return log;
  }

  private void followPlateau(EpochLog log) {
    plateau.flatMap(reducing -> reducing.observe(log)).ifPresent(model::setLearningRate);
  }

  /** Returns the learning rate as its shortest decimal: 0.001, not 0.0010000000474974513. */
  private double learningRate() {
    return Double.parseDouble(Float.toString(model.learningRate()));
  }

  private TrainingResult interrupted() throws IOException {
    requireFiniteWeights();
    checkpoint("ckpt-" + epochs.size() + "-" + partial.batches(), Optional.empty());
    return new TrainingResult(TrainingOutcome.INTERRUPTED, progress(Optional.empty()));
  }

  private void checkpoint(String name, Optional<String> finished) throws IOException {
    // A checkpoint of this name has the same weights; overwriting it would put it at risk.
    if (!latest.equals(Optional.of(name))) {
      store.save(model, name);
      latest = Optional.of(name);
    }
    store.commit(progress(finished), spec.fit().keep());
  }

  private TrainingProgress progress(Optional<String> finished) {
    return new TrainingProgress(latest.orElseThrow(), best, epochs, partial, finished);
  }

  private void requireFinite(double loss, String what) throws IOException {
    if (!Double.isFinite(loss)) {
      throw nonFinite(what);
    }
  }

  /**
   * Checks the weights: the loss of a step is computed before the step, and may still be finite.
   */
  private void requireFiniteWeights() throws IOException {
    if (!model.isFinite()) {
      throw nonFinite("a weight");
    }
  }

  private NonFiniteLossException nonFinite(String what) {
    String lastGood =
        latest
            .map(name -> "the last good checkpoint is " + name)
            .orElse("no checkpoint is written");
    return new NonFiniteLossException(what, epochs.size(), model.iterations(), lastGood);
  }
}
