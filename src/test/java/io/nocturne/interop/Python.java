package io.nocturne.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.midi.RealFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Python interpreter.
 *
 * @param program its name or path
 */
record Python(String program) {
  private static final long LIMIT_MINUTES = 60;

  /** Each worker imports TensorFlow, which takes 1 GB of memory and some seconds. */
  private static final int MAX_WORKERS = 4;

  /**
   * tensorflow-cpu 2.18 ends with 3.12, Keras 3.15 begins with 3.11; venv is a package of its own.
   */
  private static final String SUITABLE =
      "import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))";

  /** The one that the system property {@code nocturne.python} names, or the first on the PATH. */
  static Optional<Python> find() throws IOException, InterruptedException {
    String named = System.getProperty("nocturne.python");
    List<String> programs =
        named == null ? List.of("python3", "python3.11", "python3.12") : List.of(named);
    for (String program : programs) {
      Python python = new Python(program);
      if (python.isSuitable()) {
        return Optional.of(python);
      }
    }
    return Optional.empty();
  }

  private boolean isSuitable() throws InterruptedException {
    try {
      return new ProcessBuilder(program, "-c", SUITABLE)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // There is no such program.
    }
  }

  /**
   * An environment of its own with the packages of a suite; an earlier one with the same packages
   * is taken as it is.
   *
   * @param suite the folder with requirements.txt
   */
  Python venv(Path folder, Path suite) throws IOException, InterruptedException {
    Python python = new Python(folder.resolve("bin").resolve("python").toString());
    Path requirements = suite.resolve("requirements.txt");
    Path installed = folder.resolve("installed.txt"); // Written last: it marks a whole one.
    if (Files.exists(installed) && Files.mismatch(installed, requirements) == -1) {
      return python;
    }
    Files.deleteIfExists(installed);
    Path log = folder.resolveSibling("python.log");
    require(run(log, List.of("-m", "venv", "--clear", folder.toString())), log);
    require(
        python.run(
            log,
            List.of(
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "-r",
                requirements.toString())),
        log);
    Files.copy(requirements, installed);
    return python;
  }

  /**
   * Runs a suite on a worker for each of a few processors; that tests fail is not an error here.
   * The tests of a file stay together, as they share what the file has made.
   */
  void pytest(Path suite, Path report) throws IOException, InterruptedException {
    Files.deleteIfExists(report);
    Path log = report.resolveSibling("pytest.log");
    int exit =
        run(
            log,
            List.of(
                "-B",
                "-m",
                "pytest",
                suite.toString(),
                "--junitxml=" + report,
                "--numprocesses=auto",
                "--maxprocesses=" + MAX_WORKERS,
                "--dist=loadfile",
                "--durations=40",
                "-q"));
    if (exit > 1 || !Files.exists(report)) { // 0: all passed; 1: some failed.
      throw new IOException("pytest ended with " + exit + ":\n" + Files.readString(log, UTF_8));
    }
  }

  private int run(Path log, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_OPTS", "PYTHONPATH", "PYTHONHOME"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .putIfAbsent("NOCTURNE_TEST_MIDI", RealFiles.folder().toAbsolutePath().toString());
    builder.redirectInput(new File(File.separatorChar == '/' ? "/dev/null" : "NUL"));
    Process process = builder.start();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException(command + " did not end within " + LIMIT_MINUTES + " minutes");
    }
    return process.exitValue();
  }

  private static void require(int exit, Path log) throws IOException {
    if (exit != 0) {
      throw new IOException("Python ended with " + exit + ":\n" + Files.readString(log, UTF_8));
    }
  }
}
