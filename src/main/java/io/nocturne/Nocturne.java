package io.nocturne;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.checkpoint.CorpusInfo;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.Preparation;
import io.nocturne.corpus.PrepareListener;
import io.nocturne.corpus.PrepareSpec;
import io.nocturne.corpus.Prepared;
import io.nocturne.dataset.Batch;
import io.nocturne.dataset.Batches;
import io.nocturne.dataset.Order;
import io.nocturne.dataset.Split;
import io.nocturne.dataset.WindowSet;
import io.nocturne.dataset.Windows;
import io.nocturne.generate.GenerateListener;
import io.nocturne.generate.Generator;
import io.nocturne.generate.TokenSpace;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.TrainingModel;
import io.nocturne.music.Piece;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.savedmodel.FrozenGraph;
import io.nocturne.savedmodel.SavedModelWriter;
import io.nocturne.savedmodel.ServingRoot;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Vocabulary;
import io.nocturne.token.VocabularyFile;
import io.nocturne.train.Callback;
import io.nocturne.train.CsvLog;
import io.nocturne.train.TensorBoardSpec;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.Trainer;
import io.nocturne.train.TrainingResult;
import io.nocturne.train.callback.LoggedRun;
import io.nocturne.train.callback.TensorBoardCallbacks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.TensorFlow;

/** Each workflow as one call; the command line is made of these. */
public final class Nocturne {
  private static final int EVALUATION_BATCH_SIZE = 256;

  private Nocturne() {}

  /** This program's version. */
  public static String version() {
    String version = Nocturne.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * MIDI files to a corpus, written to a folder.
   *
   * @param out gets {@code corpus.tfrecord}, {@code vocabulary.json} and {@code report.json}
   * @throws IOException if no file could be read, or the folder cannot be written
   */
  public static Prepared prepare(PrepareSpec spec, Path out, PrepareListener listener)
      throws IOException {
    Prepared prepared = Preparation.prepare(spec, listener);
    CorpusFolder.write(out, prepared.corpus(), prepared.report());
    return prepared;
  }

  /**
   * Begins a run and trains it.
   *
   * @throws RunException if the run's folder holds something already
   * @throws io.nocturne.dataset.SplitException if the corpus gives no training or no validation
   *     windows
   * @throws io.nocturne.train.NonFiniteLossException if the loss is no longer finite
   */
  public static TrainingResult train(TrainJob job) throws IOException {
    TrainSpec spec = job.spec();
    Corpus corpus = job.corpus();
    spec.split(corpus); // Fails before the folder is made.
    CorpusInfo corpusInfo =
        new CorpusInfo(
            job.source(), corpus.fingerprint(), corpus.pieces().size(), corpus.tokenCount());
    RunInfo info =
        new RunInfo(
            version(),
            TensorFlow.version(),
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            corpusInfo,
            config(job));
    return train(job, RunFolder.create(job.run(), info, corpus.tokenizer()));
  }

  /**
   * Goes on with a run from where it stands, to the weights of an uninterrupted one.
   *
   * @param job its corpus must be the one that the run was begun with, and its spec the run's,
   *     {@code epochs}, {@code patience}, {@code checkpointEvery} and {@code keep} aside; its
   *     logging may be any
   * @throws RunException if there is no such run, or it was begun with another corpus or spec
   */
  public static TrainingResult resume(TrainJob job) throws IOException {
    RunFolder run = RunFolder.open(job.run());
    String begun = run.info().corpus().fingerprint();
    if (!begun.equals(job.corpus().fingerprint())) {
      throw new RunException(
          job.run(),
          "was begun with another corpus (%s, %d tokens) than %s (%d tokens); give that one, or begin another --run"
              .formatted(
                  run.info().corpus().path(),
                  run.info().corpus().tokens(),
                  job.source(),
                  job.corpus().tokenCount()));
    }
    if (!TrainSpec.of(run).canGoOnAs(job.spec())) {
      throw new RunException(
          job.run(),
          "was begun with other settings; leave all but epochs, patience, min delta, checkpoint"
              + " every and keep as they are in its run.json, or begin another --run");
    }
    boolean same =
        TrainSpec.of(run).equals(job.spec()) && TensorBoardSpec.of(run).equals(job.logging());
    return train(job, same ? run : run.reconfigure(config(job)));
  }

  /** Every setting of a job, as {@code run.json} keeps them. */
  private static ObjectNode config(TrainJob job) {
    ObjectNode config = job.spec().toJson();
    return config.set(TensorBoardSpec.GROUP, RunJson.toJson(job.logging()));
  }

  private static TrainingResult train(TrainJob job, RunFolder run) throws IOException {
    List<Callback> callbacks = new ArrayList<>();
    callbacks.add(new CsvLog(job.run().resolve("log.csv")));
    Split split = job.spec().split(job.corpus());
    LoggedRun logged = new LoggedRun(run.info(), run.tokenizer(), split, job.report());
    callbacks.addAll(
        TensorBoardCallbacks.of(job.tensorboard(), job.logging(), logged, Clock.systemUTC()));
    callbacks.addAll(job.callbacks());
    return new Trainer(run, job.spec(), split, callbacks, job.stopRequested()).train();
  }

  /**
   * Loss and accuracy of a run's best weights on every window of a corpus.
   *
   * @throws RunException if there is no such run, or its vocabulary is another than the corpus's
   * @throws io.nocturne.dataset.SplitException if the corpus has no window
   */
  public static BatchLoss evaluate(Path runFolder, Corpus corpus) throws IOException {
    RunFolder run = RunFolder.open(runFolder);
    requireSameTokens(run, corpus);
    TrainSpec spec = TrainSpec.of(run);
    return evaluate(run, spec, Windows.someOf(corpus, spec.windows()));
  }

  private static void requireSameTokens(RunFolder run, Corpus corpus) throws RunException {
    Vocabulary learnt = run.tokenizer().vocabulary();
    Vocabulary given = corpus.tokenizer().vocabulary();
    if (!learnt.equals(given)) {
      throw new RunException(
          run.path(),
          "has another vocabulary (%d tokens) than the corpus (%d tokens); prepare the corpus as the run's was"
              .formatted(learnt.size(), given.size()));
    }
  }

  private static BatchLoss evaluate(RunFolder run, TrainSpec spec, WindowSet windows)
      throws IOException {
    BatchLoss sum = BatchLoss.NONE;
    try (TrainingModel model =
        TrainingModel.create(
            run.model(), run.tokenIds(), spec.optimizer(), spec.fit().seed(), spec.session())) {
      run.checkpoints().restoreBest(model);
      Batches batches = new Batches(windows, EVALUATION_BATCH_SIZE, new Order.Sequential());
      for (Batch batch : batches.epoch(0, 0)) {
        sum = sum.plus(model.evaluate(batch.tokens(), batch.size()));
      }
    }
    return sum;
  }

  /**
   * New music from a run's best weights.
   *
   * @return {@code count} pieces
   * @throws RunException if there is no such run
   * @throws PrimerException if the run's tokens cannot express any note of the primer
   */
  public static List<Piece> generate(GenerateJob job, GenerateListener listener)
      throws IOException {
    RunFolder run = RunFolder.open(job.run());
    Tokenizer tokenizer = run.tokenizer();
    int[] primer =
        job.primer().map(piece -> tokenizer.encode(piece).tokens().toArray()).orElse(new int[0]);
    if (job.primer().isPresent() && primer.length == 0) {
      throw new PrimerException(
          "the primer "
              + job.primer().get().name()
              + " has no note that the run's vocabulary knows; choose another primer");
    }
    TokenSpace space =
        new TokenSpace(run.model().window(), run.tokenIds().count(), run.tokenIds().pad());
    int[][] generated;
    try (InferenceModel model = run.openBest(SessionSettings.defaults())) {
      generated = new Generator(model::logits, space).generate(primer, job.spec(), listener);
    }
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < generated.length; i++) {
      int[] ids =
          job.output() == GenerateJob.Output.CONTINUATION
              ? generated[i]
              : IntStream.concat(IntStream.of(primer), IntStream.of(generated[i])).toArray();
      pieces.add(tokenizer.decode(run.name() + " " + (i + 1), ids, job.timing()));
    }
    return pieces;
  }

