package io.nocturne.cli.command;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.corpus.PrepareReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds corpora by the names that commands take. */
public final class Corpora {
  /** The name of the embedded corpus; a folder of that name is {@code ./embedded}. */
  public static final Path EMBEDDED = Path.of(EmbeddedCorpus.NAME);

  private Corpora() {}

  /** Returns whether there is a folder of this name, or it is the embedded corpus. */
  public static boolean exists(Path name) {
    return name.equals(EMBEDDED) || Files.exists(name);
  }

  /** Reads the corpus in a folder, or the embedded one. */
  public static Corpus read(Path name) throws IOException {
    return name.equals(EMBEDDED) ? EmbeddedCorpus.corpus() : CorpusFolder.read(name);
  }

  /** Reads the report on a corpus's files; empty for the embedded corpus or if there is none. */
  public static Optional<PrepareReport> report(Path name) throws IOException {
    return name.equals(EMBEDDED) || !CorpusFolder.hasReport(name)
        ? Optional.empty()
        : Optional.of(CorpusFolder.readReport(name));
  }
}
