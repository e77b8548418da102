package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.nocturne.base.UserIOException;
import io.nocturne.export.keras.KerasModel.KerasTraining;
import io.nocturne.export.keras.WeightsReader.StoredOptimizer;
import io.nocturne.model.ModelState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Interprets a Keras file. */
final class KerasReader {

  private KerasReader() {}

  /** Reads a file as {@link KerasFile#read}. */
  static KerasModel read(Path file, Optional<Path> architecture, OptionalInt window)
      throws IOException {
    return read(file, () -> StoredModel.open(file), architecture, window);
  }

  /**
   * Reads a model.
   *
   * @param source for messages
   */
  static KerasModel read(
      Path source, ModelReading<StoredModel> model, Optional<Path> architecture, OptionalInt window)
      throws IOException {
    Optional<KerasSettings> given =
        architecture.isPresent()
            ? Optional.of(named(architecture.get(), () -> settings(architecture.get())))
            : Optional.empty();
    return named(
        source,
        () -> {
          try (StoredModel stored = model.read()) {
            return read(stored, given, window);
          }
        });
  }

  /** Interprets an opened file. */
  static KerasModel read(StoredModel stored, Optional<KerasSettings> given, OptionalInt window)
      throws IOException {
    Optional<KerasSettings> own = KerasSettings.of(stored);
    if (own.isPresent() && given.isPresent()) {
      throw new RefusedException("has an architecture of its own; leave out the other one");
    }
    KerasSettings settings =
        own.or(() -> given)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "has weights alone; name the architecture, a file with model.to_json() or"
                            + " a saved model of the same layers"));
    List<Layer> layers = layers(settings.architecture());
    ArchivedNetwork network = NetworkReader.read(layers, window);
    WeightsReader weights = stored.weights(network);
    Optional<StoredOptimizer> optimizer = weights.optimizer();
    KerasTraining training =
        new CompileConfig(settings.training(), optimizer, layers.get(layers.size() - 1))
            .read(network.notes());
    ModelState state =
        weights.read(network.hasAllMoments() ? training.optimizer() : Optional.empty());
    return new KerasModel(
        network.spec(),
        network.vocabularySize(),
        network.complete(state),
        training,
        stored.vocabulary());
  }

  /**
   * The layers and the training of a model, without its weights.
   *
   * @param architecture its {@code class_name} and {@code config}
   * @param training the arguments of {@code compile}
   */
  record KerasSettings(JsonNode architecture, JsonNode training) {
    static Optional<KerasSettings> of(StoredModel stored) {
      return stored.architecture().map(model -> new KerasSettings(model, stored.training()));
    }
  }

  private static KerasSettings settings(Path file) throws IOException {
    try (StoredModel stored = StoredModel.open(file)) {
      return KerasSettings.of(stored)
          .orElseThrow(
              () -> new RefusedException("has weights alone, and no architecture; name another"));
    }
  }

  private static List<Layer> layers(JsonNode model) {
    return LayerChain.of(
        KerasObject.of(Keras2Config.upgraded(model))
            .orElseThrow(() -> new RefusedException("does not describe a model; save it again")));
  }

  /** Reads something from a file. */
  @FunctionalInterface
  interface ModelReading<T> {
    T read() throws IOException;
  }

  /** Adds the file's name to what is wrong with it. */
  private static <T> T named(Path file, ModelReading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (RefusedException e) {
      throw new UserIOException(file + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      // The sizes of each layer are valid, but not those of the network.
      throw new UserIOException(
          file
              + ": has layers of invalid sizes (%s); train another model".formatted(e.getMessage()),
          e);
    }
  }
}
