package io.nocturne;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.MustBeClosed;
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
import io.nocturne.corpus.TokenizedPiece;
import io.nocturne.dataset.Split;
import io.nocturne.diagram.ModelDiagram;
import io.nocturne.file.AtomicFile;
import io.nocturne.generate.GenerateListener;
import io.nocturne.generate.TokenSpace;
import io.nocturne.keras.KerasFile;
import io.nocturne.keras.KerasModel;
import io.nocturne.keras.KerasTraining;
import io.nocturne.model.AdamSpec;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.music.Piece;
import io.nocturne.originality.CorpusNotes;
import io.nocturne.prediction.Evaluation;
import io.nocturne.prediction.Evaluation.Leak;
import io.nocturne.prediction.Evaluation.Part;
import io.nocturne.prediction.Measures;
import io.nocturne.runtime.Device;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.TensorFlow;

/** Each workflow as one call; the command line is made of these. */
public final class Nocturne {
  /** What is exported is to run anywhere, so its graph has no op that only a GPU has. */
  private static final SessionSettings PORTABLE = SessionSettings.defaults().on(Device.CPU);

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
   * @throws io.nocturne.runtime.DeviceException if the machine lacks the spec's device or precision
   * @throws io.nocturne.train.NonFiniteLossException if the loss is no longer finite
   */
  public static TrainingResult train(TrainJob job) throws IOException {
    TrainSpec spec = job.spec();
    Corpus corpus = job.corpus();
    // These fail before the folder is made.
    spec.split(corpus);
    spec.session().requireAvailable();
    RunInfo info = begun(Optional.of(corpusInfo(job)), config(job.spec(), job.logging()));
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
    TrainSpec spec = TrainSpec.of(run);
    if (run.info().corpus().isPresent()) {
      requireSame(run, run.info().corpus().get(), job);
    } else {
      requireFits(run, spec, job);
      job.spec().split(job.corpus()); // Fails before the run takes the corpus.
    }
    boolean same =
        run.info().corpus().isPresent()
            && spec.equals(job.spec())
            && TensorBoardSpec.of(run).equals(job.logging());
    return train(
        job,
        same
            ? run
            : run.reconfigure(
                run.info().corpus().orElse(corpusInfo(job)), config(job.spec(), job.logging())));
  }

  /** A run goes on with what it was begun with. */
  private static void requireSame(RunFolder run, CorpusInfo begun, TrainJob job)
      throws RunException {
    if (!begun.fingerprint().equals(job.corpus().fingerprint())) {
      throw new RunException(
          job.run(),
          "was begun with another corpus (%s, %d tokens) than %s (%d tokens); give that one, or begin another --run"
              .formatted(begun.path(), begun.tokens(), job.source(), job.corpus().tokenCount()));
    }
    if (!TrainSpec.of(run).canGoOnAs(job.spec())) {
      throw new RunException(
          job.run(),
          "was begun with other settings; leave all but epochs, patience, min delta, checkpoint"
              + " every and keep as they are in its run.json, or begin another --run");
    }
  }

  /** An imported run takes any corpus of its vocabulary, and any settings but its network's. */
  private static void requireFits(RunFolder run, TrainSpec imported, TrainJob job)
      throws RunException {
    requireSameTokens(run, job.corpus());
    ModelSpec network = job.spec().model();
    if (!imported.model().withDropout(network.dropout()).equals(network)) {
      throw new RunException(
          job.run(),
          "was imported with another network; leave embedding, units, layers, window, targets and"
              + " directions as they are in its run.json");
    }
  }

  private static RunInfo begun(Optional<CorpusInfo> corpus, ObjectNode config) {
    return new RunInfo(
        version(),
        TensorFlow.version(),
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        corpus,
        config);
  }

  private static CorpusInfo corpusInfo(TrainJob job) {
    Corpus corpus = job.corpus();
    return new CorpusInfo(
        job.source(), corpus.fingerprint(), corpus.pieces().size(), corpus.tokenCount());
  }

  /** Every setting, as {@code run.json} keeps them. */
  private static ObjectNode config(TrainSpec spec, TensorBoardSpec logging) {
    ObjectNode config = spec.toJson();
    return config.set(TensorBoardSpec.GROUP, RunJson.toJson(logging));
  }