  /**
   * A run's best weights as a SavedModel.
   *
   * @param folder the folder to make; it must not exist or be empty
   * @throws RunException if there is no such run
   */
  public static void exportSavedModel(Path runFolder, Path folder) throws IOException {
    RunFolder run = RunFolder.open(runFolder);
    try (InferenceModel model = run.openBest(SessionSettings.defaults())) {
      SavedModelWriter.write(model, VocabularyFile.bytes(run.tokenizer()), folder);
    }
  }

  /**
   * A run's best weights as the next version of a model that TensorFlow Serving watches.
   *
   * @param root the model's folder, which holds a folder for each version; made if there is none
   * @return the new version's folder
   * @throws RunException if there is no such run
   */
  public static Path exportToServingRoot(Path runFolder, Path root) throws IOException {
    RunFolder run = RunFolder.open(runFolder);
    try (InferenceModel model = run.openBest(SessionSettings.defaults())) {
      return ServingRoot.write(model, VocabularyFile.bytes(run.tokenizer()), root);
    }
  }

  /**
   * A run's best weights as a frozen graph: one GraphDef with the weights as constants.
   *
   * @param file the file to write; replaced if it exists
   * @throws RunException if there is no such run
   */
  public static void exportGraph(Path runFolder, Path file) throws IOException {
    RunFolder run = RunFolder.open(runFolder);
    try (InferenceModel model = run.openBest(SessionSettings.defaults())) {
      FrozenGraph.write(model, file);
    }
  }
}
