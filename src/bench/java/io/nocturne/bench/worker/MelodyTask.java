package io.nocturne.bench.worker;

import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Generator;
import io.nocturne.generate.Sampler;
import io.nocturne.generate.TokenSpace;
import io.nocturne.model.AdamSpec;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.runtime.SessionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Generates many melodies in one batch; the work is notes of each. */
final class MelodyTask implements Task {
  private final int melodies;
  private final long weights;
  private final InferenceModel model;
  private final Generator generator;

  @SuppressWarnings("MustBeClosed") // close() does.
  MelodyTask(TaskSettings settings) throws IOException {
    melodies = settings.number("batch");
    ModelSpec spec = settings.model();
    TokenIds ids = settings.ids();
    Path folder = Files.createTempDirectory("nocturne-bench");
    try {
      Path checkpoint = folder.resolve("ckpt");
      try (TrainingModel untrained =
          TrainingModel.create(
              spec, ids, AdamSpec.KERAS, TaskSettings.SEED, SessionSettings.defaults())) {
        weights = untrained.weightCount();
        untrained.save(checkpoint);
      }
      model = InferenceModel.restore(spec, ids, checkpoint, SessionSettings.defaults());
    } finally {
      delete(folder);
    }
    generator = new Generator(model::logits, new TokenSpace(spec.window(), ids.count(), ids.pad()));
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
