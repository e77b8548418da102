package io.nocturne.checkpoint;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.file.AtomicFile;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.TokenIds;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * The folder of a training run: {@code run.json} and {@code vocabulary.json}, written once, and
 * what training adds (see {@link CheckpointWriter}).
 */
public final class RunFolder {
  private static final int FORMAT = 1;
  private static final String RUN_JSON = "run.json";
  private static final String VOCABULARY = "vocabulary.json";

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
   * Begins a run. What a begin that was killed left in the folder is taken over.
   *
   * @throws RunException if the folder holds something already
   */
  public static RunFolder create(Path path, RunInfo info, Tokenizer tokenizer) throws IOException {
    if (holdsAnything(path)) {
      throw new RunException(
          path, "exists already; add --resume to go on with it, or choose another --run");
    }
    Files.createDirectories(path);
    VocabularyFile.write(path.resolve(VOCABULARY), tokenizer);
    // Last, so that a folder with run.json is a whole run.
    RunJson.write(path.resolve(RUN_JSON), FORMAT, info);
    return new RunFolder(path, info, tokenizer);
  }

  /** Whether a run was begun in the folder. */
  public static boolean isRun(Path path) {
    return Files.isRegularFile(path.resolve(RUN_JSON));
  }

  /**
   * Opens a run that was begun.
   *
   * @throws RunException if the folder is no run, or a damaged one
   */
  public static RunFolder open(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new RunException(path, "no such run; train one, or name its folder with --run");
    }
    Path runJson = path.resolve(RUN_JSON);
    RunInfo info = RunJson.read(runJson, FORMAT, RunInfo.class);
    try {
      return new RunFolder(path, info, VocabularyFile.read(path.resolve(VOCABULARY)));
    } catch (IllegalArgumentException e) {
      throw new RunException(runJson, e.getMessage(), e);
    }
  }

  /** Where the run is. */
  public Path path() {
    return path;
  }

  /** The run's name: that of its folder. */
  public String name() {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  /** What the run is. */
  public RunInfo info() {
    return info;
  }

  /** The network. */
  public ModelSpec model() {
    return model;
  }

  /** The tokenizer that made the run's tokens and reads its output. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** The token ids that the network reads and predicts. */
  public TokenIds tokenIds() {
    return new TokenIds(tokenizer.vocabulary().size(), tokenizer.vocabulary().padId());
  }

  /**
   * The network with the run's best weights.
   *
   * @throws RunException if nothing was saved yet, or it cannot be read
   */
  @MustBeClosed
  public InferenceModel openBest(SessionSettings settings) throws IOException {
    Path prefix = checkpoints().best();
    try {
      return InferenceModel.restore(model, tokenIds(), prefix, settings);
    } catch (TensorFlowException e) {
      throw RunException.unreadable(prefix, e);
    }
  }

  /** The run's checkpoints, to read. */
  public Checkpoints checkpoints() {
    return new Checkpoints(path);
  }

  /**
   * Takes the run for writing checkpoints.
   *
   * @throws RunException if another training has it
   */
  @MustBeClosed
  public CheckpointWriter write() throws IOException {
    return CheckpointWriter.open(path);
  }

  private static boolean isOfABegin(Path file) {
    return file.endsWith(VOCABULARY) || AtomicFile.isTemporary(file);
  }

  private static boolean holdsAnything(Path path) throws IOException {
    if (Files.notExists(path)) {
      return false;
    }
    if (!Files.isDirectory(path)) {
      throw new RunException(path, "is a file, not a folder; choose another --run");
    }
    try (Stream<Path> children = Files.list(path)) {
      return children.anyMatch(file -> !isOfABegin(file));
    }
  }
}
