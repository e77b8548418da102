package io.nocturne.bench.worker;

import io.nocturne.generate.DecodingConstraints;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Generator;
import io.nocturne.generate.Generator.CarriedModel;
import io.nocturne.generate.Generator.CarriedReading;
import io.nocturne.generate.Sampler;
import io.nocturne.generate.TokenSpace;
import io.nocturne.model.Directions;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.RecurrentNetwork;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.runtime.SessionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Generates many melodies in one batch; the work is notes of each. */
final class MelodyTask implements Task {
  private final int melodies;
  private final long weights;
  private final InferenceModel model;
  private final Generator generator;

  /** Returns a task whose network reads a window for each note. */
  static MelodyTask ofWindows(TaskSettings settings) throws IOException {
    return new MelodyTask(
        settings, settings.model(), (model, tokens) -> new Generator(model::logits, tokens));
  }

  /** Returns a task whose network reads forward and carries its state. */
  static MelodyTask carried(TaskSettings settings) throws IOException {
    return new MelodyTask(
        settings,
        settings.model().with(Targets.EVERY).with(Directions.FORWARD),
        (model, tokens) ->
            new Generator(new Carried(model.recurrence()), tokens, DecodingConstraints.NONE));
  }

  /** A network that has read one pad before the first note. */
  private record Carried(RecurrentNetwork network) implements CarriedModel {
    @Override
    public float[] start() {
      return network.start();
    }

    @Override
    public int leadingPads(int primerLength) {
      return 1;
    }

    @Override
    public CarriedReading read(float[][] states, int[] tokens) {
      RecurrentNetwork.Reading reading = network.read(states, tokens);
      return new CarriedReading(reading.logits(), reading.states());
    }
  }

  @SuppressWarnings("MustBeClosed") // close() does.
  private MelodyTask(
      TaskSettings settings,
      ModelSpec spec,
      BiFunction<InferenceModel, TokenSpace, Generator> reader)
      throws IOException {
    melodies = settings.number("batch");
    TokenIds ids = settings.ids();
    Path folder = Files.createTempDirectory("nocturne-bench");
    try {
      Path checkpoint = folder.resolve("ckpt");
      try (TrainingModel untrained =
          TrainingModel.create(
              spec, ids, OptimizerSpec.ADAM, TaskSettings.SEED, SessionSettings.defaults())) {
        weights = untrained.weightCount();
        untrained.save(checkpoint);
      }
      model = InferenceModel.restore(spec, ids, checkpoint, SessionSettings.defaults());
    } finally {
      delete(folder);
    }
    generator = reader.apply(model, new TokenSpace(spec.window(), ids.count(), ids.pad()));
  }

  @Override
  public double run(int repetitions) {
    GenerateSpec spec =
        new GenerateSpec(
            repetitions, melodies, TaskSettings.SEED, Sampler.ofTemperature(1), melodies);
    return generator.generate(new int[0], spec)[0].length;
  }

  @Override
  public OptionalLong weights() {
    return OptionalLong.of(weights);
  }

  @Override
  public void close() {
    model.close();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(
          file -> {
            try {
              Files.delete(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    Files.delete(folder);
  }
}
