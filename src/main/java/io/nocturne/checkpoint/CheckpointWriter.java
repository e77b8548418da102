package io.nocturne.checkpoint;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.file.AtomicFile;
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
  private static final String INDEX = ".index";
  private static final List<String> PARTS = List.of(".data-00000-of-00001", INDEX);

  private final Path run;
  private final RunLock lock;

  private CheckpointWriter(Path run, RunLock lock) {
    this.run = run;
    this.lock = lock;
  }

  @MustBeClosed
  static CheckpointWriter open(Path run) throws IOException {
    return new CheckpointWriter(run, RunLock.acquire(run));
  }

  /**
   * Writes the model's weights and optimiser state; they count once {@link #commit} names them.
   *
   * @param name such as {@code ckpt-3}; a checkpoint of that name is replaced
   */
  public void save(TrainingModel model, String name) throws IOException {
    Path temporary = AtomicFile.temporary(run.resolve(name));
    try {
      model.save(temporary);
    } catch (TensorFlowException e) {
      throw new RunException(
          run,
          "the checkpoint %s cannot be written: %s; make room, then go on with --resume"
              .formatted(name, RunException.reason(e)),
          e);
    }
    for (String part : PARTS) {
      AtomicFile.replace(Path.of(temporary + part), run.resolve(name + part));
    }
  }

  /**
   * Makes a state of the run the one from which it goes on, and deletes the checkpoints that are no
   * longer wanted.
   *
   * @param keep how many of the latest checkpoints stay, at least 1; the best stays besides
   */
  public void commit(Progress progress, int keep) throws IOException {
    List<String> kept = latest(progress, keep);
    AtomicFile.write(
        run.resolve("checkpoint"),
        stateFile(progress.checkpoint(), kept).getBytes(StandardCharsets.UTF_8));
    RunJson.write(run.resolve(Checkpoints.PROGRESS), Checkpoints.FORMAT, progress);
    Set<String> wanted = new LinkedHashSet<>(kept);
    progress.best().map(BestEpoch::checkpoint).ifPresent(wanted::add);
    deleteAllBut(wanted);
  }

  /** Lets go of the run. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  /** The checkpoints named {@code ckpt-…} that are still there, the given one's last. */
  private List<String> latest(Progress progress, int keep) throws IOException {
    List<Path> indexes = new ArrayList<>();
    try (Stream<Path> files = Files.list(run)) {
      files
          .filter(file -> file.getFileName().toString().matches("ckpt-[0-9-]+\\.index"))
          .forEach(indexes::add);
    }
    List<String> names = new ArrayList<>();
    for (Path index : indexes) {
      String file = index.getFileName().toString();
      names.add(file.substring(0, file.length() - INDEX.length()));
    }
    names.remove(progress.checkpoint());
    names.removeIf(name -> order(name).compareTo(order(progress.checkpoint())) > 0);
    names.sort((a, b) -> order(a).compareTo(order(b)));
    names.add(progress.checkpoint());
    return names.subList(Math.max(0, names.size() - keep), names.size());
  }

  /** Sorts {@code ckpt-9}, {@code ckpt-10}, {@code ckpt-10-250} as numbers. */
  private static String order(String name) {
    String[] numbers = name.substring("ckpt-".length()).split("-", 2);
    return String.format(
        "%012d-%012d",
        Long.parseLong(numbers[0]), numbers.length == 1 ? 0 : Long.parseLong(numbers[1]));
  }

  private void deleteAllBut(Collection<String> wanted) throws IOException {
    List<Path> unwanted = new ArrayList<>();
    try (Stream<Path> files = Files.list(run)) {
      files.filter(file -> isCheckpointOf(file, wanted) || isLeftOver(file)).forEach(unwanted::add);
    }
    for (Path file : unwanted) {
      Files.deleteIfExists(file);
    }
  }

  /** Whether the file belongs to a checkpoint that is not among the wanted ones. */
  private static boolean isCheckpointOf(Path file, Collection<String> wanted) {
    String name = file.getFileName().toString();
    return name.matches("(ckpt|best)-[0-9-]+\\..*")
        && !wanted.contains(name.substring(0, name.indexOf('.')));
  }

  /** Whether the file is what a killed training left of one that it was writing. */
  private static boolean isLeftOver(Path file) {
    return AtomicFile.isTemporary(file)
        && file.getFileName().toString().matches("\\.(ckpt|best|checkpoint|progress|log)\\b.*");
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
