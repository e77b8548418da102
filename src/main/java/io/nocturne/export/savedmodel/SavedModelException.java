package io.nocturne.export.savedmodel;

import io.nocturne.base.UserError;
import java.io.IOException;
import java.nio.file.Path;

/** A SavedModel cannot be written or opened; the message names it and says what to do. */
public final class SavedModelException extends IOException implements UserError {
  private static final long serialVersionUID = 1L;

  private final transient Path folder;

  SavedModelException(Path folder, String problem) {
    this(folder, problem, null);
  }

  SavedModelException(Path folder, String problem, Throwable cause) {
    super(folder + ": " + problem, cause);
    this.folder = folder;
  }

  /** The SavedModel's folder. */
  public Path folder() {
    return folder;
  }
}
