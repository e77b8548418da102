package io.nocturne.cli.generate;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Corpora;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.RunCorpus;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.compose.NoteChoice.Copying;
import io.nocturne.corpus.Corpus;
import io.nocturne.originality.CorpusNotes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The options that limit copying from the corpus. */
final class CopyOptions {
  static final Setting<Optional<Integer>> NO_COPY =
      Setting.optional(
          "no-copy",
          ValueType.wholeNumber(1, 1000),
          "any",
          "copy no passage longer than N notes from the corpus");
  static final Setting<Optional<Path>> CORPUS =
      Setting.optional(
          "corpus",
          ValueType.path("DIR"),
          "its place when the run was trained",
          "the run's corpus, to find copied passages");

  private CopyOptions() {}

  /** Returns the limit on copied passages, if one was asked for. */
  static Optional<Copying> limit(Invocation invocation, Optional<CorpusNotes> corpus) {
    return invocation.value(NO_COPY).map(max -> new Copying(max, corpus.orElseThrow()));
  }

  /**
   * Returns the notes of the run's corpus; empty, with a notice, if it cannot be found.
   *
   * @throws UsageException if it is needed
   */
  static Optional<CorpusNotes> corpus(Invocation invocation, RunFolder run) throws IOException {
    Optional<Path> named = invocation.value(CORPUS);
    Optional<Corpus> corpus =
        named.isPresent() ? Optional.of(Corpora.read(named.get())) : RunCorpus.of(run);
    if (corpus.isEmpty() && invocation.value(NO_COPY).isPresent()) {
      throw new UsageException(
          "--no-copy: the run's corpus is no longer where it was; name it with --corpus DIR");
    }
    if (corpus.isEmpty()) {
      invocation
          .console()
          .note("copied passages are not searched for: the run's corpus is no longer where it was");
    }
    if (corpus.isEmpty()) {
      return Optional.empty();
    }
    try (Corpus read = corpus.get()) {
      return Optional.of(CorpusNotes.of(read));
    }
  }
}
