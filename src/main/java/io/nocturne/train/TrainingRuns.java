package io.nocturne.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.UserError;
import io.nocturne.checkpoint.CheckpointWriter;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.checkpoint.RunTokens;
import io.nocturne.compose.SampleComposer;
import io.nocturne.corpus.Corpus;
import io.nocturne.dataset.Split;
import io.nocturne.model.ModelSpec;
import io.nocturne.runtime.BuildInfo;
import io.nocturne.runtime.NativeLibrary;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callbacks;
import io.nocturne.train.cluster.ClusterSpec;
import io.nocturne.train.tensorboard.LogFolder;
import io.nocturne.train.tensorboard.TensorBoardLog;
import io.nocturne.train.tensorboard.TensorBoardLog.LoggedRun;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Begins runs and resumes them. */
public final class TrainingRuns {
  private TrainingRuns() {}

  /** Begins a run and trains it, as {@code Nocturne.train}. */
  public static TrainingResult begin(TrainJob job) throws IOException {
    TrainSpec spec = job.spec();
    Corpus corpus = job.corpus();
    // These fail before the folder is made.
    Split split = spec.split(corpus);
    EpochBatches.requireAugmentable(spec.data(), corpus.tokenizer());
    spec.session().requireAvailable();
    RunInfo info = newRun(Optional.of(corpusInfo(job)), job.spec(), job.logging());
    LogFolder events = logFolder(job, info);
    RunFolder.requireVacant(job.run());
    events.requireFree();
    try (TrainingTeam team = TrainingTeam.gather(job);
        CheckpointWriter checkpoints = RunFolder.reserve(job.run())) {
      RunFolder run = RunFolder.create(checkpoints, info, corpus.tokenizer());
      claim(events, run, checkpoints);
      return train(team, job, new RunStore(run, checkpoints), split);
    }
  }

  /**
   * Claims the folder of events for a run that has just begun. If another run has it by now, the
   * run is taken back, so that the same command with another folder can begin it.
   */
  private static void claim(LogFolder events, RunFolder run, CheckpointWriter checkpoints)
      throws IOException {
    try {
      events.claim(Optional.empty());
    } catch (IOException e) {
      run.withdraw(checkpoints);
      throw e;
    }
  }

  /** The job of a worker that is not the chief; its run and its logging are not used. */
  @FunctionalInterface
  public interface JobOfWorker {
    /**
     * Returns the job, which has to be like the chief's. Its corpus is closed at the end.
     *
     * @param source the place of the chief's corpus
     * @param spec the chief's settings, those of a run that is resumed too
     */
    TrainJob job(String source, TrainSpec spec) throws IOException;
  }

  /** Trains as a worker that is not the chief, as {@code Nocturne.join}. */
  public static TrainingResult join(
      ClusterSpec cluster, JobOfWorker job, BooleanSupplier stopRequested) throws IOException {
    return TrainingTeam.join(cluster, job, stopRequested);
  }

  /** Resumes a run, as {@code Nocturne.resume}. */
  public static TrainingResult resume(TrainJob job) throws IOException {
    try (CheckpointWriter checkpoints = RunFolder.open(job.run()).write()) {
      // Opened again, now that no other process can resume it.
      return resume(job, RunFolder.open(job.run()), checkpoints);
    }
  }

  private static TrainingResult resume(TrainJob job, RunFolder run, CheckpointWriter checkpoints)
      throws IOException {
    TrainSpec spec = TrainSpec.of(run);
    if (run.info().corpus().isPresent()) {
      requireSame(run, run.info().corpus().get(), job);
    } else {
      requireFits(run, spec, job);
    }
    Split split = job.spec().split(job.corpus()); // Fails before an imported run takes the corpus.
    logFolder(job, run.info()).requireOwn(run.checkpoints().progress());
    boolean same =
        run.info().corpus().isPresent()
            && spec.equals(job.spec())
            && TensorBoardSpec.of(run).equals(job.logging());
    try (TrainingTeam team = TrainingTeam.gather(job)) {
      RunFolder configured =
          same
              ? run
              : run.reconfigure(
                  checkpoints,
                  run.info().corpus().orElse(corpusInfo(job)),
                  config(job.spec(), job.logging()));
      return train(team, job, new RunStore(configured, checkpoints), split);
    }
  }

