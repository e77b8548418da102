package io.nocturne.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program in a process that runs one command line after another in its working directory.
 *
 * <p>Most tests of a command ask what it says and writes, not how a process starts and ends, so
 * they can share one that has loaded TensorFlow. The Python suite starts this class as well.
 */
final class CommandServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader replies;

  /**
   * Starts a process; its log goes to this one's standard error.
   *
   * @param folder its working directory
   * @param options of Java
   */
  CommandServer(Path folder, String... options) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // So short a process ends before code that is compiled better pays.
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    words.addAll(List.of(options));
    words.addAll(List.of("-cp", classPath()));
    words.add(CommandServer.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("TF_ENABLE_ONEDNN_OPTS", "1");
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
    process = builder.start();
    requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    replies = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** Returns this process's class path, for another working directory. */
  static String classPath() {
    List<String> places =
        List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)).stream()
            .map(place -> Path.of(place).toAbsolutePath().toString())
            .toList();
    return String.join(File.pathSeparator, places);
  }

  /** Runs a command line to its end. */
  Cli run(List<String> words) throws IOException {
    requests.write(JSON.writeValueAsString(words) + "\n");
    requests.flush();
    String reply = replies.readLine();
    if (reply == null) {
      throw new IOException("the process ended during nocturne " + String.join(" ", words));
    }
    return JSON.readValue(reply, Cli.class);
  }

  /** Ends the process, which has nothing left to do. */
  @Override
  public void close() throws IOException {
    requests.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  /** Answers each line of standard input, the words of a command as JSON, by a line. */
  public static void main(String[] args) {
    PrintStream replies = System.out;
    System.setOut(System.err); // Whatever a library prints is not a reply.
    new BufferedReader(new InputStreamReader(System.in, UTF_8))
        .lines()
        .map(CommandServer::answer)
        .forEach(
            reply -> {
              replies.write(reply, 0, reply.length);
              replies.flush();
            });
  }

  private static byte[] answer(String line) {
    try {
      Cli cli = Cli.run(JSON.readValue(line, String[].class));
      Map<String, Object> reply = Map.of("exit", cli.exit(), "out", cli.out(), "err", cli.err());
      return (JSON.writeValueAsString(reply) + "\n").getBytes(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
