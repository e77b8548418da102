package io.nocturne.export.keras;

import io.jhdf.exceptions.HdfException;
import io.nocturne.base.UserIOException;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.FileProblem;
import io.nocturne.io.file.Folders;
import io.nocturne.model.ModelState;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keras files: reads those of Keras 2 and 3, and writes Keras 3 archives, which {@code
 * keras.models.load_model} reads.
 */
public final class KerasFile {
  /** The ending of an archive's name, which Keras requires. */
  public static final String EXTENSION = ".keras";

  /** The version of Keras whose format is written. */
  private static final String KERAS_VERSION = "3.15.1";

  /** The maximum size of the array that the weights are read into. */
  private static final long MAX_WEIGHT_BYTES = Integer.MAX_VALUE - 16;

  /** A generous limit for names and tables of an HDF5 file. */
  private static final long HDF5_OVERHEAD = 1 << 22;

  private KerasFile() {}

  /**
   * Reads a model that Keras 3 or Keras 2 has saved: an archive, an HDF5 file ({@code .h5}), or an
   * HDF5 file of weights alone.
   *
   * @param architecture for weights alone: the text of {@code model.to_json()}, or a saved model
   *     with the same layers
   * @param window length of a window, for a model that leaves its input's length open
   * @throws UserIOException if it is none of them, is damaged, or has a model that nocturne does
   *     not support, naming the layer
   * @throws IOException if it cannot be read, is missing, or is a folder, a pipe or a device
   */
  public static KerasModel read(Path file, Optional<Path> architecture, OptionalInt window)
      throws IOException {
    return KerasReader.read(file, architecture, window);
  }

  /**
   * Reads a model that Keras 2 has saved with TensorFlow, as a SavedModel or a checkpoint.
   *
   * @param source names it in messages
   * @param tensors its tensors, by their paths in the tree of its objects, such as {@code
   *     layer_with_weights-0/embeddings}; a variable that an optimizer keeps for another one has
   *     its path, {@code #} and the name of the slot
   * @param metadata its description in JSON; empty for a checkpoint, which has weights alone
   * @throws UserIOException as {@link #read(Path, Optional, OptionalInt)}
   */
  public static KerasModel read(
      Path source,
      TensorSource tensors,
      Optional<String> metadata,
      Optional<Path> architecture,
      OptionalInt window)
      throws IOException {
    return KerasReader.read(
        source, () -> new CheckpointModel(tensors, metadata), architecture, window);
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
      Map<String, byte[]> entries = entries(model, file, atomic.companion(".h5"));
      try (OutputStream out = new BufferedOutputStream(atomic.out())) {
        Archive.write(entries, out);
      }
      atomic.commit();
    }
  }

  private static Map<String, byte[]> entries(KerasModel model, Path file, Path hdf5)
      throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(
        Archive.METADATA,
        JsonModel.JSON.writeValueAsBytes(
            JsonModel.JSON.createObjectNode().put("keras_version", KERAS_VERSION)));
    entries.put(Archive.CONFIG, JsonModel.JSON.writeValueAsBytes(ModelConfig.write(model)));
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
    ModelState written;
    ArchivedNetwork network = ArchivedNetwork.of(model.spec(), model.vocabularySize());
    try (Hdf5File reopened = Hdf5File.of(hdf5)) {
      written =
          new WeightsReader(reopened, Hdf5Layout.paths(reopened, network), "")
              .read(model.state().optimizer().flatMap(state -> model.training().optimizer()));
    }
    if (!WeightsWriter.isSame(written, model.state())) {
      throw new UserIOException(
          file + ": the weights written are not those of the model; check the disk and try again");
    }
  }

  private static void requireFits(KerasModel model, Path file) throws IOException {
    int slots = model.state().optimizer().map(state -> state.slots().size()).orElse(0);
    long bytes = Float.BYTES * model.weightCount() * (1 + slots);
    if (bytes > MAX_WEIGHT_BYTES - HDF5_OVERHEAD) {
      throw new UserIOException(
          file
              + ": an archive holds at most 2 GB of weights, this one would have %d bytes; export a SavedModel"
                  .formatted(bytes));
    }
  }
}
