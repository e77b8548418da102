package io.nocturne.runtime;

import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.nio.file.Path;

/** Paths as TensorFlow's native library takes them. */
public final class NativePaths {
  private static final String WILDCARDS = "*?[]";

  private NativePaths() {}

  /**
   * Refuses a path under which TensorFlow could write weights and would not find them again.
   *
   * <p>TensorFlow 2.18: restoring takes the path for a pattern and has no way to escape one.
   *
   * @throws IOException if a name in the path has a wildcard, saying so
   */
  public static void requireLiteral(Path path) throws IOException {
    String text = path.toAbsolutePath().toString();
    if (text.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0)) {
      throw new UserIOException(
          path
              + ": TensorFlow cannot read weights back from a path with any of * ? [ ]; choose"
              + " another folder");
    }
  }
}
