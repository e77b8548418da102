package io.nocturne.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that is measured, and its log. */
final class Child implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;
  private static final String PEAK = "VmHWM:";

  private final Process process;
  private final Path log;
  private long peakBytes;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process in the log's folder; its standard error goes to the log.
   *
   * @param log replaced if it exists
   * @param output destination of its standard output
   * @throws ContestantException if there is no such program
   */
  static Child start(List<String> command, Path log, ProcessBuilder.Redirect output)
      throws ContestantException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(log.getParent().toFile())
            .redirectError(log.toFile())
            .redirectOutput(output);
    builder.environment().putAll(Environment.VARIABLES);
    try {
      return new Child(builder.start(), log);
    } catch (IOException e) {
      throw new ContestantException(e.getMessage(), e);
    }
  }

  Process process() {
    return process;
  }

  /** Reads the peak memory of the process, which the system reports while it runs. */
  void observeMemory() {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"), UTF_8)) {
      lines
          .filter(line -> line.startsWith(PEAK))
          .findFirst()
          .ifPresent(line -> peakBytes = Math.max(peakBytes, bytes(line)));
    } catch (IOException | UncheckedIOException e) {
      // It has ended, or this is not Linux: the last value is kept.
      return;
    }
  }

  OptionalLong peakBytes() {
    return peakBytes == 0 ? OptionalLong.empty() : OptionalLong.of(peakBytes);
  }

  /** Returns the last non-empty line of its log, or the log's path. */
  String lastWords() {
    try (Stream<String> lines = Files.lines(log, UTF_8)) {
      return lines.filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("it said nothing");
    } catch (IOException | UncheckedIOException e) {
      return "see " + log;
    }
  }

  /** Ends it and all processes that it has started. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Waits a while until it ends by itself, then ends it. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close(); // Its standard input: a worker ends with it.
    } catch (IOException e) {
      kill(); // Closed on its side already.
    }
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Parses a line such as {@code VmHWM: 1234 kB}. */
  private static long bytes(String line) {
    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
  }
}
