package io.nocturne.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A command to run as a process of its own. */
final class ProcessRun {

  private static final long LIMIT_SECONDS = 300;

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> words;

  /**
   * A process with this one's environment, less what could change the launcher's ways.
   *
   * @param folder its working directory
   */
  ProcessRun(Path folder, String... words) {
    this.folder = folder;
    this.words = List.of(words);
    environment.putAll(System.getenv());
    environment.keySet().removeAll(List.of("JAVA_OPTS", "JAVA_HOME", "TF_CPP_MIN_LOG_LEVEL"));
    // The test runs in the Java that the launcher is to use.
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  ProcessRun with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Returns the same call with more words at the end. */
  ProcessRun and(String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    ProcessRun longer = new ProcessRun(folder, all.toArray(new String[0]));
    longer.environment.clear();
    longer.environment.putAll(environment);
    return longer;
  }

  ProcessRun without(String name) {
    environment.remove(name);
    return this;
  }

  /** Starts it and waits for its end. */
  Cli run() throws IOException, InterruptedException {
    return start().await();
  }

  /** Starts it. */
  Running start() throws IOException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new Running(words, process, out, err);
  }

  /**
   * A process that was started.
   *
   * @param words its command line
   * @param out where its standard output goes
   * @param err where its standard error goes
   */
  record Running(List<String> words, Process process, Path out, Path err) {

    /** Waits for its end. */
    Cli await() throws IOException, InterruptedException {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        stop();
        throw new IOException(words + " did not end within " + LIMIT_SECONDS + " s");
      }
      Cli cli =
          new Cli(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
      Files.delete(out);
      Files.delete(err);
      return cli;
    }

    /** Waits until it has printed a text on standard output, or has ended. */
    void awaitOut(String text) throws IOException, InterruptedException {
      await(() -> Files.readString(out, UTF_8).contains(text), "print " + text);
    }

    /** Waits until it has printed a text on standard error, or has ended. */
    void awaitErr(String text) throws IOException, InterruptedException {
      await(() -> Files.readString(err, UTF_8).contains(text), "print " + text);
    }

    /** Waits until it has printed what matches on standard error, or has ended. */
    void awaitErr(Pattern pattern) throws IOException, InterruptedException {
      await(() -> pattern.matcher(Files.readString(err, UTF_8)).find(), "print " + pattern);
    }

    /** Waits until there is a file, or the process has ended. */
    void awaitFile(Path file) throws IOException, InterruptedException {
      await(() -> Files.exists(file), "write " + file);
    }

    private void await(Condition condition, String what) throws IOException, InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      while (process.isAlive() && !condition.holds()) {
        if (System.nanoTime() > end) {
          stop();
          throw new IOException(words + " did not " + what);
        }
        Thread.sleep(10);
      }
    }

    private interface Condition {
      boolean holds() throws IOException;
    }

    /** Sends it a signal, such as INT. */
    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** Kills it and what it has started. */
    void stop() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
