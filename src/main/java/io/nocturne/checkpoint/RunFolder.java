package io.nocturne.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.PartialFolder;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.runtime.NativePaths;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of a training run: {@code run.json} and {@code vocabulary.json}, written once, and the
 * files of a training (see {@link CheckpointWriter}).
 */
public final class RunFolder {
  // Runs of format 1 held out other pieces than a split by piece does now.
  private static final int RUN_FORMAT = 2;
  private static final int IMPORT_FORMAT = 1;
  static final String RUN_JSON = "run.json";
  private static final String IMPORT_JSON = "import.json";
  private static final Set<String> FILES =
      Set.of(
          RUN_JSON,
          IMPORT_JSON,
          Checkpoints.MEMORY,
          VocabularyFile.NAME,
          Checkpoints.PROGRESS,
          CheckpointWriter.STATE,
          "log.csv");

  private final Path path;
  private final RunInfo info;
  private final ModelSpec model;
  private final Tokenizer tokenizer;

  private RunFolder(Path path, RunInfo info, Tokenizer tokenizer) {
    this.path = path;
    this.info = info;
    this.model = info.model();
    this.tokenizer = tokenizer;
  }

  /**
   * Begins a run, as {@link #create(CheckpointWriter, RunInfo, Tokenizer)} in a folder that is
   * reserved for just that.
   */
  public static RunFolder create(Path path, RunInfo info, Tokenizer tokenizer) throws IOException {
    try (CheckpointWriter holder = reserve(path)) {
      return create(holder, info, tokenizer);
    }
  }

  /**
   * Locks a folder for a run that is to begin there. Of two processes that begin it at the same
   * time one succeeds, if it keeps the folder locked until the run has begun.
   *
   * @throws RunException if the folder is a run already, or another process begins one
   * @throws IOException if it holds something else
   */
  @MustBeClosed
  public static CheckpointWriter reserve(Path path) throws IOException {
    NativePaths.requireLiteral(path);
    return NewRun.reserve(path);
  }

  /**
   * Begins a run.
   *
   * @param holder of a {@link #reserve reserved} folder
   */
  public static RunFolder create(CheckpointWriter holder, RunInfo info, Tokenizer tokenizer)
      throws IOException {
    write(holder.run(), info, tokenizer);
    return new RunFolder(holder.run(), info, tokenizer);
  }

  /**
   * Takes back a run that has just begun, so that another can begin in its folder.
   *
   * @param holder writes this run, which has no checkpoint yet
   */
  public void withdraw(CheckpointWriter holder) throws IOException {
    requireHolds(holder);
    Files.deleteIfExists(runJson()); // First: without it, the rest is that of a killed beginning.
    Files.deleteIfExists(path.resolve(VocabularyFile.NAME));
  }

  private static void write(Path path, RunInfo info, Tokenizer tokenizer) throws IOException {
    AtomicFile.write(path.resolve(VocabularyFile.NAME), VocabularyFile.bytes(tokenizer));
    // Last, so that a folder with run.json is a whole run.
    RunJson.write(path.resolve(RUN_JSON), RUN_FORMAT, info);
  }

  /**
   * Creates a run from weights that were trained elsewhere. It appears complete or not at all.
   *
   * @param info without a corpus; {@link #reconfigure} adds one when the run is trained
   * @param model with the weights
   * @throws RunException if the folder is a run already
   * @throws IOException if it holds something else
   */
  public static RunFolder create(
      Path path, RunInfo info, Tokenizer tokenizer, ImportInfo origin, TrainingModel model)
      throws IOException {
    NativePaths.requireLiteral(path);
    NewRun.requireNoRun(path);
    PartialFolder.fill(
        path,
        hidden -> {
          write(hidden, info, tokenizer);
          RunJson.write(hidden.resolve(IMPORT_JSON), IMPORT_FORMAT, origin);
          try (CheckpointWriter checkpoints = CheckpointWriter.openNew(hidden)) {
            checkpoints.save(model, TrainingProgress.UNTRAINED.checkpoint());
            checkpoints.commit(TrainingProgress.UNTRAINED, 1);
          }
        });
    return new RunFolder(path, info, tokenizer);
  }

