package io.nocturne.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The driver's side of the protocol of a {@link Worker}. */
final class Dialogue implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int QUOTED = 80;

  private final Child child;
  private final Duration limit;
  // What it says, line by line; nothing is the end.
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  private Dialogue(Child child, Duration limit) {
    this.child = child;
    this.limit = limit;
    Thread reader = new Thread(this::read, "replies of " + child.process().pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a worker without sending anything.
   *
   * @param log of its output except its answers
   * @param limit the maximum time for one answer
   */
  static Dialogue begin(Worker worker, Path log, Duration limit) throws ContestantException {
    return new Dialogue(Child.start(worker.command(), log, ProcessBuilder.Redirect.PIPE), limit);
  }

  Child child() {
    return child;
  }

  /** Sends its task; it answers once it is ready. */
  Facts prepare(Worker worker) throws ContestantException, InterruptedException {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("task", worker.task());
    request.put("settings", worker.settings());
    JsonNode answer = ask(request);
    Map<String, String> versions = new LinkedHashMap<>();
    answer
        .path("versions")
        .properties()
        .forEach(e -> versions.put(e.getKey(), e.getValue().asText()));
    JsonNode weights = answer.path("weights");
    return new Facts(
        versions, weights.isNumber() ? OptionalLong.of(weights.asLong()) : OptionalLong.empty());
  }

  /** Lets it repeat its task. */
  Sample round(int repetitions) throws ContestantException, InterruptedException {
    JsonNode answer = ask(Map.of("repetitions", repetitions));
    child.observeMemory();
    try {
      return new Sample(answer.path("seconds").asDouble(), answer.path("work").asDouble());
    } catch (IllegalArgumentException e) {
      throw new ContestantException(
          "answered " + quoted(answer.toString()) + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    child.close();
  }

  private JsonNode ask(Map<String, Object> request)
      throws ContestantException, InterruptedException {
    try {
      child
          .process()
          .getOutputStream()
          .write((JSON.writeValueAsString(request) + "\n").getBytes(UTF_8));
      child.process().getOutputStream().flush();
    } catch (IOException e) {
      throw ended();
    }
    Optional<String> line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      child.kill();
      throw new ContestantException("did not answer within %d s".formatted(limit.toSeconds()));
    }
    return answer(line.orElseThrow(this::ended));
  }

  private static JsonNode answer(String line) throws ContestantException {
    JsonNode answer;
    try {
      answer = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      answer = JSON.missingNode();
    }
    if (!answer.isObject()) {
      throw new ContestantException("answered " + quoted(line) + ", which is not a JSON object");
    }
    if (answer.has("error")) {
      throw new ContestantException(answer.get("error").asText());
    }
    return answer;
  }

  private ContestantException ended() {
    try {
      if (child.process().waitFor(1, TimeUnit.SECONDS)) {
        return new ContestantException(
            "ended with %d: %s".formatted(child.process().exitValue(), child.lastWords()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new ContestantException("answers no more: " + child.lastWords());
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(child.process().getInputStream(), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(Optional.of(line));
      }
    } catch (IOException e) {
      // Killed while it spoke: the end, as below.
    } finally {
      lines.add(Optional.empty());
    }
  }

  private static String quoted(String text) {
    return '"' + (text.length() > QUOTED ? text.substring(0, QUOTED) + "..." : text) + '"';
  }
}
