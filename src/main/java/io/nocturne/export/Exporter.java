package io.nocturne.export;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.base.UserIOException;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.export.keras.KerasFile;
import io.nocturne.export.keras.KerasModel;
import io.nocturne.export.keras.KerasModel.KerasTraining;
import io.nocturne.export.web.WebPage;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.DerivedFiles;
import io.nocturne.io.file.Folders;
import io.nocturne.io.file.PartialFolder;
import io.nocturne.memory.MemoryModel;
import io.nocturne.model.GenerationLoop;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.MemoryTables;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.TrainingModel;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.VocabularyFile;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Writes runs in each {@link ExportFormat}. */
final class Exporter {
  /** An exported model is to run anywhere, so its graph has no op that only a GPU has. */
  static final SessionSettings PORTABLE = SessionSettings.defaults().on(Device.CPU);

  private Exporter() {}

  static Path savedModel(RunFolder run, Path folder) throws IOException {
    return withBest(
        run,
        model -> {
          GenerationLoop loop = model.addGenerationLoop(memory(run));
          SavedModelWriter.write(model, loop, VocabularyFile.bytes(run.tokenizer()), folder);
          return folder;
        });
  }

  static Path servingRoot(RunFolder run, Path root) throws IOException {
    return withBest(
        run,
        model -> {
          GenerationLoop loop = model.addGenerationLoop(memory(run));
          return ServingRoot.write(model, loop, VocabularyFile.bytes(run.tokenizer()), root);
        });
  }

  /**
   * Returns the memory of a run whose training has finished, trusted if it improves predictions.
   */
  private static Optional<MemoryTables> memory(RunFolder run) throws IOException {
    return run.checkpoints()
        .memory()
        .map(fitted -> new MemoryModel(run.tokenizer(), fitted.weights(), fitted.trust()).tables());
  }

  static Path graph(RunFolder run, Path file) throws IOException {
    return withBest(
        run,
        model -> {
          FrozenGraph.write(model, file);
          return file;
        });
  }

  static Path diagram(RunFolder run, Path file) throws IOException {
    byte[] drawn = ModelDiagram.svg(run.name(), run.model(), run.tokenIds());
    AtomicFile.write(Folders.makeParent(file), DerivedFiles.marked(drawn, run.info().created()));
    return file;
  }

  static Path keras(RunFolder run, Path file) throws IOException {
    try {
      writeKeras(run, file);
    } catch (RunException e) {
      RunFolder now = RunFolder.open(run.path());
      if (now.info().equals(run.info())) {
        throw e;
      }
      writeKeras(now, file); // An imported run's training has begun, with another optimizer.
    }
    return file;
  }

  private static void writeKeras(RunFolder run, Path file) throws IOException {
    TrainSpec spec = TrainSpec.of(run);
    if (spec.model().maskPadding() && run.tokenIds().pad() != 0) {
      throw new UserIOException(
          "%s: masks padding, which is token %d, and Keras's mask_zero masks token 0; export a SavedModel"
              .formatted(run.path(), run.tokenIds().pad()));
    }
    String vocabulary = new String(VocabularyFile.bytes(run.tokenizer()), StandardCharsets.UTF_8);
    try (TrainingModel model = create(run, spec)) {
      TrainingProgress progress = run.checkpoints().restoreBest(model);
      KerasFile.write(
          new KerasModel(
              run.model(),
              run.tokenIds().count(),
              model.state(),
              KerasTraining.with(optimizer(progress, spec), run.tokenIds().pad()),
              Optional.of(vocabulary)),
          file);
    }
  }

  static Path web(RunFolder run, Path folder) throws IOException {
    PartialFolder.fill(folder, WebPage.of(run)::write);
    return folder;
  }

  /** Returns the optimizer with the learning rate of the best epoch, which then stays the same. */
  private static OptimizerSpec optimizer(TrainingProgress progress, TrainSpec spec) {
    Optional<EpochLog> best = progress.bestLog();
    return best.isEmpty() || best.get().learningRate() == 0
        ? spec.optimizer()
        : spec.optimizer().withLearningRate(best.get().learningRate());
  }

  /** Writes something from a network with a run's best weights. */
  @FunctionalInterface
  private interface ModelWriter {
    Path write(InferenceModel model) throws IOException;
  }

  private static Path withBest(RunFolder run, ModelWriter writer) throws IOException {
    try (InferenceModel model = run.openBest(PORTABLE)) {
      return writer.write(model);
    }
  }

  /** Returns the run's network with its optimizer, neither of them trained. */
  @MustBeClosed
  private static TrainingModel create(RunFolder run, TrainSpec spec) {
    return TrainingModel.create(run.model(), run.tokenIds(), spec.learning(1), PORTABLE);
  }
}
