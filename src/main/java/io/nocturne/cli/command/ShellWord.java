package io.nocturne.cli.command;

import java.nio.file.Path;

/** Paths as they can be pasted into a shell. */
public final class ShellWord {
  private ShellWord() {}

  /** The path, in quotes if a shell would take it for anything but one word. */
  public static String of(Path path) {
    String text = path.toString().isEmpty() ? "." : path.toString();
    return text.matches("[\\p{L}\\p{N}_./:=@%+,\\\\-]+")
        ? text
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
