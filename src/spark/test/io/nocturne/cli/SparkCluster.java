package io.nocturne.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.cli.ProcessRun.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A standalone cluster of Apache Spark on this machine: a master, and two workers of one core.
 *
 * @param folder where it writes
 * @param master its address
 */
record SparkCluster(Path folder, String master, List<Running> processes) implements AutoCloseable {
  private static final Path SPARK = Path.of("target/spark").toAbsolutePath();
  private static final Path JOB = Path.of("target/nocturne-spark.jar").toAbsolutePath();
  private static final String HOST = "127.0.0.1";

  /** What Spark's own scripts open to it. */
  private static final List<String> OPENED =
      List.of(
          "java.io",
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  static SparkCluster start(Path folder) throws Exception {
    List<Running> processes = new ArrayList<>();
    Running master =
        java(folder, "org.apache.spark.deploy.master.Master")
            .and("--host", HOST, "--port", "0", "--webui-port", "0")
            .start();
    processes.add(master);
    String address = awaitLine(master, "Starting Spark master at (spark://\\S+)");
    SparkCluster cluster = new SparkCluster(folder, address, processes);
    try {
      cluster.startWorker("first");
      cluster.startWorker("second");
      return cluster;
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  private void startWorker(String name) throws Exception {
    Running worker =
        java(folder, "org.apache.spark.deploy.worker.Worker")
            .and("--host", HOST, "--port", "0", "--webui-port", "0", "--cores", "1")
            .and("--memory", "1g", "--work-dir", folder.resolve(name).toString(), master)
            .start();
    processes.add(worker);
    awaitLine(worker, "(Successfully registered) with master");
  }

  /** Kills the first worker with the executors that it has started. */
  void killWorker() {
    ProcessHandle worker = processes.get(1).process().toHandle();
    worker.descendants().forEach(ProcessHandle::destroyForcibly);
    worker.destroyForcibly();
  }

  /** A command line of nocturne as a job of the cluster. */
  ProcessRun job(String... words) {
    return jobOf(master, words);
  }

  /** One as a job of another cluster. */
  ProcessRun jobOf(String master, String... words) {
    return java(folder, "org.apache.spark.deploy.SparkSubmit")
        .and("--master", master, "--conf", "spark.ui.enabled=false")
        .and("--executor-memory", "600m", JOB.toString())
        .and(words);
  }

  private static ProcessRun java(Path folder, String main) {
    List<String> words = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    OPENED.forEach(name -> words.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    words.addAll(List.of("-cp", SPARK + "/jars/*", main));
    return new ProcessRun(folder, words.toArray(new String[0]))
        .with("SPARK_HOME", SPARK.toString())
        .with("SPARK_LOCAL_IP", HOST)
        .with("SPARK_SCALA_VERSION", "2.13");
  }

  /** Waits until a process has logged a line, and returns what is in the pattern's group. */
  private static String awaitLine(Running process, String pattern) throws Exception {
    Pattern line = Pattern.compile(pattern + "\\b.*\n");
    process.awaitErr(line);
    String log = Files.readString(process.err(), UTF_8);
    Matcher found = line.matcher(log);
    assertThat(found.find()).as(log).isTrue();
    return found.group(1);
  }

  @Override
  public void close() {
    for (Running process : processes) {
      process.stop();
      process.process().onExit().join();
    }
  }
}
