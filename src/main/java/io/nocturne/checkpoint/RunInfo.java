package io.nocturne.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.model.ModelSpec;
import java.util.Optional;

/**
 * The description of a run: {@code run.json}.
 *
 * @param nocturne version of the program that began the run
 * @param tensorflow version of the library
 * @param created the time at which it was begun, ISO 8601
 * @param corpus of the training; empty if it was imported and has not been trained since
 * @param config every setting, in groups; {@code model} is the {@link ModelSpec}
 */
public record RunInfo(
    String nocturne,
    String tensorflow,
    String created,
    Optional<CorpusInfo> corpus,
    ObjectNode config) {

  public RunInfo {
    config = config.deepCopy();
  }

  /**
   * Returns the shape of the network.
   *
   * @throws IllegalArgumentException naming the setting that is missing or out of range
   */
  public ModelSpec model() {
    return RunJson.fromJson(config.path("model"), ModelSpec.class);
  }

  /**
   * Returns the metric by which the run's epochs are compared.
   *
   * @throws IllegalArgumentException if it is not one of them
   */
  public Monitor monitor() {
    return RunJson.fromJson(config.path("fit").path("monitor"), Monitor.class);
  }

  /**
   * The corpus of a run.
   *
   * @param path its folder as given, or a name for an embedded one
   * @param fingerprint SHA-256 of its vocabulary and tokens, in hexadecimal
   * @param pieces number of pieces
   * @param tokens number of tokens
   */
  public record CorpusInfo(String path, String fingerprint, int pieces, long tokens) {}
}
