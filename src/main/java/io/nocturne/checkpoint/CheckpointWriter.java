package io.nocturne.checkpoint;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.io.file.AtomicFile;
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
 * <p>A kill at any moment leaves the last good checkpoint: a new one is written under temporary
 * names, forced to the disk and renamed; then {@code progress.json} is replaced, which is the
 * moment from which it counts; only then are older ones deleted. {@code checkpoint} is TensorFlow's
 * state file, which {@code tf.train.latest_checkpoint} reads.
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

  /** Of a run that there is. */
  @MustBeClosed
  static CheckpointWriter open(Path run) throws IOException {
    return new CheckpointWriter(run, RunLock.acquire(run), CheckpointErrors::interrupting);
  }

  /** Of a run that there is only once it has a checkpoint. */
  @MustBeClosed
  static CheckpointWriter openNew(Path run) throws IOException {
    return new CheckpointWriter(run, RunLock.acquire(run), CheckpointErrors::writing);
  }

  /**
   * Writes the model's weights and optimiser state; they count once {@link #commit} names them.
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
   * Makes a state of the run the one from which it goes on, and deletes the checkpoints that are no
   * longer wanted.
   *
   * @param keep how many of the latest checkpoints stay, at least 1; the best stays besides
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

  /** Whether this is open and of a run. */
  boolean holds(Path other) {
    return run.equals(other) && lock.isHeld();
  }

  /** Lets go of the run. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  /** The latest checkpoints that are there whole, in order; the given one's is the last. */
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
    // Later ones are of a training that was killed before it came to name them.
    List<String> earlier = List.copyOf(names.headMap(last).values());
    List<String> kept =
        new ArrayList<>(earlier.subList(Math.max(0, earlier.size() - keep + 1), earlier.size()));
    kept.add(progress.checkpoint());
    return kept;
  }

  /** Also deletes what an earlier training has left half written: nobody else writes here now. */
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

  /** Not of a file that somebody else writes to this folder, such as {@code generate --out}. */
  private static boolean isLeftover(Path file) {
    return AtomicFile.target(file).filter(RunFolder::isOwn).isPresent();
  }

  private List<Path> files(Predicate<Path> which) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files.filter(which).toList();
    }
  }

  /** The name of the checkpoint that a file would be a part of: its own without the ending. */
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
