package io.nocturne.bench;

import io.nocturne.bench.Case.Unit;
import io.nocturne.bench.Contestants.Settings;
import io.nocturne.bench.Contestants.Start;
import io.nocturne.model.ModelSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** All cases that are not growths. */
final class Catalogue {
  private static final int MELODIES = 64;
  private static final int MELODY_NOTES = 200;
  private static final List<String> COMMANDS =
      List.of("demo", "prepare", "train", "evaluate", "generate", "export", "inspect");

  private final Installation installation;
  private final Fixtures fixtures;
  private final Duration limit;

  Catalogue(Installation installation, Fixtures fixtures, Duration limit) {
    this.installation = installation;
    this.fixtures = fixtures;
    this.limit = limit;
  }

  /**
   * Returns the names of cases that most machines cannot run, which are measured only on request.
   */
  static List<String> onRequest() {
    return List.of("gpu-step", "gpu-step-tf32");
  }

  /** Returns the names of the other cases, in the order of measuring. */
  static List<String> names() {
    return List.of(
        "peak",
        "startup",
        "first-step",
        "step",
        "evaluate",
        "input",
        "note",
        "melodies",
        "carried-note",
        "carried-melodies",
        "saved-melody",
        "midi",
        "prepare");
  }

  /** Returns the case with a name. */
  Case named(String name) {
    return switch (name) {
      case "peak" -> peak();
      case "startup" -> startup();
      case "first-step" -> firstStep();
      case "step" -> step();
      case "gpu-step" -> gpuStep(name, "float32");
      case "gpu-step-tf32" -> gpuStep(name, "tf32");
      case "evaluate" -> evaluate();
      case "input" -> input();
      case "note" -> melodies("note", "one note, one melody", 1);
      case "melodies" -> melodies("melodies", "a note of each of 64 melodies", MELODIES);
      case "carried-note" -> carried(name, "one note, one melody, the state carried", 1);
      case "carried-melodies" ->
          carried(name, "a note of each of 64 melodies, the state carried", MELODIES);
      case "saved-melody" -> savedMelody();
      case "midi" -> midi();
      case "prepare" -> prepare();
      default -> throw new IllegalArgumentException("there is no case " + name);
    };
  }

  /** Returns the settings of a task on a workload's corpus. */
  Settings fed(Workload workload) {
    return () -> {
      Path corpus = fixtures.corpus(workload.notes());
      Map<String, Object> settings = new HashMap<>(workload.settings());
      settings.put("corpus", corpus.toString());
      settings.put("tokens", corpus.resolve("tokens.u8").toString());
      return settings;
    };
  }

  Contestants contestants(String contest) {
    return new Contestants(installation, limit, contest);
  }

  private Case peak() {
    return new Case(
        "peak",
        "products of 2048 x 2048 matrices",
        Unit.FLOPS,
        OptionalLong.empty(),
        contestants("peak").peaks().all());
  }

  private Case startup() {
    Contestants contestants =
        contestants("startup").ourProgram("nocturne --version", () -> List.of("--version"));
    for (String command : COMMANDS) {
      contestants.ourProgram("nocturne " + command + " --help", () -> List.of(command, "--help"));
    }
    contestants
        .python("import tensorflow", "import tensorflow")
        .python("import keras", "import keras")
        .python("import torch", "import torch")
        .python("import symusic", "import symusic");
    return new Case(
        "startup",
        "a process from its start to its end",
        Unit.RUN,
        OptionalLong.empty(),
        contestants.all());
  }

  private Case firstStep() {
    Settings settings = fed(Workload.REFERENCE);
    return new Case(
        "first-step",
        "from the start of the process to the end of its first training step",
        Unit.RUN,
        OptionalLong.empty(),
        contestants("first-step")
            .ours(Start.COLD, "step", settings)
            .peer("Keras", "keras_peer", Start.COLD, "step", settings)
            .peer("PyTorch", "torch_peer", Start.COLD, "step", settings)
            .all());
  }

  private Case step() {
    Settings settings = fed(Workload.REFERENCE);
    return new Case(
        "step",
        "a training step, batches of 64 dealt from a corpus",
        Unit.STEP,
        OptionalLong.of(Workload.REFERENCE.trainingFlops()),
        contestants("step")
            .ours(Start.WARM, "step", settings)
            .networks("Keras", "step", settings)
            .peaks()
            .all());
  }

