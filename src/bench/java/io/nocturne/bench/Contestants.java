package io.nocturne.bench;

import io.nocturne.bench.Contestant.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The contestants of one case, in order. */
final class Contestants {
  private final Installation installation;
  private final Duration limit;
  private final String contest;
  private final List<Contestant> all = new ArrayList<>();

  /** The settings of a task, made when it is opened, because it may need a fixture. */
  @FunctionalInterface
  interface Settings {
    Map<String, Object> make() throws ContestantException, InterruptedException;

    /** Returns these and one more. */
    default Settings with(String name, Object value) {
      return () -> {
        Map<String, Object> settings = new HashMap<>(make());
        settings.put(name, value);
        return settings;
      };
    }
  }

  /** The start of a worker: once, or again for each round. */
  enum Start {
    WARM,
    COLD
  }

  /** A command line, made when it is first run, because it may need a fixture. */
  @FunctionalInterface
  interface CommandLine {
    List<String> make() throws ContestantException, InterruptedException;
  }

  Contestants(Installation installation, Duration limit, String contest) {
    this.installation = installation;
    this.limit = limit;
    this.contest = contest;
  }

  List<Contestant> all() {
    return all;
  }

  /** Adds nocturne's worker. */
  Contestants ours(Start start, String task, Settings settings) {
    return worker("nocturne", Role.OURS, start, () -> installation.ours(task, settings.make()));
  }

  /** Adds a peer's worker. */
  Contestants peer(String name, String module, Start start, String task, Settings settings) {
    return worker(
        name,
        Role.PEER,
        start,
        () -> {
          installation.requirePython();
          return installation.peer(module, task, settings.make());
        });
  }

  /** Adds the workers of Keras and PyTorch, each as it is and compiled. */
  Contestants networks(String keras, String task, Settings settings) {
    Settings jit = settings.with("variant", "jit");
    Settings unroll = settings.with("variant", "unroll");
    Settings compile = settings.with("variant", "compile");
    return peer(keras, "keras_peer", Start.WARM, task, settings)
        .peer("Keras, jit_compile", "keras_peer", Start.WARM, task, jit)
        .peer("Keras, unroll", "keras_peer", Start.WARM, task, unroll)
        .peer("PyTorch", "torch_peer", Start.WARM, task, settings)
        .peer("PyTorch, compile", "torch_peer", Start.WARM, task, compile);
  }

  /**
   * Adds the matrix products of nocturne's TensorFlow and of PyTorch, which has another library.
   */
  Contestants peaks() {
    worker("peak, TensorFlow", Role.PEAK, Start.WARM, () -> installation.ours("peak", Map.of()));
    return worker(
        "peak, PyTorch",
        Role.PEAK,
        Start.WARM,
        () -> {
          installation.requirePython();
          return installation.peer("torch_peer", "peak", Map.of());
        });
  }

  /** Adds a command line of nocturne's, from start to end. */
  Contestants ourProgram(String name, CommandLine words) {
    return program(
        name, Role.OURS, () -> installation.nocturne(words.make().toArray(String[]::new)));
  }

  /** Adds a line of Python, from the start of its process to the end. */
  Contestants python(String name, String code) {
    return program(
        name,
        Role.PEER,
        () -> {
          installation.requirePython();
          return List.of(installation.python().toString(), "-c", code);
        });
  }

  private interface WorkerMaker {
    Worker make() throws ContestantException, InterruptedException;
  }

  private Contestants worker(String name, Role role, Start start, WorkerMaker maker) {
    var log = installation.log(contest, name);
    all.add(
        new Contestant(
            name,
            role,
            () ->
                start == Start.WARM
                    ? WarmEntrant.open(made(maker), log, limit)
                    : new ColdEntrant(made(maker), log, limit)));
    return this;
  }

  private static Worker made(WorkerMaker maker) throws ContestantException, InterruptedException {
    Worker worker = maker.make();
    return "gpu".equals(worker.settings().get(Worker.DEVICE)) ? worker.seeingGpus() : worker;
  }

  private Contestants program(String name, Role role, CommandLine line) {
    var log = installation.log(contest, name);
    all.add(new Contestant(name, role, () -> new ProgramEntrant(line.make(), log, limit)));
    return this;
  }
}