  /**
   * Saves other settings and returns the run with them.
   *
   * @param holder writes this run, so that no other process trains it at the same time
   * @param corpus of the training
   * @param config all settings, in the groups of {@link RunInfo#config}
   * @throws IllegalArgumentException if {@code holder} writes another run
   */
  public RunFolder reconfigure(CheckpointWriter holder, CorpusInfo corpus, ObjectNode config)
      throws IOException {
    requireHolds(holder);
    RunInfo changed =
        new RunInfo(
            info.nocturne(), info.tensorflow(), info.created(), Optional.of(corpus), config);
    RunJson.write(runJson(), RUN_FORMAT, changed);
    return new RunFolder(path, changed, tokenizer);
  }

  private void requireHolds(CheckpointWriter holder) {
    if (!holder.holds(path)) {
      throw new IllegalArgumentException("the writer must be of " + path);
    }
  }

  /** Returns whether a folder is a run. */
  public static boolean isRun(Path path) {
    return Files.isRegularFile(path.resolve(RUN_JSON));
  }

  /**
   * Opens a run.
   *
   * @throws RunException if the folder is not a run, or a damaged one
   */
  public static RunFolder open(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new RunException(path, "no such run; train one, or name the folder of one");
    }
    Path runJson = path.resolve(RUN_JSON);
    RunInfo info =
        RunJson.read(runJson, RUN_FORMAT, RUN_FORMAT, RunInfo.class, RunFolder::complete);
    try {
      return new RunFolder(path, info, VocabularyFile.read(path.resolve(VocabularyFile.NAME)));
    } catch (IllegalArgumentException e) {
      throw RunException.damaged(runJson, "config.model: " + e.getMessage(), e);
    }
  }

  /** Adds what runs of earlier versions lack. */
  private static void complete(ObjectNode json) {
    if (json.path("corpus") instanceof ObjectNode corpus && !corpus.has("provenance")) {
      corpus.putNull("provenance");
    }
  }

  /** Returns the run's folder. */
  public Path path() {
    return path;
  }

  /** Returns the file with the settings. */
  public Path runJson() {
    return path.resolve(RUN_JSON);
  }

  /** Returns the run's name: that of its folder. */
  public String name() {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  /** Returns the description of the run. */
  public RunInfo info() {
    return info;
  }

  /**
   * Returns the source of the initial weights, if they were trained elsewhere.
   *
   * @throws RunException if {@code import.json} is damaged
   */
  public Optional<ImportInfo> imported() throws IOException {
    Path file = path.resolve(IMPORT_JSON);
    return Files.exists(file)
        ? Optional.of(RunJson.read(file, IMPORT_FORMAT, ImportInfo.class))
        : Optional.empty();
  }

  /** Returns the shape of the network. */
  public ModelSpec model() {
    return model;
  }

  /** Returns the tokenizer of the run's corpus and output. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** Returns the token ids that the network reads and predicts. */
  public TokenIds tokenIds() {
    return RunTokens.ids(tokenizer.vocabulary());
  }

  /**
   * Opens the network with the run's best weights, also while a training writes the run.
   *
   * @throws RunException if there is no checkpoint yet, or it cannot be read
   */
  @MustBeClosed
  @SuppressWarnings("MustBeClosedChecker") // Closed here if it cannot be restored.
  public InferenceModel openBest(SessionSettings settings) throws IOException {
    checkpoints().best(); // Fails before a network is built.
    InferenceModel opened = InferenceModel.blank(model, tokenIds(), settings);
    try {
      checkpoints().restoreBest(opened::restore);
      return opened;
    } catch (Throwable e) {
      opened.close();
      throw e;
    }
  }

  /** Returns the checkpoints, for reading. */
  public Checkpoints checkpoints() {
    return new Checkpoints(path);
  }

  /**
   * Locks the run for writing checkpoints.
   *
   * @throws RunException if another training writes it
   */
  @MustBeClosed
  public CheckpointWriter write() throws IOException {
    return CheckpointWriter.open(path);
  }

  /**
   * Requires that a run can begin in a folder. Files that a killed {@link #create} left do not
   * count.
   *
   * @throws RunException if the folder is a run already
   * @throws IOException if it holds something else
   */
  public static void requireVacant(Path path) throws IOException {
    NewRun.requireVacant(path);
  }

  /** Returns whether a run writes a file of this name under a temporary name first. */
  static boolean isOwn(String name) {
    return CheckpointName.parse(name).isPresent() || FILES.contains(name);
  }

  /**
   * The source of a run's initial weights, if they were trained elsewhere: {@code import.json}.
   *
   * @param path the file or folder as given
   * @param sha256 of the file, or of a SavedModel's weights, in hexadecimal
   */
  public record ImportInfo(String path, String sha256) {}
}