  private static TrainingResult train(TrainJob job, RunFolder run) throws IOException {
    List<Callback> callbacks = new ArrayList<>();
    callbacks.add(new CsvLog(job.run().resolve("log.csv")));
    Split split = job.spec().split(job.corpus());
    LoggedRun logged = new LoggedRun(run.info(), run.tokenizer(), split, job.report());
    SampleComposer composer = SampleComposer.of(run, split.validation(), job.spec().fit().seed());
    callbacks.addAll(
        TensorBoardCallbacks.of(
            job.tensorboard(), job.logging(), logged, composer, Clock.systemUTC()));
    callbacks.addAll(job.callbacks());
    return new Trainer(run, job.spec(), split, callbacks, job.stopRequested()).train();
  }

  /**
   * Makes a run of a network that was trained elsewhere; it generates, exports, and goes on
   * learning with {@link #resume} on any corpus of its vocabulary.
   *
   * @throws RunException if the run's folder holds something already
   * @throws io.nocturne.savedmodel.SavedModelException if a SavedModel is not nocturne's
   */
  public static ImportResult importModel(ImportJob job) throws IOException {
    if (RunFolder.isRun(job.run())) {
      throw new RunException(job.run(), "exists already; choose another name for the import");
    }
    KerasModel model = job.read();
    ImportedTokens tokens = ImportedTokens.of(job, model);
    TrainSpec spec =
        TrainSpec.paper().with(model.spec()).with(model.training().adam().orElse(AdamSpec.KERAS));
    Vocabulary vocabulary = tokens.tokenizer().vocabulary();
    TokenIds ids = new TokenIds(vocabulary.size(), vocabulary.padId());
    try (TrainingModel trained =
        TrainingModel.create(spec.model(), ids, spec.optimizer(), spec.fit().seed(), PORTABLE)) {
      trained.setState(tokens.state());
      RunFolder run =
          RunFolder.create(
              job.run(),
              begun(Optional.empty(), config(spec, TensorBoardSpec.DEFAULT)),
              tokens.tokenizer(),
              job.origin(),
              trained);
      List<String> notes = new ArrayList<>(model.training().notes());
      tokens.note(model).ifPresent(notes::add);
      return new ImportResult(run, notes);
    }
  }

  /**
   * Loss and accuracy of a run's best weights on every window of a corpus, in float32.
   *
   * @throws RunException if there is no such run, or its vocabulary is another than the corpus's
   * @throws io.nocturne.dataset.SplitException if the corpus has no window
   */
  public static BatchLoss evaluate(Path runFolder, Corpus corpus) throws IOException {
    return evaluate(runFolder, corpus, Device.AUTO);
  }

  /**
   * Likewise, on a device of choice.
   *
   * @throws io.nocturne.runtime.DeviceException if there is no such device
   */
  public static BatchLoss evaluate(Path runFolder, Corpus corpus, Device device)
      throws IOException {
    EvaluateJob job =
        new EvaluateJob(runFolder, corpus, Optional.of(Part.ALL), Optional.empty(), device);
    Evaluation evaluation = evaluate(job);
    Measures all = evaluation.leak().map(Leak::everyPosition).orElse(evaluation.network()).total();
    return new BatchLoss(all.nats(), all.correct(), all.targets());
  }

  /**
   * How a run's best weights do on music whose tokens are known, in float32 and without dropout,
   * and how baselines do on the same targets. Windows are cut as the run's are.
   *
   * @throws RunException if there is no such run, or the data or the baselines' corpus does not fit
   *     it
   * @throws io.nocturne.dataset.SplitException if the data has no window
   * @throws io.nocturne.runtime.DeviceException if there is no such device
   */
  public static Evaluation evaluate(EvaluateJob job) throws IOException {
    return Evaluator.evaluate(job);
  }

  static void requireSameTokens(RunFolder run, Corpus corpus) throws RunException {
    Tokenizer learnt = run.tokenizer();
    Tokenizer given = corpus.tokenizer();
    if (!learnt.vocabulary().equals(given.vocabulary())) {
      throw new RunException(
          run.path(),
          "has another vocabulary (%d tokens) than the corpus (%d tokens); prepare the corpus with --vocabulary %s"
              .formatted(
                  learnt.vocabulary().size(), given.vocabulary().size(), vocabularyFile(run)));
    }
    if (!learnt.equals(given)) {
      throw new RunException(
          run.path(),
          "has tokens of another kind (%s) than the corpus (%s); prepare the corpus with --vocabulary %s"
              .formatted(learnt.label(), given.label(), vocabularyFile(run)));
    }
  }

