package io.nocturne.bench.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Implements the protocol of {@code io.nocturne.bench.Worker}. */
final class WorkerMain {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double NANO = 1e-9;

  private Task task;

  private WorkerMain() {}

  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // Whatever prints must not get between the answers.
    WorkerMain worker = new WorkerMain();
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.println(JSON.writeValueAsString(worker.answer(JSON.readTree(line))));
      answers.flush();
    }
    if (worker.task != null) {
      worker.task.close();
    }
  }

  private Map<String, Object> answer(JsonNode request) {
    try {
      return request.has("task") ? prepare(request) : round(request.get("repetitions").asInt());
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      e.printStackTrace();
      return Map.of("error", e.toString());
    }
  }

  private Map<String, Object> prepare(JsonNode request) throws IOException {
    task = task(request.get("task").asText(), new TaskSettings(request.get("settings")));
    Map<String, Object> ready = new LinkedHashMap<>();
    ready.put("versions", Map.of("java", Runtime.version().toString()));
    task.weights().ifPresent(weights -> ready.put("weights", weights));
    return ready;
  }

  private Map<String, Object> round(int repetitions) throws Exception {
    long start = System.nanoTime();
    double work = task.run(repetitions);
    return Map.of("seconds", (System.nanoTime() - start) * NANO, "work", work);
  }

  private static Task task(String name, TaskSettings settings) throws IOException {
    return switch (name) {
      case "step" -> StepTask.training(settings);
      case "evaluate" -> StepTask.evaluation(settings);
      case "deal" -> new DealTask(settings);
      case "melody" -> MelodyTask.ofWindows(settings);
      case "carried-melody" -> MelodyTask.carried(settings);
      case "midi" -> new MidiTask(settings);
      case "peak" -> new PeakTask();
      default -> throw new IllegalArgumentException("there is no task " + name);
    };
  }
}
