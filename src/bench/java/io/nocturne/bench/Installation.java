package io.nocturne.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The programs that are measured, and their start.
 *
 * @param home nocturne's checkout, built
 * @param python a Python with the packages of {@code src/bench/python/requirements.txt}; need not
 *     exist
 * @param work an empty folder for logs and data
 */
record Installation(Path home, Path python, Path work) {

  private static final String LAUNCHER = File.separatorChar == '/' ? "nocturne" : "nocturne.cmd";

  Installation {
    home = home.toAbsolutePath().normalize();
    // Not normalized: the one of a virtual environment is a link that must be called as it is.
    python = python.getNameCount() > 1 ? python.toAbsolutePath() : python;
    work = work.toAbsolutePath().normalize();
  }

  /** Returns nocturne's worker, started as the launcher starts the program. */
  Worker ours(String task, Map<String, Object> settings) {
    Path target = home.resolve("target");
    String classpath =
        String.join(
            File.pathSeparator,
            target.resolve("nocturne.jar").toString(),
            target.resolve("test-classes").toString());
    return new Worker(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:SharedArchiveFile=" + target.resolve("nocturne.jsa"),
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off",
            "-XX:+UseSerialGC",
            "-cp",
            classpath,
            "io.nocturne.bench.worker.WorkerMain"),
        task,
        settings);
  }

  /** Returns a peer's worker, a module of {@code src/bench/python}. */
  Worker peer(String module, String task, Map<String, Object> settings) {
    return new Worker(
        List.of(python.toString(), home.resolve("src/bench/python/worker.py").toString(), module),
        task,
        settings);
  }

  /** Returns a command line of nocturne's. */
  List<String> nocturne(String... words) {
    List<String> command = new ArrayList<>(List.of(home.resolve(LAUNCHER).toString()));
    command.addAll(List.of(words));
    return command;
  }

  /** Returns the log of a contestant in a case; the contestant runs in its folder. */
  Path log(String contest, String contestant) {
    return work.resolve((contest + "-" + contestant).replaceAll("[^A-Za-z0-9.=-]+", "-") + ".log");
  }

  /**
   * Requires a Python for the peers.
   *
   * @throws ContestantException with instructions to install one
   */
  void requirePython() throws ContestantException {
    if (python.isAbsolute() && !Files.isExecutable(python)) {
      throw new ContestantException(
          ("there is no %s; make it with: python3 -m venv target/bench/python"
                  + " && target/bench/python/bin/pip install -r src/bench/python/requirements.txt")
              .formatted(python));
    }
  }

  /** Runs a command that prepares something and must succeed. */
  void run(String name, List<String> command, Duration limit)
      throws ContestantException, InterruptedException {
    new ProgramEntrant(command, log("fixture", name), limit).round(1);
  }

  /** Makes a folder below the work folder. */
  Path folder(String name) throws IOException {
    return Files.createDirectories(work.resolve(name));
  }
}
