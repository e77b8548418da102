package io.nocturne.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process in any language that does tasks on request.
 *
 * <p>It reads a JSON object per line and answers each with one, on standard output: {@code {"task":
 * NAME, "settings": {...}}} with {@code {"versions": {...}, "weights": N}} once the task can begin,
 * and then {@code {"repetitions": N}} with {@code {"seconds": S, "work": W}}. {@code {"error":
 * TEXT}} is the answer on failure. It ends when its standard input ends.
 *
 * @param command to start it
 * @param task its task
 * @param settings of the task
 */
record Worker(List<String> command, String task, Map<String, Object> settings) {
  /** The setting of the device, {@code gpu} for tasks on a GPU. */
  static final String DEVICE = "device";

  Worker {
    command = List.copyOf(command);
    settings = Map.copyOf(settings);
  }

  /** Returns this with the GPUs that {@link Environment} hides from the others. */
  Worker seeingGpus() {
    List<String> free = new ArrayList<>(List.of("env", "-u", Environment.GPUS));
    free.addAll(command);
    return new Worker(free, task, settings);
  }
}
