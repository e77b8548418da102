package io.nocturne.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.export.keras.KerasFile;
import io.nocturne.export.keras.KerasModel;
import io.nocturne.model.ModelState;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.runtime.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Takes steps from a Keras archive: {@code KerasProbe FROM.keras BATCH.json TO.keras}, without
 * dropout. The batch has rows of window + 1 token ids; all of it is one step.
 */
public final class KerasProbe {

  private KerasProbe() {}

  /** Runs the probe. */
  public static void main(String[] words) throws IOException {
    KerasModel model = KerasFile.read(Path.of(words[0]), Optional.empty(), OptionalInt.empty());
    int[][] rows = new ObjectMapper().readValue(Path.of(words[1]).toFile(), int[][].class);
    KerasFile.write(with(model, stepped(model, rows)), Path.of(words[2]));
  }

  private static ModelState stepped(KerasModel model, int[][] rows) {
    TokenIds ids =
        new TokenIds(model.vocabularySize(), model.training().ignoredClass().orElseThrow());
    try (TrainingModel network =
        TrainingModel.create(
            model.spec().withDropout(0),
            ids,
            model.training().optimizer().orElseThrow(),
            1,
            SessionSettings.defaults())) {
      network.setState(model.state());
      network.train(Stream.of(rows).flatMapToInt(Arrays::stream).toArray(), rows.length);
      return network.state();
    }
  }

  private static KerasModel with(KerasModel model, ModelState state) {
    return new KerasModel(
        model.spec(), model.vocabularySize(), state, model.training(), model.vocabulary());
  }
}
