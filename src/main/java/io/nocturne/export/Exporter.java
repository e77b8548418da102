package io.nocturne.export;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.export.diagram.ModelDiagram;
import io.nocturne.export.keras.KerasFile;
import io.nocturne.export.keras.KerasModel;
import io.nocturne.export.keras.KerasTraining;
import io.nocturne.export.savedmodel.FrozenGraph;
import io.nocturne.export.savedmodel.SavedModelWriter;
import io.nocturne.export.savedmodel.ServingRoot;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.DerivedFiles;
import io.nocturne.io.file.Folders;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.VocabularyFile;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A run's best weights in the formats of other programs. */
public final class Exporter {
  /** What is exported is to run anywhere, so its graph has no op that only a GPU has. */
  static final SessionSettings PORTABLE = SessionSettings.defaults().on(Device.CPU);

  private Exporter() {}

  public static void savedModel(Path runFolder, Path folder) throws IOException {
    RunFolder run = RunFolder.open(runFolder);
    try (InferenceModel model = run.openBest(PORTABLE)) {
      SavedModelWriter.write(model, VocabularyFile.bytes(run.tokenizer()), folder);
    }
  }

  public static Path toServingRoot(Path runFolder, Path root) throws IOException {
    RunFolder run = RunFolder.open(runFolder);
    try (InferenceModel model = run.openBest(PORTABLE)) {
      return ServingRoot.write(model, VocabularyFile.bytes(run.tokenizer()), root);
    }
  }

  public static void graph(Path runFolder, Path file) throws IOException {
    RunFolder run = RunFolder.open(runFolder);
    try (InferenceModel model = run.openBest(PORTABLE)) {
      FrozenGraph.write(model, file);
    }
  }

  public static void diagram(Path runFolder, Path file) throws IOException {
    RunFolder run = RunFolder.open(runFolder);
    byte[] drawn = ModelDiagram.svg(run.name(), run.model(), run.tokenIds());
    AtomicFile.write(Folders.makeParent(file), DerivedFiles.marked(drawn, run.info().created()));
  }

  public static void keras(Path runFolder, Path file) throws IOException {
    RunFolder run = RunFolder.open(runFolder);
    TrainSpec spec = TrainSpec.of(run);
    TokenIds ids = run.tokenIds();
    try (TrainingModel model = create(run, spec.with(PORTABLE))) {
      run.checkpoints().restoreBest(model);
      KerasFile.write(
          new KerasModel(
              run.model(),
              ids.count(),
              model.state(),
              KerasTraining.with(spec.optimizer(), ids.pad()),
              Optional.of(
                  new String(VocabularyFile.bytes(run.tokenizer()), StandardCharsets.UTF_8))),
          file);
    }
  }

  /** The run's network with its optimiser, neither of them trained. */
  @MustBeClosed
  private static TrainingModel create(RunFolder run, TrainSpec spec) {
    return TrainingModel.create(
        run.model(), run.tokenIds(), spec.optimizer(), spec.fit().seed(), spec.session());
  }
}
