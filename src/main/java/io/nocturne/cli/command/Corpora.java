package io.nocturne.cli.command;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.corpus.PrepareReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Corpora as the commands name them. */
public final class Corpora {
  /** The corpus that needs no folder; a folder of that name is {@code ./embedded}. */
  public static final Path EMBEDDED = Path.of(EmbeddedCorpus.NAME);

  private Corpora() {}

  /** Whether there is a folder of this name, or none is needed. */
  public static boolean exists(Path name) {
    return name.equals(EMBEDDED) || Files.exists(name);
  }

  /** The corpus in a folder, or the embedded one. */
  public static Corpus read(Path name) throws IOException {
    return name.equals(EMBEDDED) ? EmbeddedCorpus.corpus() : CorpusFolder.read(name);
  }

  /** What became of the files of a corpus, unless it is the embedded one or has no report. */
  public static Optional<PrepareReport> report(Path name) throws IOException {
    return name.equals(EMBEDDED) || !CorpusFolder.hasReport(name)
        ? Optional.empty()
        : Optional.of(CorpusFolder.readReport(name));
  }
}
