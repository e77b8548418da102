package io.nocturne.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.Folders;
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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of a training run: {@code run.json} and {@code vocabulary.json}, written once, and the
 * files of a training (see {@link CheckpointWriter}).
 */
public final class RunFolder {
  // Runs of format 1 held out other pieces than a split by piece does now.
  private static final int RUN_FORMAT = 2;
  private static final int IMPORT_FORMAT = 1;
  private static final String RUN_JSON = "run.json";
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
   * Begins a run. Of two processes that begin it at the same time, one succeeds.
   *
   * @throws RunException if the folder is a run already
   * @throws IOException if it holds something else
   */
  public static RunFolder create(Path path, RunInfo info, Tokenizer tokenizer) throws IOException {
    NativePaths.requireLiteral(path);
    requireVacant(path);
    Folders.make(path);
    RunLock.whileHeld(
        path,
        () -> {
          requireVacant(path); // Another process may have begun it just now.
          write(path, info, tokenizer);
        });
    return new RunFolder(path, info, tokenizer);
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
    requireNoRun(path);
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
    if (!holder.holds(path)) {
      throw new IllegalArgumentException("the writer must be of " + path);
    }
    RunInfo changed =
        new RunInfo(
            info.nocturne(), info.tensorflow(), info.created(), Optional.of(corpus), config);
    RunJson.write(runJson(), RUN_FORMAT, changed);
    return new RunFolder(path, changed, tokenizer);
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
    requireNoRun(path);
    if (!isBegun(path)) {
      requireNoRun(path); // Another process may have begun it meanwhile.
      Folders.requireVacant(path);
    }
  }

  private static void requireNoRun(Path path) throws RunException {
    if (Files.exists(path.resolve(RUN_JSON))) {
      throw new RunException(path, "exists already; resume it, or choose another run folder");
    }
  }

  /** Returns whether the folder has only files that a kill at the beginning of a run leaves. */
  private static boolean isBegun(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      // Another process may make the folder from now on: what it holds then is the beginning.
      return Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }
    List<Path> files;
    try (Stream<Path> children = Files.list(path)) {
      files = children.toList();
    }
    // The lock is made first, so that a vocabulary without it does not belong to a run.
    return files.isEmpty()
        || (files.stream().allMatch(RunFolder::isOfBeginning)
            && Files.isRegularFile(path.resolve(RunLock.NAME)));
  }

  /** Returns whether a run writes a file of this name under a temporary name first. */
  static boolean isOwn(String name) {
    return CheckpointName.parse(name).isPresent() || FILES.contains(name);
  }

  private static boolean isOfBeginning(Path file) {
    return file.endsWith(VocabularyFile.NAME)
        || file.endsWith(RunLock.NAME)
        || AtomicFile.target(file).filter(RunFolder::isOwn).isPresent();
  }

  /**
   * The source of a run's initial weights, if they were trained elsewhere: {@code import.json}.
   *
   * @param path the file or folder as given
   * @param sha256 of the file, or of a SavedModel's weights, in hexadecimal
   */
  public record ImportInfo(String path, String sha256) {}
}
