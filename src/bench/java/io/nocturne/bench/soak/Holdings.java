package io.nocturne.bench.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/**
 * What this process holds at a moment.
 *
 * @param done the work done before, in calls or minutes
 * @param resident bytes of physical memory
 * @param heap bytes of reachable Java objects
 * @param pointers native objects that Java has not released
 * @param threads of the process, native ones included
 * @param files open ones
 */
record Holdings(double done, long resident, long heap, long pointers, long threads, long files) {
  private static final Path PROCESS = Path.of("/proc/self");

  /** Returns whether the system says what a process holds. */
  static boolean areKnown() {
    return Files.isDirectory(PROCESS);
  }

  /**
   * Measures. The native values come first: a collection, which the heap needs, could release what
   * nobody has closed.
   *
   * @throws IOException if this is not Linux
   */
  static Holdings now(double done) throws IOException {
    long resident = Pointer.physicalBytes();
    long pointers = Pointer.totalCount();
    long files = countEntries(PROCESS.resolve("fd"));
    long threads = countThreads();
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new Holdings(done, resident, heap, pointers, threads, files);
  }

  private static long countThreads() throws IOException {
    String line =
        Files.readAllLines(PROCESS.resolve("status"), UTF_8).stream()
            .filter(entry -> entry.startsWith("Threads:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("[^0-9]", ""));
  }

  private static long countEntries(Path folder) throws IOException {
    long entries = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path ignored : files) {
        entries++;
      }
    }
    return entries;
  }
}
