package io.nocturne.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.exceptions.TensorFlowException;

/** A run folder that cannot be used; the message names it, says why and what to do. */
public final class RunException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Path path;

  /** About the file or folder {@code path}. */
  public RunException(Path path, String message) {
    super(path + ": " + message);
    this.path = path;
  }

  /** About the file or folder {@code path}, because of {@code cause}. */
  public RunException(Path path, String message, Throwable cause) {
    super(path + ": " + message, cause);
    this.path = path;
  }

  /** About a checkpoint that TensorFlow cannot read into the run's model. */
  static RunException unreadable(Path checkpoint, TensorFlowException cause) {
    return new RunException(
        checkpoint,
        "cannot be read, or is of another model: %s; restore its files from a copy, or train anew"
            .formatted(reason(cause)),
        cause);
  }

  /** TensorFlow's message without the names of its nodes. */
  static String reason(TensorFlowException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("").strip();
  }

  /** The file or folder at fault. */
  public Path path() {
    return path;
  }
}
