package io.nocturne.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.model.ModelSpec;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Provenance;
import java.util.Optional;
import java.util.OptionalDouble;

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
   * Returns what was done to the pieces of the run's corpus, and is to be done to others that the
   * run reads; nothing if it is not known.
   */
  public Preprocessing preprocessing() {
    return provenance().map(Provenance::preprocessing).orElse(Preprocessing.NONE);
  }

  /** Returns the median tempo of the run's corpus, in quarters per minute, if it is known. */
  public OptionalDouble tempo() {
    return provenance().map(Provenance::tempo).orElse(OptionalDouble.empty());
  }

  /** Returns where the tokens of the run's corpus come from, if it is known. */
  public Optional<Provenance> provenance() {
    return corpus.flatMap(CorpusInfo::provenance);
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
   * @param provenance where the tokens come from; empty if it is not known
   */
  public record CorpusInfo(
      String path, String fingerprint, int pieces, long tokens, Optional<Provenance> provenance) {
    /** Creates the description of a corpus of which it is not known where it comes from. */
    public CorpusInfo(String path, String fingerprint, int pieces, long tokens) {
      this(path, fingerprint, pieces, tokens, Optional.empty());
    }
  }
}
