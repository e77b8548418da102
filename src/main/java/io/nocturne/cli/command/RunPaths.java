package io.nocturne.cli.command;

import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The folders of runs and event files, in every command that reads or writes them. */
public final class RunPaths {

  public static final Setting<Path> CHECKPOINTS =
      Setting.of(
          "checkpoints", ValueType.path("DIR"), Path.of("checkpoints"), "folder of the runs");

  public static final Setting<Path> TENSORBOARD =
      Setting.of(
          "tensorboard",
          ValueType.path("DIR"),
          Path.of("tensorboard"),
          "folder of the event files, for tensorboard --logdir");

  public static final Setting<String> RUN =
      Setting.required("run", ValueType.text("RUN"), "name of a run, or path of its folder");

  private RunPaths() {}

  /** Returns the folder of a run: a name is in {@code --checkpoints}, anything else is a path. */
  public static Path run(Invocation invocation, String run) {
    return run(invocation, "--run", run);
  }

  /** Returns the folder of a run that another option names. */
  public static Path run(Invocation invocation, String option, String run) {
    Path path = path(option, run);
    if (path.toAbsolutePath().normalize().getFileName() == null) {
      throw new UsageException(option + " " + run + ": is not a folder for a run; name another");
    }
    return isName(path) ? invocation.value(CHECKPOINTS).resolve(run) : path;
  }

  /** Returns the folder of a run's event files, which has the run's name. */
  public static Path tensorboard(Invocation invocation, Path run) {
    return invocation
        .value(TENSORBOARD)
        .resolve(run.toAbsolutePath().normalize().getFileName().toString());
  }

  private static Path path(String option, String run) {
    try {
      return Path.of(run);
    } catch (InvalidPathException e) {
      throw new UsageException(
          option + " " + run + ": is not a valid folder name: " + e.getReason(), e);
    }
  }

  private static boolean isName(Path run) {
    return run.getNameCount() == 1
        && !run.isAbsolute()
        && !run.startsWith(".")
        && !run.startsWith("..");
  }
}
