package io.nocturne.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The program of {@code nocturne bench --soak}: {@code generate=CALLS} or {@code train=MINUTES},
 * then the folder to work in. The exit code is 1 if something grows.
 */
final class SoakMain {
  private SoakMain() {}

  public static void main(String[] words) throws IOException {
    if (!Holdings.areKnown()) {
      System.err.println("error: --soak: this system has no /proc/self, which only Linux has");
      System.exit(1);
    }
    Path out = Files.createDirectories(Path.of(words[1]).toAbsolutePath());
    Path work = Files.createTempDirectory(out, "soak-");
    // Also when it is stopped.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(work), "clean up"));
    System.exit(isFlat(words[0], work) ? 0 : 1);
  }

  private static boolean isFlat(String task, Path work) throws IOException {
    int amount = Integer.parseInt(task.replaceFirst(".*=", ""));
    if (task.startsWith("generate")) {
      Recorder recorder = new Recorder("calls", amount, System.out);
      GenerateSoak.run(amount, work, recorder);
      return recorder.isFlat();
    }
    Recorder recorder = new Recorder("minutes", amount, System.out);
    TrainSoak.run(amount, work, recorder);
    return recorder.isFlat();
  }

  private static void delete(Path work) {
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("warning: " + work + ": cannot be removed: " + e.getMessage());
    }
  }
}
