package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A model or its weights alone in an HDF5 file, {@code .h5}, of any Keras. */
final class Hdf5Model implements StoredModel {
  /** The first bytes of an HDF5 file. */
  static final byte[] MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private final Hdf5File file;

  private Hdf5Model(Hdf5File file) {
    this.file = file;
  }

  static Hdf5Model open(Path file) throws IOException {
    return new Hdf5Model(Hdf5File.open(file));
  }

  @Override
  public Optional<JsonNode> architecture() {
    return json("model_config");
  }

  @Override
  public JsonNode training() {
    return json("training_config").orElse(MissingNode.getInstance());
  }

  @Override
  public WeightsReader weights(ArchivedNetwork network) {
    return new WeightsReader(file, Hdf5Layout.paths(file, network), "");
  }

  @Override
  public Optional<String> vocabulary() {
    return Optional.empty();
  }

  @Override
  public void close() {
    file.close();
  }

  private Optional<JsonNode> json(String attribute) {
    return file.text("", attribute)
        .map(text -> JsonModel.parse(text.getBytes(StandardCharsets.UTF_8), attribute));
  }
}
