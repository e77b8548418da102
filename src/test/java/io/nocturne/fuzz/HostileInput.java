package io.nocturne.fuzz;

import io.nocturne.cli.command.ErrorLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Bytes that may be anything. Reading them gives a value or the documented error: one line that
 * names the file.
 */
public final class HostileInput {

  /** More than any message about a small file needs. */
  private static final int MAX_LINE = 8_000;

  private HostileInput() {}

  /**
   * Returns what is read, or empty after the documented error. Any other failure is thrown.
   *
   * @param file that errors must name; empty if they name something else
   */
  public static <T> Optional<T> read(Path file, Callable<T> reading) {
    try {
      return Optional.of(reading.call());
    } catch (Exception e) {
      requireDocumented(file, e);
      return Optional.empty();
    }
  }

  private static void requireDocumented(Path file, Exception failure) {
    String line = ErrorLine.of(failure).text();
    if (line == null || line.startsWith("internal error") || line.startsWith("input or output")) {
      throw new AssertionError("not the documented error: " + failure, failure);
    }
    if (!line.contains(file.toString()) || line.length() > MAX_LINE) {
      throw new AssertionError(
          "a line of %d characters, must name %s and be shorter: %s"
              .formatted(line.length(), file, line.substring(0, Math.min(200, line.length()))),
          failure);
    }
  }

  /** Returns the input of {@link #readReplaced} that gives a file this text. */
  public static byte[] replacement(int file, String text) {
    return ((char) file + text).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a folder in which one file is replaced, and puts the file back.
   *
   * @param files that may be replaced
   * @param input its first byte chooses the file that the rest of it replaces
   */
  public static void readReplaced(List<Path> files, byte[] input, Callable<?> reading)
      throws IOException {
    if (input.length == 0) {
      return;
    }
    Path file = files.get(Math.floorMod(input[0], files.size()));
    Optional<byte[]> before =
        Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    Files.write(file, Arrays.copyOfRange(input, 1, input.length));
    read(file, reading);
    if (before.isPresent()) {
      Files.write(file, before.get());
    } else {
      Files.delete(file);
    }
  }
}
