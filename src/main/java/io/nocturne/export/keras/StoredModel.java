package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.nocturne.io.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A Keras file, opened for reading. */
interface StoredModel extends AutoCloseable {

  /**
   * Opens a file of any of Keras's formats, whatever its name.
   *
   * @throws RefusedException if it is of none of them
   */
  static StoredModel open(Path file) throws IOException {
    byte[] magic = Hdf5Model.MAGIC.clone();
    try (InputStream in = InputFile.open(file)) {
      int read = in.readNBytes(magic, 0, magic.length);
      if (Arrays.equals(magic, Hdf5Model.MAGIC)) {
        return Hdf5Model.open(file);
      }
      return read > 0 && magic[0] == '{' ? JsonModel.open(file) : ArchivedModel.open(file);
    }
  }

  /** Returns the model, its {@code class_name} and {@code config}; empty for weights alone. */
  Optional<JsonNode> architecture();

  /** Returns the arguments of {@code compile}; missing or null if the model was not compiled. */
  JsonNode training();

  /** Returns the state of the network, ready to be read. */
  WeightsReader weights(ArchivedNetwork network) throws IOException;

  /** Returns the vocabulary that nocturne has stored in it. */
  Optional<String> vocabulary() throws IOException;

  @Override
  void close() throws IOException;
}
