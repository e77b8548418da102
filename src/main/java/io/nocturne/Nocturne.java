package io.nocturne;

import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.compose.Composition;
import io.nocturne.compose.GenerateJob;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.Preparation;
import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PreparedFolder;
import io.nocturne.corpus.PrepareSpec;
import io.nocturne.evaluate.EvaluateJob;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.Evaluation.Leak;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.evaluate.Evaluator;
import io.nocturne.evaluate.MemoryFit;
import io.nocturne.evaluate.Metrics;
import io.nocturne.evaluate.reproduction.ReproduceJob;
import io.nocturne.evaluate.reproduction.Reproducer;
import io.nocturne.evaluate.reproduction.Reproducer.ReproduceListener;
import io.nocturne.evaluate.reproduction.Reproduction;
import io.nocturne.export.ExportFormat;
import io.nocturne.export.ImportJob;
import io.nocturne.export.ImportJob.ImportResult;
import io.nocturne.export.Importer;
import io.nocturne.generate.Generator.GenerateListener;
import io.nocturne.model.BatchLoss;
import io.nocturne.music.Piece;
import io.nocturne.runtime.BuildInfo;
import io.nocturne.runtime.Device;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainingRuns;
import io.nocturne.train.TrainingRuns.JobOfWorker;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import io.nocturne.train.cluster.ClusterSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The library's entry point: a method for each workflow. The command line calls these. */
public final class Nocturne {
  private Nocturne() {}

  /** Returns the version of this program. */
  public static String version() {
    return BuildInfo.version();
  }

  /**
   * Converts MIDI files to a corpus and writes it to a folder, as {@link
   * Preparation#prepare(PrepareSpec, Path, PrepareListener)} does; {@link CorpusFolder#read} reads
   * it.
   *
   * @param out receives {@code corpus.tfrecord}, {@code vocabulary.json} and {@code report.json}
   * @throws IOException if no file could be read, or the folder cannot be written
   */
  public static PreparedFolder prepare(PrepareSpec spec, Path out, PrepareListener listener)
      throws IOException {
    return Preparation.prepare(spec, out, listener);
  }

  /**
   * Begins a run and trains it, then fits its memory to the validation part.
   *
   * @throws RunException if the run's folder is a run already
   * @throws IOException if it has other contents
   * @throws UserException if the corpus has no training or no validation windows
   * @throws UserException if the machine does not support the spec's device or precision
   * @throws io.nocturne.train.TrainingRuns.NonFiniteLossException if a loss or a weight is not
   *     finite
   */
  public static TrainingResult train(TrainJob job) throws IOException {
    return withMemory(job, TrainingRuns.begin(job));
  }

  /**
   * Trains as one of several workers, but not as their chief, which {@link #train} or {@link
   * #resume} is; saves nothing.
   *
   * @param job whose settings and corpus must be the chief's
   * @param stopRequested returns, after each step, whether all workers are to stop
   * @throws UserException if they are not
   * @throws IOException if the chief does not answer or a worker is lost, naming it
   */
  public static TrainingResult join(
      ClusterSpec cluster, JobOfWorker job, BooleanSupplier stopRequested) throws IOException {
    return TrainingRuns.join(cluster, job, stopRequested);
  }

  private static TrainingResult withMemory(TrainJob job, TrainingResult result) throws IOException {
    if (result.outcome() == TrainingOutcome.FINISHED) {
      MemoryFit.ensure(job.run(), job.corpus());
    }
    return result;
  }

  /**
   * Resumes a run from its last checkpoint. It ends with the weights of an uninterrupted one, bit
   * for bit.
   *
   * @param job its corpus must be the one that the run was begun with, and its spec the run's but
   *     for {@link io.nocturne.train.TrainSpec#RESUMABLE}; its logging may differ
   * @throws RunException if the folder is not a run, or it was begun with another corpus or spec
   */
  public static TrainingResult resume(TrainJob job) throws IOException {
    return withMemory(job, TrainingRuns.resume(job));
  }

  /**
   * Imports a network that was trained elsewhere as a run. The run can generate, be exported, and
   * be trained further with {@link #resume} on any corpus with its vocabulary.
   *
   * @throws RunException if the run's folder is a run already
   * @throws IOException if it has other contents, or nocturne does not support the network
   */
  public static ImportResult importModel(ImportJob job) throws IOException {
    return Importer.importModel(job);
  }

  /**
   * Returns loss and accuracy of a run's best weights on all windows of a corpus, in float32.
   *
   * @throws RunException if the folder is not a run, or its vocabulary is not that of the corpus
   * @throws UserException if the corpus has no window
   */
  public static BatchLoss evaluate(Path runFolder, Corpus corpus) throws IOException {
    return evaluate(runFolder, corpus, Device.AUTO);
  }

  /**
   * Returns loss and accuracy as {@link #evaluate(Path, Corpus)}, computed on a device.
   *
   * @throws UserException if the machine does not have the device
   */
  public static BatchLoss evaluate(Path runFolder, Corpus corpus, Device device)
      throws IOException {
    EvaluateJob job =
        new EvaluateJob(runFolder, corpus, Optional.of(Part.ALL), Optional.empty(), device);
    Evaluation evaluation = evaluate(job);
    Metrics all = evaluation.leak().map(Leak::everyPosition).orElse(evaluation.network()).total();
    return new BatchLoss(all.nats(), all.correct(), all.targets());
  }

  /**
   * Evaluates the predictions of a run's best weights, in float32 and without dropout, and of
   * baselines on the same targets. Windows are cut like those of the run.
   *
   * @throws RunException if the folder is not a run, or the data or the baselines' corpus does not
   *     have its tokens
   * @throws UserException if the data has no window
   * @throws UserException if the machine does not have the device
   */
  public static Evaluation evaluate(EvaluateJob job) throws IOException {
    return Evaluator.evaluate(job);
  }

  /**
   * Generates music with a run's best weights.
   *
   * @return {@code count} pieces
   * @throws RunException if the run has no weights yet
   * @throws UserException if the machine does not have the device, or the constraints do not fit
   *     the tokens or the primer, or rule out every token
   */
  public static List<Piece> generate(GenerateJob job, GenerateListener listener)
      throws IOException {
    return new Composition(job).pieces(listener);
  }

  /**
   * Reproduces the published study: trains each variant that is not trained yet, then evaluates
   * all. A call that was stopped or killed is resumed by another call with the same job.
   *
   * @return the results, or empty if the call was stopped before they were complete
   * @throws RunException if the output has runs with another corpus or other settings, except
   *     device and threads
   */
  public static Optional<Reproduction> reproduce(ReproduceJob job, ReproduceListener listener)
      throws IOException {
    return new Reproducer(job, listener).run();
  }

  /**
   * Exports a run for other programs.
   *
   * @param target the file or folder to write
   * @return what was written: the target, or a new folder in it
   * @throws RunException if the folder is not a run, or has no checkpoint yet
   */
  public static Path export(Path runFolder, ExportFormat format, Path target) throws IOException {
    return format.write(RunFolder.open(runFolder), target);
  }
}