  private static Path vocabularyFile(RunFolder run) {
    return run.path().resolve(VocabularyFile.NAME);
  }

  /**
   * New music from a run's best weights.
   *
   * @return {@code count} pieces
   * @throws RunException if there is no such run
   * @throws io.nocturne.runtime.DeviceException if there is no such device
   * @throws PrimerException if the run's tokens cannot express any note of the primer, or a piece
   *     is to be continued and the primer is none
   * @throws NoteChoiceException if the choice asks for what the tokens or the primer do not have
   * @throws io.nocturne.generate.ConstraintException if the choice leaves nothing to go on with
   */
  public static List<Piece> generate(GenerateJob job, GenerateListener listener)
      throws IOException {
    return new Composition(job, RunFolder.open(job.run())).pieces(listener);
  }

  /** The notes of a corpus, for asking what of them stands elsewhere. */
  public static CorpusNotes notes(Corpus corpus) {
    Tokenizer tokenizer = corpus.tokenizer();
    List<int[]> struck = new ArrayList<>();
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      struck.add(tokenizer.pitches(id).stream().mapToInt(Integer::intValue).toArray());
    }
    List<String> names = new ArrayList<>();
    List<int[]> pitches = new ArrayList<>();
    for (TokenizedPiece piece : corpus.pieces()) {
      names.add(piece.name());
      pitches.add(
          Arrays.stream(piece.tokens().toArray())
              .flatMap(id -> Arrays.stream(struck.get(id)))
              .toArray());
    }
    return CorpusNotes.of(names, pitches);
  }

  /** The ids that a run's network reads and writes; those of marks are not for pieces. */
  static TokenSpace tokenSpace(RunFolder run) {
    Vocabulary vocabulary = run.tokenizer().vocabulary();
    Set<Integer> forbidden =
        Stream.of(Vocabulary.BOS, Vocabulary.UNK)
            .flatMap(mark -> vocabulary.id(mark).stream().boxed())
            .collect(Collectors.toSet());
    return new TokenSpace(
        run.model().window(),
        run.tokenIds().count(),
        run.tokenIds().pad(),
        forbidden,
        vocabulary.id(Vocabulary.EOS));
  }

  /**
   * A run's best weights as a SavedModel.
   *
   * @param folder the folder to make; it must not exist or be empty
   * @throws RunException if there is no such run
   */
  public static void exportSavedModel(Path runFolder, Path folder) throws IOException {
    RunFolder run = RunFolder.open(runFolder);
    try (InferenceModel model = run.openBest(PORTABLE)) {
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
    try (InferenceModel model = run.openBest(PORTABLE)) {
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
    try (InferenceModel model = run.openBest(PORTABLE)) {
      FrozenGraph.write(model, file);
    }
  }

  /**
   * A picture of a run's network as an SVG file.
   *
   * @param file the file to write; replaced if it exists
   * @throws RunException if there is no such run
   */
  public static void exportDiagram(Path runFolder, Path file) throws IOException {
    RunFolder run = RunFolder.open(runFolder);
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    AtomicFile.write(file, ModelDiagram.svg(run.name(), run.model(), run.tokenIds()));
  }

  /**
   * A run's best weights, with the optimiser's state, as a Keras archive.
   *
   * @param file the file to write, of a name that ends in {@link KerasFile#EXTENSION}; replaced if
   *     it exists
   * @throws RunException if there is no such run
   */
  public static void exportKeras(Path runFolder, Path file) throws IOException {
    RunFolder run = RunFolder.open(runFolder);
    TrainSpec spec = TrainSpec.of(run);
    TokenIds ids = run.tokenIds();
    try (TrainingModel model = create(run, spec.with(PORTABLE))) {
      run.checkpoints().restoreBest(model);
      KerasFile.write(
          new KerasModel(
              run.model(),
              ids.count(),
              model.state(),
              KerasTraining.with(spec.optimizer(), ids.pad()),
              Optional.of(
                  new String(VocabularyFile.bytes(run.tokenizer()), StandardCharsets.UTF_8))),
          file);
    }
  }

  /** The run's network with its optimiser, neither of them trained. */
  @MustBeClosed
  private static TrainingModel create(RunFolder run, TrainSpec spec) {
    return TrainingModel.create(
        run.model(), run.tokenIds(), spec.optimizer(), spec.fit().seed(), spec.session());
  }
}
