package io.nocturne.checkpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.checkpoint.TrainingProgress.BestEpoch;
import io.nocturne.checkpoint.TrainingProgress.PartialEpoch;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.PitchTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs of a tiny network, for the tests. */
final class SmallRuns {
  static final ModelSpec MODEL = new ModelSpec(4, 3, 1, 5, 0.25, Targets.LAST);
  static final SessionSettings SESSION = new SessionSettings(1, 2);

  private SmallRuns() {}

  static RunInfo info() {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.set("model", RunJson.toJson(MODEL));
    return new RunInfo(
        "1.0",
        "2.18.0",
        "2026-01-01T00:00:00Z",
        Optional.of(new CorpusInfo("songs", "ab12", 3, 4567)),
        config);
  }

  static RunFolder begin(Path folder) throws IOException {
    return RunFolder.create(folder, info(), PitchTokenizer.piano());
  }

  /** A network with the weights that this seed gives. */
  @MustBeClosed
  static TrainingModel model(long seed) {
    return model(OptimizerSpec.ADAM, seed);
  }

  /** A network with another optimizer. */
  @MustBeClosed
  static TrainingModel model(OptimizerSpec optimizer, long seed) {
    return TrainingModel.create(MODEL, new TokenIds(89, 88), optimizer, seed, SESSION);
  }

  /** After some epochs, of which the first is the best. */
  static TrainingProgress progress(String checkpoint, int epochs) {
    return progress(checkpoint, new BestEpoch("best-1", 0), epochs);
  }

  /** After some epochs, with the best of them. */
  static TrainingProgress progress(String checkpoint, BestEpoch best, int epochs) {
    List<EpochLog> logs = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      logs.add(epoch(epoch));
    }
    return new TrainingProgress(
        checkpoint,
        epochs == 0 ? Optional.empty() : Optional.of(best),
        logs,
        PartialEpoch.NONE,
        Optional.empty());
  }

  static EpochLog epoch(int epoch) {
    return new EpochLog(
        epoch, new BatchLoss(400, 3, 100), new BatchLoss(90 + epoch, 1, 20), 0.001, 1.5);
  }

  static void replace(Path file, String old, String replacement) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(old)) {
      throw new IllegalArgumentException(file + " must contain " + old + ", was " + text);
    }
    Files.writeString(file, text.replace(old, replacement));
  }

  /** The names of the files in a folder, sorted; the lock's aside. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("lock"))
          .sorted()
          .toList();
    }
  }
}
