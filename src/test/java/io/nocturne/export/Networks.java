package io.nocturne.export;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.model.GenerationLoop;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.runtime.SessionSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Small networks to be exported. */
final class Networks {
  static final SessionSettings SETTINGS = SessionSettings.defaults();
  static final TokenIds IDS = new TokenIds(7, 6);
  static final byte[] VOCABULARY = "{\"format\":1}".getBytes(StandardCharsets.UTF_8);
  static final int[][] WINDOWS = {{0, 1, 2, 3, 4}, {6, 6, 5, 2, 2}, {1, 1, 1, 1, 1}};

  private Networks() {}

  static ModelSpec spec(Targets targets) {
    return new ModelSpec(4, 3, 2, 5, 0.2, targets);
  }

  /** Saves a network after one step of training under its targets' name. */
  static void train(ModelSpec spec, Path folder) {
    try (TrainingModel model = TrainingModel.create(spec, IDS, OptimizerSpec.ADAM, 1, SETTINGS)) {
      int[] row = new int[spec.window() + 1];
      model.train(row, 1);
      model.save(checkpoint(spec, folder));
    }
  }

  /** Opens what {@link #train} saved. */
  @MustBeClosed
  static InferenceModel trained(ModelSpec spec, Path folder) {
    return InferenceModel.restore(spec, IDS, checkpoint(spec, folder), SETTINGS);
  }

  /** Adds a loop without a memory to a model's graph. */
  static GenerationLoop loop(InferenceModel model) {
    return model.addGenerationLoop(Optional.empty());
  }

  private static Path checkpoint(ModelSpec spec, Path folder) {
    return folder.resolve(spec.targets() + "-" + spec.units(0));
  }
}
