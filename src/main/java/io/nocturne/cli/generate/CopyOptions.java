package io.nocturne.cli.generate;

import io.nocturne.base.Numbers;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
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

  // Measured where each token is a note; less where it is a part of one.
  private static final int BYTES_PER_TOKEN = 25;
  private static final long GIB = 1 << 30;

  private CopyOptions() {}

  /** Returns the limit on copied passages, if one was asked for. */
  static Optional<Copying> limit(Invocation invocation, Optional<CorpusNotes> corpus) {
    return invocation.value(NO_COPY).map(max -> new Copying(max, corpus.orElseThrow()));
  }

  /**
   * Returns the notes of the run's corpus; empty, with a notice, if it cannot be found or does not
   * fit into memory.
   *
   * @throws UsageException if it is needed
   */
  static Optional<CorpusNotes> corpus(Invocation invocation, RunFolder run) throws IOException {
    Optional<Path> named = invocation.value(CORPUS);
    long noted = run.info().corpus().map(CorpusInfo::tokens).orElse(0L);
    if (named.isEmpty() && !fits(noted)) {
      return tooLarge(invocation, noted); // Reading it would take a while.
    }
    Optional<Corpus> corpus =
        named.isPresent() ? Optional.of(Corpora.read(named.get())) : RunCorpus.of(run);
    if (corpus.isEmpty()) {
      String why = "the run's corpus is no longer where it was";
      return without(invocation, why, why + "; name it with --corpus DIR");
    }
    try (Corpus read = corpus.get()) {
      long tokens = read.tokenCount();
      return fits(tokens) ? Optional.of(CorpusNotes.of(read)) : tooLarge(invocation, tokens);
    }
  }

  private static boolean fits(long tokens) {
    return tokens <= Runtime.getRuntime().maxMemory() / BYTES_PER_TOKEN;
  }

  private static Optional<CorpusNotes> tooLarge(Invocation invocation, long tokens) {
    String why =
        "the corpus has %s tokens, and searching it takes up to %d bytes for each; give Java more memory, for example JAVA_OPTS=-Xmx%dg"
            .formatted(
                Numbers.grouped(tokens), BYTES_PER_TOKEN, tokens * BYTES_PER_TOKEN / GIB + 1);
    return without(invocation, why, why);
  }

  private static Optional<CorpusNotes> without(Invocation invocation, String note, String error) {
    if (invocation.value(NO_COPY).isPresent()) {
      throw new UsageException("--no-copy: " + error);
    }
    invocation.console().note("copied passages are not searched for: " + note);
    return Optional.empty();
  }
}
