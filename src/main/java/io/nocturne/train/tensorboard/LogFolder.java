package io.nocturne.train.tensorboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.Folders;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.JsonBytes;
import io.nocturne.io.file.JsonProblem;
import io.nocturne.model.ModelView;
import io.nocturne.train.callback.Callback;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that a run logs to. It belongs to that run alone: {@code nocturne.json} in it names
 * the run. Two runs in one folder would make one false curve, and the second would replace the
 * settings of the first.
 *
 * <p>A run is identified by the time at which it was begun and by its path, so that a moved run
 * keeps its folder, and a copy does not log to that of the original. The path is relative to this
 * folder, so that a run and its events may be copied together.
 */
public final class LogFolder implements Callback {
  private static final String NAME = "nocturne.json";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Path folder;
  private final Path run;
  private final String begun;

  /**
   * Creates the log folder of a run.
   *
   * @param folder need not exist
   * @param run the run's folder
   * @param begun the time at which it was begun, as in its {@code run.json}
   */
  public LogFolder(Path folder, Path run, String begun) {
    this.folder = folder;
    this.run = run.toAbsolutePath().normalize();
    this.begun = begun;
  }

  /**
   * The run that owns the folder.
   *
   * @param run its path when it last logged, relative to the folder
   * @param begun the time at which it was begun
   */
  private record Owner(String run, String begun) {
    Owner {
      if (Path.of(run).toString().isEmpty()) {
        throw new IllegalArgumentException("run must be a folder, was empty");
      }
    }
  }

  /**
   * Requires, before anything is written, that a new run can log here.
   *
   * @throws RunException if the folder holds anything but hidden files
   */
  public void requireFree() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new RunException(folder, "is a file, but the run's events go there; " + elsewhere());
    }
    boolean vacant = isVacant(); // First: another run may claim the folder meanwhile.
    Optional<Owner> owner = owner();
    if (owner.isPresent()) {
      throw isOf(owner.get());
    }
    if (!vacant) {
      throw new RunException(
          folder,
          "holds files that this run has not logged; delete the folder, or %s"
              .formatted(elsewhere()));
    }
  }

  /**
   * Requires that an existing run can log here.
   *
   * @param resumed the run's progress. Once it has taken steps, files in a folder without an owner
   *     are taken for the run's own: the user may have deleted a damaged {@code nocturne.json}.
   * @throws RunException if the folder is that of another run, or of the one that this is a copy of
   */
  public void requireOwn(Optional<TrainingProgress> resumed) throws IOException {
    Optional<Owner> owner = owner();
    if (owner.isEmpty()) {
      if (resumed.filter(TrainingProgress::hasSteps).isEmpty()) {
        requireFree();
      }
    } else if (!owner.get().begun().equals(begun) || isCopied(owner.get())) {
      throw isOf(owner.get());
    }
  }

  @Override
  public void trainingStarted(ModelView model, Optional<TrainingProgress> resumed)
      throws IOException {
    claim(resumed);
  }

  /**
   * Marks the folder as the run's. Of two runs that claim it at the same time, one succeeds.
   *
   * @param resumed as in {@link #requireOwn}
   * @throws RunException if it is that of another run
   */
  public void claim(Optional<TrainingProgress> resumed) throws IOException {
    requireOwn(resumed);
    Folders.make(folder);
    byte[] json = JSON.writeValueAsBytes(JSON.valueToTree(new Owner(seenFromFolder(), begun)));
    if (!AtomicFile.writeNew(marker(), json)) {
      requireOwn(resumed); // Another run may have claimed it meanwhile.
      AtomicFile.write(marker(), json); // This one may have moved.
    }
  }

  private String seenFromFolder() {
    Path from = folder.toAbsolutePath().normalize();
    boolean reachable = from.getRoot().equals(run.getRoot());
    Path path = reachable ? from.relativize(run) : run; // Windows has a root for each drive.
    return path.toString().replace(File.separatorChar, '/');
  }

  private Path place(Owner owner) {
    return folder.toAbsolutePath().normalize().resolve(owner.run()).normalize();
  }

  private Path marker() {
    return folder.resolve(NAME);
  }

  private Optional<Owner> owner() throws IOException {
    if (Files.notExists(marker())) {
      return Optional.empty();
    }
    try {
      JsonNode json = JsonBytes.tree(JSON, InputFile.bytes(marker()));
      if (!json.isObject()) {
        throw isDamaged("it is not a JSON object", null);
      }
      return Optional.of(RunJson.fromJson(json, Owner.class));
    } catch (JsonProcessingException e) {
      throw isDamaged(JsonProblem.text(e), e);
    } catch (IllegalArgumentException e) {
      throw isDamaged(e.getMessage(), e);
    }
  }

  private RunException isDamaged(String problem, Throwable cause) {
    return new RunException(
        marker(),
        "is damaged (%s); delete it if the files beside it are of %s, or %s"
            .formatted(problem, run, elsewhere()),
        cause);
  }

  private boolean isVacant() throws IOException {
    if (Files.notExists(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(file -> file.getFileName().toString().startsWith("."));
    }
  }

  /** Returns whether the run that logged here still exists, and this one is its copy. */
  private boolean isCopied(Owner owner) throws IOException {
    Path other = place(owner);
    return !other.equals(run)
        && RunFolder.isRun(other)
        && !Files.isSameFile(other, run)
        && RunFolder.open(other).info().created().equals(begun);
  }

  private RunException isOf(Owner owner) {
    if (place(owner).equals(run)) {
      return new RunException(
          folder,
          "holds the events of an earlier run in %s, begun at %s; delete the folder, or %s"
              .formatted(run, owner.begun(), elsewhere()));
    }
    return new RunException(
        folder, "holds the events of another run, %s; %s".formatted(place(owner), elsewhere()));
  }

  /** Returns advice, with an example that separates runs of one name below one common folder. */
  private String elsewhere() {
    Path root = folder.toAbsolutePath().normalize().getParent();
    Path group = run.getParent();
    boolean hasExample = root != null && group != null && group.getFileName() != null;
    return "log to another tensorboard folder"
        + (hasExample
            ? ", such as "
                + (folder.getParent() == null
                    ? group.getFileName()
                    : folder.getParent().resolve(group.getFileName()))
            : "");
  }
}