  /** Returns a case for a build with {@code -Pgpu} and a PyTorch with CUDA. */
  private Case gpuStep(String name, String precision) {
    Settings settings =
        fed(Workload.REFERENCE).with(Worker.DEVICE, "gpu").with("precision", precision);
    return new Case(
        name,
        "a training step on a GPU in " + precision + ", batches of 64 dealt from a corpus",
        Unit.STEP,
        OptionalLong.of(Workload.REFERENCE.trainingFlops()),
        contestants(name)
            .ours(Start.WARM, "step", settings)
            .peer("PyTorch", "torch_peer", Start.WARM, "step", settings)
            .all());
  }

  private Case evaluate() {
    Settings settings = fed(Workload.REFERENCE);
    return new Case(
        "evaluate",
        "loss and accuracy of a batch of 64, forward only",
        Unit.STEP,
        OptionalLong.of(Workload.REFERENCE.forwardFlops()),
        contestants("evaluate")
            .ours(Start.WARM, "evaluate", settings)
            .networks("Keras", "evaluate", settings)
            .peaks()
            .all());
  }

  private Case input() {
    Settings settings = fed(Workload.REFERENCE);
    return new Case(
        "input",
        "a batch of 64 windows cut from a shuffled corpus, and nothing done with it",
        new Unit("batch", Unit.Style.TIME),
        OptionalLong.empty(),
        contestants("input")
            .ours(Start.WARM, "deal", settings)
            .peer("tf.data", "keras_peer", Start.WARM, "deal", settings)
            .peer("PyTorch, unfold", "torch_peer", Start.WARM, "deal", settings)
            .all());
  }

  /** Returns a case for networks that read forward. */
  private Case carried(String name, String title, int batch) {
    Settings settings = Workload.REFERENCE.withBatch(batch)::settings;
    return new Case(
        name,
        title,
        new Unit("note", Unit.Style.TIME),
        OptionalLong.empty(),
        contestants(name)
            .ours(Start.WARM, "carried-melody", settings)
            .peer("PyTorch", "torch_peer", Start.WARM, "carried-melody", settings)
            .all());
  }

  private Case melodies(String name, String title, int batch) {
    Workload workload = Workload.REFERENCE.withBatch(batch);
    Settings settings = workload::settings;
    return new Case(
        name,
        title,
        new Unit("note", Unit.Style.TIME),
        OptionalLong.of(workload.forwardFlops()),
        contestants(name)
            .ours(Start.WARM, "melody", settings)
            .peer(
                "Keras predict",
                "keras_peer",
                Start.WARM,
                "melody",
                settings.with("variant", "predict"))
            .networks("Keras in tf.function", "melody", settings)
            .peaks()
            .all());
  }

  private Case savedMelody() {
    // The vocabulary of a run on the piano's pitches.
    Workload workload = new Workload(ModelSpec.PAPER, Workload.PIANO, 1, MELODY_NOTES);
    Settings settings =
        ((Settings) workload::settings)
            .with("folder", installation.work().toString())
            .with("notes", MELODY_NOTES);
    return new Case(
        "saved-melody",
        "200 notes from a saved model to a MIDI file, whole process",
        Unit.RUN,
        OptionalLong.empty(),
        contestants("saved-melody")
            .ourProgram("nocturne", this::generate)
            .peer("Keras in tf.function", "keras_peer", Start.COLD, "saved-melody", settings)
            .peer("PyTorch", "torch_peer", Start.COLD, "saved-melody", settings)
            .python("import tensorflow", "import tensorflow")
            .all());
  }

  private List<String> generate() throws ContestantException, InterruptedException {
    String run = fixtures.run().toString();
    return List.of(
        "generate",
        "--run",
        run,
        "--out",
        "ours.mid",
        "--length",
        "" + MELODY_NOTES,
        "--seed",
        "1");
  }

  private Case midi() {
    Settings settings = () -> Map.of("midi", fixtures.midi().toString());
    Contestants contestants = contestants("midi").ours(Start.WARM, "midi", settings);
    for (String library : List.of("symusic", "mido", "pretty_midi", "music21")) {
      contestants.peer(library, "midi_peer", Start.WARM, "midi", settings.with("variant", library));
    }
    return new Case(
        "midi",
        "MIDI files in memory to notes, one thread",
        Unit.NOTES,
        OptionalLong.empty(),
        contestants.all());
  }

  private Case prepare() {
    Settings settings =
        () -> Map.of("midi", fixtures.midi().toString(), "folder", installation.work().toString());
    return new Case(
        "prepare",
        "a folder of MIDI files to a corpus, whole process",
        Unit.RUN,
        OptionalLong.empty(),
        contestants("prepare")
            .ourProgram(
                "nocturne",
                () -> List.of("prepare", fixtures.midi().toString(), "--out", "prepared"))
            .peer("symusic and NumPy", "midi_peer", Start.COLD, "prepare", settings)
            .all());
  }
}
