package io.nocturne.cli.command;

import io.nocturne.checkpoint.CorpusInfo;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The corpus that a run learnt from, where it can be found. */
public final class RunCorpus {
  private RunCorpus() {}

  /**
   * It is some data that was read, or where it was when the run was trained.
   *
   * @return empty if there is nothing there any more, or something else
   */
  public static Optional<Corpus> of(RunFolder run, Corpus data) throws IOException {
    if (run.info().corpus().isEmpty()) {
      return Optional.empty();
    }
    CorpusInfo learnt = run.info().corpus().get();
    return learnt.fingerprint().equals(data.fingerprint()) ? Optional.of(data) : of(run);
  }

  /** Where it was when the run was trained, if it is there still. */
  public static Optional<Corpus> of(RunFolder run) throws IOException {
    if (run.info().corpus().isEmpty()) {
      return Optional.empty();
    }
    CorpusInfo learnt = run.info().corpus().get();
    Path noted = Path.of(learnt.path());
    if (!Corpora.exists(noted)) {
      return Optional.empty();
    }
    return Optional.of(Corpora.read(noted))
        .filter(corpus -> corpus.fingerprint().equals(learnt.fingerprint()));
  }

  /** Why baselines cannot learn from it, and what to do. */
  public static String missing(RunFolder run) {
    return run.info()
        .corpus()
        .map(
            corpus ->
                "baselines are left out: the run's corpus is no longer in %s; say where it is with --corpus DIR"
                    .formatted(corpus.path()))
        .orElse("baselines are left out: the run was imported and has no corpus to teach them");
  }
}
