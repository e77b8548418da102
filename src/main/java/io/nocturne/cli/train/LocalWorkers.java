package io.nocturne.cli.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.console.Console;
import io.nocturne.model.ModelView;
import io.nocturne.train.TrainJob;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.cluster.ClusterSpec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Workers in processes of their own on this machine, beside this process, their chief. */
final class LocalWorkers implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(10);

  private final Console console;
  private final Optional<ClusterSpec> cluster;
  private final List<Process> processes = new ArrayList<>();
  private volatile boolean started;

  private LocalWorkers(Console console, Optional<ClusterSpec> cluster) {
    this.console = console;
    this.cluster = cluster;
  }

  /**
   * Starts as many workers as the command asks for, less this process. They receive their settings
   * from the chief.
   */
  static LocalWorkers start(Invocation invocation) throws IOException {
    int count = invocation.value(ClusterOptions.WORKERS);
    if (count == 1) {
      return new LocalWorkers(invocation.console(), Optional.empty());
    }
    ClusterSpec spec =
        new ClusterSpec(freeAddresses(count), 0, false, ClusterOptions.timeout(invocation));
    LocalWorkers workers = new LocalWorkers(invocation.console(), Optional.of(spec));
    try {
      for (int i = 1; i < count; i++) {
        workers.start(spec, i);
      }
      return workers;
    } catch (IOException | RuntimeException e) {
      workers.close();
      throw e;
    }
  }

  /** Returns a job that this process does as the chief of the workers, if there are any. */
  TrainJob chief(TrainJob job) {
    if (cluster.isEmpty()) {
      return job;
    }
    Callback meeting =
        new Callback() {
          @Override
          public void trainingStarted(ModelView model, Optional<TrainingProgress> resumed) {
            started = true;
          }
        };
    return job.on(cluster.get()).with(meeting);
  }

  private void start(ClusterSpec spec, int index) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-agentlib:")) // Such as a debugger's port.
        .forEach(words::add);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.nocturne.cli.Main"));
    words.addAll(List.of("train", "--resume", "--quiet"));
    words.addAll(
        List.of(ClusterOptions.TIMEOUT.option(), Long.toString(spec.timeout().toSeconds())));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put(ClusterSpec.VARIABLE, tfConfig(spec, index));
    Process process = builder.start();
    process.getOutputStream().close();
    processes.add(process);
    Thread reader = new Thread(() -> read(index, process), "output of worker " + index);
    reader.setDaemon(true);
    reader.start();
  }

  /** Shows what a worker says that ends before it has met the chief, and so cannot report it. */
  private void read(int index, Process process) {
    try (var reader = process.inputReader(UTF_8)) {
      String last = reader.lines().reduce("", (before, line) -> line);
      if (!started && process.waitFor() != 0) {
        console.warn(
            "worker %d ended with exit code %d: %s".formatted(index, process.exitValue(), last));
      }
    } catch (IOException e) {
      // The process has ended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String tfConfig(ClusterSpec spec, int index) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    spec.addresses().forEach(config.putObject("cluster").putArray("worker")::add);
    config.putObject("task").put("type", "worker").put("index", index);
    return config.toString();
  }

  /** Returns addresses of this machine at which nothing listens now. */
  private static List<String> freeAddresses(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      List<String> addresses = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        addresses.add("127.0.0.1:" + sockets.get(i).getLocalPort());
      }
      return addresses;
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Lets the workers end by themselves, which they do soon, and then ends them. */
  @Override
  public void close() {
    started = true;
    for (Process process : processes) {
      try {
        if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
