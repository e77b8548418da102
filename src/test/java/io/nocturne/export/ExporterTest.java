package io.nocturne.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.checkpoint.CheckpointWriter;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunFolder.ImportInfo;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.checkpoint.TrainingProgress.BestEpoch;
import io.nocturne.checkpoint.TrainingProgress.PartialEpoch;
import io.nocturne.export.keras.KerasFile;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Algorithm;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTest {
  private static final ModelSpec MODEL = Networks.spec(Targets.LAST);
  private static final TrainSpec IMPORTED = TrainSpec.paper().with(MODEL);
  private static final TrainSpec TRAINED =
      IMPORTED.with(OptimizerSpec.of(Algorithm.RMSPROP).withLearningRate(0.25));

  @TempDir Path folder;

  @Test
  void exportsTheOptimizerThatAnImportedRunIsTrainedWithSinceItWasOpened() throws IOException {
    RunFolder opened = importedRun();
    trainAnEpoch(opened);

    Path file = Exporter.keras(opened, folder.resolve("a.keras"));

    assertThat(KerasFile.read(file, Optional.empty(), OptionalInt.empty()).training().optimizer())
        .contains(TRAINED.optimizer());
  }

  private RunFolder importedRun() throws IOException {
    try (TrainingModel model = model(IMPORTED)) {
      return RunFolder.create(
          folder.resolve("run"),
          new RunInfo("1.0", "2.18.0", "2026-01-01T00:00:00Z", Optional.empty(), IMPORTED.toJson()),
          PitchTokenizer.piano(),
          new ImportInfo("none", "00"),
          model);
    }
  }

  private static void trainAnEpoch(RunFolder run) throws IOException {
    BatchLoss loss = new BatchLoss(1, 1, 1);
    TrainingProgress progress =
        new TrainingProgress(
            "ckpt-1",
            Optional.of(new BestEpoch("best-1", 0)),
            List.of(new EpochLog(0, loss, loss, 0.25, 1)),
            PartialEpoch.NONE,
            Optional.empty());
    try (CheckpointWriter writer = run.write();
        TrainingModel model = model(TRAINED)) {
      run.reconfigure(writer, new CorpusInfo("songs", "ab12", 3, 4567), TRAINED.toJson());
      writer.save(model, "best-1");
      writer.save(model, "ckpt-1");
      writer.commit(progress, 1);
    }
  }

  @MustBeClosed
  private static TrainingModel model(TrainSpec spec) {
    return TrainingModel.create(
        MODEL, new TokenIds(89, 88), spec.optimizer(), 1, Networks.SETTINGS);
  }
}
