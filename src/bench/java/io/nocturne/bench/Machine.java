package io.nocturne.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine of the measurements.
 *
 * @param processor its name in the system
 * @param processors number that this process may use
 * @param memoryBytes of the machine, if the system reports it
 * @param system operating system with its version and architecture
 * @param commit of the sources; empty where there is no Git
 */
record Machine(
    String processor,
    int processors,
    OptionalLong memoryBytes,
    String system,
    Optional<String> commit) {

  private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.*)$");
  private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s*(\\d+) kB$");

  /** Returns this machine. */
  static Machine here(Path home) {
    return new Machine(
        find(MODEL, Path.of("/proc/cpuinfo")).orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        find(MEMORY, Path.of("/proc/meminfo"))
            .map(kib -> OptionalLong.of(Long.parseLong(kib) * 1024))
            .orElse(OptionalLong.empty()),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        commit(home));
  }

  /**
   * Returns the load: the mean number of runnable processes over the last minute, if the system
   * reports it.
   */
  static OptionalDouble load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load);
  }

  private static Optional<String> find(Pattern pattern, Path file) {
    try {
      Matcher matcher = pattern.matcher(Files.readString(file));
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // No Linux.
    }
  }

  private static Optional<String> commit(Path home) {
    try {
      Process git =
          new ProcessBuilder(List.of("git", "describe", "--always", "--dirty", "--abbrev=12"))
              .directory(home.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
      return git.waitFor() == 0 && !answer.isEmpty() ? Optional.of(answer) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // No Git.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
