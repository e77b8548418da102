package io.nocturne.cli.command;

import java.nio.file.Path;

/** Quotes paths for a shell. */
public final class ShellWord {
  private ShellWord() {}

  /** Returns the path, in quotes unless a shell takes it as one word. */
  public static String of(Path path) {
    String text = path.toString().isEmpty() ? "." : path.toString();
    return text.matches("[\\p{L}\\p{N}_./:=@%+,\\\\-]+")
        ? text
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
