package io.nocturne.export.keras;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jhdf.exceptions.HdfException;
import io.nocturne.base.UserIOException;
import io.nocturne.export.keras.KerasModel.KerasTraining;
import io.nocturne.export.keras.WeightsReader.Parts;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.FileProblem;
import io.nocturne.io.file.Folders;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.JsonProblem;
import io.nocturne.model.ModelState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Keras 3 archive: what {@code model.save("NAME.keras")} writes and {@code
 * keras.models.load_model} reads.
 */
public final class KerasFile {
  /** The ending of an archive's name, which Keras requires. */
  public static final String EXTENSION = ".keras";

  /** The version of Keras whose format is written. */
  private static final String KERAS_VERSION = "3.15.1";

  private static final long MAX_JSON_BYTES = 1 << 24;

  /** The maximum size of the array that the weights are read into. */
  private static final long MAX_WEIGHT_BYTES = Integer.MAX_VALUE - 16;

  /** A generous limit for names and tables of an HDF5 file. */
  private static final long HDF5_OVERHEAD = 1 << 22;

  /** The weight, and up to three moments and an average of it that an optimizer keeps. */
  private static final int COPIES = 5;

  private static final byte[] HDF5_MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private KerasFile() {}

  /**
   * Reads an archive.
   *
   * @param window length of a window, for a model that leaves its input's length open
   * @throws UserIOException if it is not an archive, is damaged, or has a model that nocturne does
   *     not support, naming the layer
   * @throws IOException if it cannot be read, is missing, or is a folder, a pipe or a device
   */
  public static KerasModel read(Path file, OptionalInt window) throws IOException {
    requireReadable(file);
    try (Archive archive = Archive.open(file)) {
      return read(archive, window);
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

  private static KerasModel read(Archive archive, OptionalInt window) throws IOException {
    requireKeras3(json(archive, Archive.METADATA));
    JsonNode config = json(archive, Archive.CONFIG);
    KerasObject model =
        KerasObject.of(config)
            .orElseThrow(
                () -> new RefusedException("config.json does not describe a model; save it again"));
    ArchivedNetwork network = NetworkReader.read(LayerChain.of(model), window);
    KerasTraining training = CompileConfig.read(config.path("compile_config"), network.notes());
    ModelState state =
        WeightsReader.read(
            archive.read(Archive.WEIGHTS, maxBytes(network)),
            network,
            training.adam().isPresent() && !network.frozen()
                ? Parts.WEIGHTS_AND_ADAM
                : Parts.WEIGHTS);
    Optional<String> vocabulary =
        archive
            .find(Archive.VOCABULARY, MAX_JSON_BYTES)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    return new KerasModel(network.spec(), network.vocabularySize(), state, training, vocabulary);
  }

  /**
   * Writes an archive, completely or not at all. Folders that are missing are made. The same model
   * gives the same bytes.
   *
   * @param file its name must end in {@link #EXTENSION}; replaced if it exists
   * @throws IllegalArgumentException if the name ends otherwise
   */
  public static void write(KerasModel model, Path file) throws IOException {
    if (!file.toString().endsWith(EXTENSION)) {
      throw new IllegalArgumentException(
          "the name of a Keras archive must end in .keras, was " + file);
    }
    requireFits(model, file);
    Folders.makeParent(file);
    AtomicFile.deleteLeftovers(file);
    try (AtomicFile atomic = AtomicFile.open(file)) {
      Archive.write(entries(model, file, atomic.companion(".h5")), atomic.out());
      atomic.commit();
    }
  }

  private static Map<String, byte[]> entries(KerasModel model, Path file, Path hdf5)
      throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(
        Archive.METADATA,
        JSON.writeValueAsBytes(JSON.createObjectNode().put("keras_version", KERAS_VERSION)));
    entries.put(Archive.CONFIG, JSON.writeValueAsBytes(ModelConfig.write(model)));
    entries.put(Archive.WEIGHTS, weights(model, file, hdf5));
    model
        .vocabulary()
        .ifPresent(text -> entries.put(Archive.VOCABULARY, text.getBytes(StandardCharsets.UTF_8)));
    return entries;
  }

  /** Returns the weights as HDF5, for which jHDF needs a file. */
  private static byte[] weights(KerasModel model, Path file, Path temporary) throws IOException {
    try {
      WeightsWriter.write(model, temporary);
      byte[] hdf5 = Files.readAllBytes(temporary);
      requireSame(model, hdf5, file);
      return hdf5;
    } catch (HdfException | RefusedException e) {
      if (e.getCause() instanceof IOException io) {
        throw FileProblem.of(file, io);
      }
      throw new UserIOException(
          file + ": cannot be written (%s); check the disk and try again".formatted(e.getMessage()),
          e);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Checks the written weights: writing is an alpha feature of jHDF 0.11. */
  private static void requireSame(KerasModel model, byte[] hdf5, Path file) throws IOException {
    ModelState written =
        WeightsReader.read(
            hdf5,
            ArchivedNetwork.of(model.spec(), model.vocabularySize()),
            model.state().adam().isPresent() ? Parts.WEIGHTS_AND_ADAM : Parts.WEIGHTS);
    if (!WeightsWriter.isSame(written, model.state())) {
      throw new UserIOException(
          file + ": the weights written are not those of the model; check the disk and try again");
    }
  }

  private static void requireFits(KerasModel model, Path file) throws IOException {
    long bytes = Float.BYTES * model.weightCount() * (model.state().adam().isPresent() ? 3 : 1);
    if (bytes > MAX_WEIGHT_BYTES - HDF5_OVERHEAD) {
      throw new UserIOException(
          file
              + ": an archive holds at most 2 GB of weights, this one would have %d bytes; export a SavedModel"
                  .formatted(bytes));
    }
  }

  private static long maxBytes(ArchivedNetwork network) {
    long weights =
        network.dataSets().keySet().stream().mapToLong(Weight::size).reduce(0, Math::addExact);
    long bytes = Math.addExact(Math.multiplyExact(weights, COPIES * Float.BYTES), HDF5_OVERHEAD);
    return Math.min(bytes, MAX_WEIGHT_BYTES);
  }

  private static JsonNode json(Archive archive, String name) throws IOException {
    try {
      return JSON.readTree(archive.read(name, MAX_JSON_BYTES));
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          "%s is damaged: %s; save the model again".formatted(name, JsonProblem.text(e)), e);
    }
  }

  private static void requireKeras3(JsonNode metadata) {
    String version = metadata.path("keras_version").asText("unknown");
    if (version.matches("[0-2]\\..*")) {
      throw new RefusedException(
          "was saved by Keras %s; save the model with Keras 3".formatted(version));
    }
  }

  private static void requireReadable(Path file) throws IOException {
    try (InputStream in = InputFile.open(file)) {
      if (Arrays.equals(in.readNBytes(HDF5_MAGIC.length), HDF5_MAGIC)) {
        throw new UserIOException(
            file + ": is HDF5, the older format of Keras; load it there and save it as NAME.keras");
      }
    }
  }
}
