package io.nocturne.checkpoint;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.checkpoint.TrainingProgress.BestEpoch;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.memory.FittedMemory;
import io.nocturne.model.TrainingModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * Writes the checkpoints of a run, for one training at a time.
 *
 * <p>If the process is killed at any moment, the last complete checkpoint remains: a new one is
 * written under temporary names, forced to the disk and renamed; then {@code progress.json} is
 * replaced, which makes it valid; only then are older ones deleted. {@code checkpoint} is
 * TensorFlow's state file, which {@code tf.train.latest_checkpoint} reads.
 */
public final class CheckpointWriter implements AutoCloseable {
  static final String STATE = "checkpoint";

  private final Path run;
  private final RunLock lock;
  private final BiFunction<Path, TensorFlowException, RunException> fault;

  private CheckpointWriter(
      Path run, RunLock lock, BiFunction<Path, TensorFlowException, RunException> fault) {
    this.run = run;
    this.lock = lock;
    this.fault = fault;
  }

  /** Opens a writer for an existing run. */
  @MustBeClosed
  static CheckpointWriter open(Path run) throws IOException {
    return new CheckpointWriter(run, RunLock.acquire(run), CheckpointErrors::interrupting);
  }

  /** Opens a writer for a run that exists only once it has a checkpoint. */
  @MustBeClosed
  static CheckpointWriter openNew(Path run) throws IOException {
    return new CheckpointWriter(run, RunLock.acquire(run), CheckpointErrors::writing);
  }

  /**
   * Writes the model's weights and optimizer state; they are valid once {@link #commit} names them.
   *
   * @param name such as {@code ckpt-3}; a checkpoint of that name is replaced
   */
  public void save(TrainingModel model, String name) throws IOException {
    Path prefix = run.resolve(name);
    Path temporary = AtomicFile.temporary(prefix);
    try {
      model.save(temporary);
      for (String part : CheckpointErrors.PARTS) {
        AtomicFile.replace(Path.of(temporary + part), Path.of(prefix + part));
      }
    } catch (TensorFlowException e) {
      RunException failure = fault.apply(prefix, e);
      deleteTemporary(failure);
      throw failure;
    } catch (IOException e) {
      deleteTemporary(e);
      throw e;
    }
  }

  /**
   * Sets the state from which the run resumes, and deletes checkpoints that are no longer needed.
   *
   * @param keep number of latest checkpoints to keep, at least 1; the best is kept in addition
   */
  public void commit(TrainingProgress progress, int keep) throws IOException {
    List<String> kept = latest(progress, keep);
    AtomicFile.write(
        run.resolve(STATE),
        stateFile(progress.checkpoint(), kept).getBytes(StandardCharsets.UTF_8));
    RunJson.write(run.resolve(Checkpoints.PROGRESS), Checkpoints.FORMAT, progress);
    Set<String> wanted = new LinkedHashSet<>(kept);
    progress.best().map(BestEpoch::checkpoint).ifPresent(wanted::add);
    deleteAllBut(wanted);
  }

  /** Saves the memory that was fitted to the run's best checkpoint. */
  public void save(FittedMemory memory) throws IOException {
    RunJson.write(run.resolve(Checkpoints.MEMORY), Checkpoints.MEMORY_FORMAT, memory);
  }

  /** Returns the folder that it writes. */
  Path run() {
    return run;
  }

  /** Returns whether this is open and writes a run. */
  boolean holds(Path other) {
    return run.equals(other) && lock.isHeld();
  }

  /** Releases the run. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  /** Returns the latest complete checkpoints in order; that of the given progress is the last. */
  private List<String> latest(TrainingProgress progress, int keep) throws IOException {
    CheckpointName last = CheckpointName.parse(progress.checkpoint()).orElseThrow();
    SortedMap<CheckpointName, String> names = new TreeMap<>(CheckpointName.IN_ORDER);
    for (Path file : files(file -> file.toString().endsWith(CheckpointErrors.INDEX))) {
      String name = checkpoint(file, CheckpointErrors.INDEX);
      CheckpointName.parse(name)
          .filter(parsed -> parsed.kind().equals(CheckpointName.LATEST))
          .filter(parsed -> Files.exists(run.resolve(name + CheckpointErrors.DATA)))
          .ifPresent(parsed -> names.put(parsed, name));
    }
    // Later ones are of a training that was killed before it could name them.
    List<String> earlier = List.copyOf(names.headMap(last).values());
    List<String> kept =
        new ArrayList<>(earlier.subList(Math.max(0, earlier.size() - keep + 1), earlier.size()));
    kept.add(progress.checkpoint());
    return kept;
  }

  /** Also deletes temporary files of earlier trainings: no other process writes here now. */
  private void deleteAllBut(Collection<String> wanted) throws IOException {
    for (Path file : files(CheckpointWriter::isLeftover)) {
      Files.deleteIfExists(file);
    }
    for (String part : CheckpointErrors.PARTS) {
      for (Path file : files(file -> file.toString().endsWith(part))) {
        String name = checkpoint(file, part);
        if (CheckpointName.parse(name).isPresent() && !wanted.contains(name)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private void deleteTemporary(IOException failure) {
    try {
      for (Path file : files(CheckpointWriter::isLeftover)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Returns whether a file is a temporary one of the run, not of another command. */
  private static boolean isLeftover(Path file) {
    return AtomicFile.target(file).filter(RunFolder::isOwn).isPresent();
  }

  private List<Path> files(Predicate<Path> which) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files.filter(which).toList();
    }
  }

  /** Returns the name of the checkpoint that a file is part of: the file's without the ending. */
  private static String checkpoint(Path file, String ending) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ending.length());
  }

  private static String stateFile(String latest, List<String> all) {
    StringBuilder text = new StringBuilder();
    text.append("model_checkpoint_path: \"").append(latest).append("\"\n");
    for (String name : all) {
      text.append("all_model_checkpoint_paths: \"").append(name).append("\"\n");
    }
    return text.toString();
  }
}
