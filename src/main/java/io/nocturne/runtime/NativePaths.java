package io.nocturne.runtime;

import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.nio.file.Path;

/** Checks paths for TensorFlow's native library. */
public final class NativePaths {
  private static final String WILDCARDS = "*?[]";

  private NativePaths() {}

  /**
   * Requires a path without wildcards: TensorFlow could write weights there, but not read them.
   *
   * <p>TensorFlow 2.18 takes the path for a pattern when it restores, and has no way to escape one.
   *
   * @throws IOException if a name in the path has a wildcard
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
