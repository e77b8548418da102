package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A model in a {@code .keras} archive of Keras 2.12 or later. */
final class ArchivedModel implements StoredModel {
  private static final long MAX_JSON_BYTES = 1 << 24;

  /** A generous limit for names and tables of an HDF5 file. */
  private static final long HDF5_OVERHEAD = 1 << 22;

  /** The weight, and up to three moments and an average of it that an optimizer keeps. */
  private static final int COPIES = 5;

  /** The maximum size of the array that the weights are read into. */
  private static final long MAX_WEIGHT_BYTES = Integer.MAX_VALUE - 16;

  private final Archive archive;
  private final JsonNode config;
  private Optional<Hdf5File> weights = Optional.empty();

  private ArchivedModel(Archive archive, JsonNode config) {
    this.archive = archive;
    this.config = config;
  }

  static ArchivedModel open(Path file) throws IOException {
    Archive archive = Archive.open(file);
    try {
      json(archive, Archive.METADATA);
      return new ArchivedModel(archive, json(archive, Archive.CONFIG));
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  @Override
  public Optional<JsonNode> architecture() {
    return Optional.of(config);
  }

  @Override
  public JsonNode training() {
    return config.path("compile_config");
  }

  @Override
  public WeightsReader weights(ArchivedNetwork network) throws IOException {
    Hdf5File hdf5 = Hdf5File.of(archive.read(Archive.WEIGHTS, maxBytes(network)));
    weights = Optional.of(hdf5);
    return new WeightsReader(hdf5, Hdf5Layout.paths(hdf5, network), Archive.WEIGHTS + ", ");
  }

  @Override
  public Optional<String> vocabulary() throws IOException {
    return archive
        .find(Archive.VOCABULARY, MAX_JSON_BYTES)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    weights.ifPresent(Hdf5File::close);
    archive.close();
  }

  private static JsonNode json(Archive archive, String name) throws IOException {
    return JsonModel.parse(archive.read(name, MAX_JSON_BYTES), name);
  }

  private static long maxBytes(ArchivedNetwork network) {
    long weights =
        network.dataSets().keySet().stream().mapToLong(Weight::size).reduce(0, Math::addExact);
    long bytes = Math.addExact(Math.multiplyExact(weights, COPIES * Float.BYTES), HDF5_OVERHEAD);
    return Math.min(bytes, MAX_WEIGHT_BYTES);
  }
}
