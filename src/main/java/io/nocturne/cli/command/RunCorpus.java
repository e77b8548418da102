package io.nocturne.cli.command;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.corpus.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the corpus that a run was trained on. */
public final class RunCorpus {
  private RunCorpus() {}

  /**
   * Returns the run's corpus: {@code data} if it is the same, or else the folder noted in the run.
   *
   * @return empty if the noted folder is missing or has another corpus
   */
  public static Optional<Corpus> of(RunFolder run, Corpus data) throws IOException {
    if (run.info().corpus().isEmpty()) {
      return Optional.empty();
    }
    CorpusInfo trainedOn = run.info().corpus().get();
    return trainedOn.fingerprint().equals(data.fingerprint()) ? Optional.of(data) : of(run);
  }

  /** Returns the run's corpus from the folder noted in the run, if it is still there. */
  public static Optional<Corpus> of(RunFolder run) throws IOException {
    if (run.info().corpus().isEmpty()) {
      return Optional.empty();
    }
    CorpusInfo trainedOn = run.info().corpus().get();
    Path noted = Path.of(trainedOn.path());
    if (!Corpora.exists(noted)) {
      return Optional.empty();
    }
    Corpus corpus = Corpora.read(noted);
    if (corpus.fingerprint().equals(trainedOn.fingerprint())) {
      return Optional.of(corpus);
    }
    corpus.close();
    return Optional.empty();
  }

  /** Returns a message on why there are no baselines, and what to do. */
  public static String missing(RunFolder run) {
    return run.info()
        .corpus()
        .map(
            corpus ->
                "no baselines: the run's corpus is no longer in %s; name its folder with --corpus DIR"
                    .formatted(corpus.path()))
        .orElse("no baselines: the run was imported and has no corpus to train them on");
  }
}
