package io.nocturne.cli;

import java.nio.file.Path;

/** Paths as they can be pasted into a shell. */
final class ShellWord {
  private ShellWord() {}

  /** The path, in quotes if a shell would take it for anything but one word. */
  static String of(Path path) {
    String text = path.toString().isEmpty() ? "." : path.toString();
    return text.matches("[\\p{L}\\p{N}_./:=@%+,\\\\-]+")
        ? text
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