  /** Requires the corpus and the settings that the run was begun with. */
  private static void requireSame(RunFolder run, CorpusInfo begun, TrainJob job)
      throws RunException {
    if (!begun.fingerprint().equals(job.corpus().fingerprint())) {
      throw new RunException(
          job.run(),
          "was begun with another corpus (%s, %d tokens) than %s (%d tokens); give that one, or choose another run folder"
              .formatted(begun.path(), begun.tokens(), job.source(), job.corpus().tokenCount()));
    }
    List<String> differences = TrainSpec.of(run).fixedDifferences(job.spec());
    if (!differences.isEmpty()) {
      throw new RunException(
          job.run(),
          "was begun with other settings (%s); only %s may change; leave the others as in its run.json, or choose another run folder"
              .formatted(String.join("; ", differences), String.join(", ", TrainSpec.RESUMABLE)));
    }
  }

  /**
   * Requires the vocabulary and the network of an imported run; its corpus and other settings are
   * free.
   */
  private static void requireFits(RunFolder run, TrainSpec imported, TrainJob job)
      throws RunException {
    RunTokens.requireSame(run, job.corpus().tokenizer());
    ModelSpec network = job.spec().model();
    if (!imported.model().with(network.dropouts()).equals(network)) {
      throw new RunException(
          job.run(),
          "was imported with another network; leave embedding, units, layers, window, targets,"
              + " directions, mask-padding and stateful as they are in its run.json");
    }
  }

  /** Returns the content of {@code run.json} for a run that is created now. */
  public static RunInfo newRun(
      Optional<CorpusInfo> corpus, TrainSpec spec, TensorBoardSpec logging) {
    return new RunInfo(
        BuildInfo.version(),
        NativeLibrary.version(),
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        corpus,
        config(spec, logging));
  }

  private static CorpusInfo corpusInfo(TrainJob job) {
    Corpus corpus = job.corpus();
    return new CorpusInfo(
        job.source(),
        corpus.fingerprint(),
        corpus.pieces().size(),
        corpus.tokenCount(),
        corpus.provenance());
  }

  /** Returns all settings as they are in {@code run.json}. */
  private static ObjectNode config(TrainSpec spec, TensorBoardSpec logging) {
    ObjectNode config = spec.toJson();
    return config.set(TensorBoardSpec.GROUP, RunJson.toJson(logging));
  }

  private static LogFolder logFolder(TrainJob job, RunInfo run) {
    return new LogFolder(job.tensorboard(), job.run(), run.created());
  }

  private static TrainingResult train(TrainingTeam team, TrainJob job, RunStore store, Split split)
      throws IOException {
    EpochBatches batches = EpochBatches.of(split, job.spec(), store.run().tokenizer());
    return team.train(store, batches, callbacks(job, store.run(), split));
  }

  private static Callback callbacks(TrainJob job, RunFolder run, Split split) throws IOException {
    List<Callback> callbacks = new ArrayList<>();
    callbacks.add(logFolder(job, run.info()));
    callbacks.add(new CsvLog(job.run().resolve("log.csv")));
    LoggedRun logged = new LoggedRun(run.info(), run.tokenizer(), split, job.report());
    SampleComposer composer = SampleComposer.of(run, split.validation(), job.spec().fit().seed());
    callbacks.add(
        new TensorBoardLog(job.tensorboard(), job.logging(), logged, composer, Clock.systemUTC()));
    callbacks.addAll(job.callbacks());
    return new Callbacks(callbacks);
  }

  /** A loss or a weight that is NaN or infinite, which ends a training. */
  public static final class NonFiniteLossException extends IOException implements UserError {
    private static final long serialVersionUID = 1;

    NonFiniteLossException(String what, int epoch, long step, String lastGood) {
      super(
          "%s is not finite in epoch %d at step %d; %s; begin another run with a lower learning rate or with a clip norm"
              .formatted(what, epoch + 1, step, lastGood));
    }
  }
}
