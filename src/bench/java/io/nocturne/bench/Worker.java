package io.nocturne.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process that does tasks when it is told to, in any language.
 *
 * <p>It reads a JSON object a line and answers each with one, on standard output: {@code
 * {"task": NAME, "settings": {...}}} with {@code {"versions": {...}, "weights": N}} once the task
 * can begin, and then {@code {"repetitions": N}} with {@code {"seconds": S, "work": W}}. {@code
 * {"error": TEXT}} is the answer when something goes wrong. It ends when its standard input does.
 *
 * @param command what to start
 * @param task what it is to do
 * @param settings of the task
 */
record Worker(List<String> command, String task, Map<String, Object> settings) {
  /** A setting: {@code gpu} for tasks on one. */
  static final String DEVICE = "device";

  Worker {
    command = List.copyOf(command);
    settings = Map.copyOf(settings);
  }

  /** This, seeing the GPUs that {@link Environment} hides from the others. */
  Worker seeingGpus() {
    List<String> free = new ArrayList<>(List.of("env", "-u", Environment.GPUS));
    free.addAll(command);
    return new Worker(free, task, settings);
  }
}
