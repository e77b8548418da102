package io.nocturne.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.corpus.Corpus;
import io.nocturne.runtime.BuildInfo;
import io.nocturne.runtime.NativeLibrary;
import java.util.List;

/**
 * The terms of a training, alike on all workers: otherwise they would train different networks.
 *
 * @param spec the settings; device and threads may differ
 * @param source the place of the chief's corpus
 * @param tokenizer its kind of tokens
 * @param vocabulary its tokens
 * @param fingerprint of vocabulary and corpus
 * @param tokens their number in the corpus
 */
record TrainingTerms(
    ObjectNode spec,
    String source,
    String tokenizer,
    List<String> vocabulary,
    String fingerprint,
    long tokens) {

  TrainingTerms {
    vocabulary = List.copyOf(vocabulary);
  }

  /** Returns the terms of a job. */
  static TrainingTerms of(TrainJob job) {
    Corpus corpus = job.corpus();
    return new TrainingTerms(
        job.spec().toJson(),
        job.source(),
        corpus.tokenizer().label(),
        corpus.tokenizer().vocabulary().tokens(),
        corpus.fingerprint(),
        corpus.tokenCount());
  }

  /** Returns the versions that all workers must have. */
  static String program() {
    return "nocturne %s with TensorFlow %s".formatted(BuildInfo.version(), NativeLibrary.version());
  }

  ObjectNode toJson() {
    return RunJson.toJson(this);
  }

  static TrainingTerms fromJson(ObjectNode json) {
    return RunJson.fromJson(json, TrainingTerms.class);
  }

  /**
   * Requires that a worker's job is the chief's.
   *
   * @param worker its name
   * @throws UserException if not, with the first difference
   */
  void require(TrainJob job, String worker) {
    TrainingTerms own = of(job);
    List<String> differences = TrainSpec.fromJson(spec).differences(job.spec(), "the worker's");
    if (!differences.isEmpty()) {
      throw new UserException(
          "%s: has other settings than the chief (%s); give all workers the same"
              .formatted(worker, String.join("; ", differences)));
    }
    if (!tokenizer.equals(own.tokenizer) || !vocabulary.equals(own.vocabulary)) {
      throw new UserException(
          "%s: has another vocabulary (%s: %s, %d tokens) than the chief (%s: %s, %d tokens); copy the chief's corpus folder"
              .formatted(
                  worker,
                  own.source,
                  own.tokenizer,
                  own.vocabulary.size(),
                  source,
                  tokenizer,
                  vocabulary.size()));
    }
    if (!fingerprint.equals(own.fingerprint)) {
      throw new UserException(
          "%s: has another corpus (%s, %d tokens) than the chief (%s, %d tokens); copy the chief's corpus folder"
              .formatted(worker, own.source, own.tokens, source, tokens));
    }
  }
}
