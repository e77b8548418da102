package io.nocturne.corpus;

import io.nocturne.base.UserIOException;
import io.nocturne.corpus.BlockReader.BlockReaderFactory;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.CorpusPasses.FoundPieces;
import io.nocturne.corpus.CorpusPasses.WrittenPieces;
import io.nocturne.corpus.FileReport.FileDiagnostic;
import io.nocturne.corpus.PieceGrouper.FoundGroups;
import io.nocturne.io.file.PartialFolder;
import io.nocturne.io.file.WorkFolder;
import io.nocturne.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files of music and folders of them to a corpus.
 *
 * <p>Files of a folder come in the order of their names, regardless of case. A file that cannot be
 * read is reported and left out; one that repeats the bytes, the notes or the tokens of an earlier
 * one too. The result does not depend on the number of threads.
 */
public final class Preparation {
  private final PrepareSpec spec;
  private final Path work;
  private final PrepareListener listener;

  private Preparation(PrepareSpec spec, Path work, PrepareListener listener) {
    this.spec = spec;
    this.work = work;
    this.listener = listener;
  }

  /**
   * Prepares a corpus in a folder, replacing one that is there. Memory does not depend on the
   * number of files. What is read is kept in the folder until all is done, so that the same call
   * resumes after a failure or a kill, with the same result.
   *
   * @param folder made if need be
   * @throws IOException if a path is missing, a folder holds no music, no file could be taken, or
   *     reading is strict and a file is damaged; the message names it
   */
  public static PreparedFolder prepare(PrepareSpec spec, Path folder, PrepareListener listener)
      throws IOException {
    return prepare(spec, folder, listener, () -> new ThreadedReader(spec));
  }

  /**
   * Prepares a corpus in a folder, as {@link #prepare(PrepareSpec, Path, PrepareListener)} does,
   * with files read elsewhere.
   *
   * @param reading opens what reads the files
   */
  public static PreparedFolder prepare(
      PrepareSpec spec, Path folder, PrepareListener listener, BlockReaderFactory reading)
      throws IOException {
    CorpusFolder.requireWritable(folder);
    try (SourceCursor sources = SourceCursor.open(spec.inputs(), spec.exclusion());
        WorkFolder work = CorpusFolder.workFolder(folder)) {
      Preparation preparation = new Preparation(spec, work.path(), listener);
      OutcomeBlocks blocks = preparation.read(sources, reading);
      CorpusPasses passes = new CorpusPasses(spec, blocks, work.path(), listener);
      Optional<FoundPieces> found = passes.pieces();
      if (found.isEmpty()) {
        IOException nothing = nothingTaken(blocks);
        work.delete();
        throw nothing;
      }
      FoundGroups groups = preparation.groups(found.get());
      Tokenizer tokenizer = found.get().pieces().tokenizer();
      WrittenPieces written;
      try (CorpusWriter writer =
          new CorpusWriter(folder, work.path(), spec.shards(), blocks.sources())) {
        written = passes.write(found.get(), groups, writer);
        writer.commit(tokenizer, written.report());
      }
      work.delete();
      return new PreparedFolder(tokenizer, written.report(), written.tokenCounts());
    }
  }

  /**
   * Prepares a corpus in memory.
   *
   * @throws IOException as {@link #prepare(PrepareSpec, Path, PrepareListener)} does
   */
  public static PreparedCorpus prepare(PrepareSpec spec, PrepareListener listener)
      throws IOException {
    return inMemory(spec, listener, Preparation::groups);
  }

  /**
   * Prepares a corpus in memory, without groups and without a search for pieces that are alike.
   *
   * @throws IOException as {@link #prepare(PrepareSpec, Path, PrepareListener)} does
   */
  public static PreparedCorpus read(PrepareSpec spec, PrepareListener listener) throws IOException {
    return inMemory(spec, listener, (preparation, found) -> FoundGroups.NONE);
  }

  /** Finds the groups of pieces. */
  @FunctionalInterface
  private interface Grouping {
    FoundGroups groups(Preparation preparation, FoundPieces found) throws IOException;
  }

  private static PreparedCorpus inMemory(
      PrepareSpec spec, PrepareListener listener, Grouping grouping) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (SourceCursor sources = SourceCursor.open(spec.inputs(), spec.exclusion());
        PartialFolder work = PartialFolder.in(temporary, "nocturne-prepare")) {
      Preparation preparation = new Preparation(spec, work.path(), listener);
      OutcomeBlocks blocks = preparation.read(sources, () -> new ThreadedReader(spec));
      CorpusPasses passes = new CorpusPasses(spec, blocks, work.path(), listener);
      Optional<FoundPieces> found = passes.pieces();
      if (found.isEmpty()) {
        throw nothingTaken(blocks);
      }
      FoundGroups groups = grouping.groups(preparation, found.get());
      HeldCorpus held = new HeldCorpus();
      PrepareReport report = passes.write(found.get(), groups, held).report();
      Tokenizer tokenizer = found.get().pieces().tokenizer();
      return new PreparedCorpus(
          new Corpus(tokenizer, held.pieces, report.provenance()), report, held.files);
    }
  }

  /** A corpus in memory. */
  private static final class HeldCorpus implements CorpusSink {
    private final List<TokenizedPiece> pieces = new ArrayList<>();
    private final List<FileReport> files = new ArrayList<>();

    @Override
    public void add(FileReport file) {
      files.add(file);
    }

    @Override
    public void add(long source, TokenizedPiece piece) {
      pieces.add(piece);
    }
  }

  private OutcomeBlocks read(SourceCursor sources, BlockReaderFactory reading) throws IOException {
    try (BlockReader reader = reading.open()) {
      return new SourcePass(ReadSettings.of(spec), work, listener).read(sources, reader);
    }
  }

  private FoundGroups groups(FoundPieces found) throws IOException {
    return new PieceGrouper(found.pieces(), work).find(spec.groups());
  }

  private static IOException nothingTaken(OutcomeBlocks blocks) throws IOException {
    FileReport first = blocks.first().report();
    FileDiagnostic last = first.diagnostics().get(first.diagnostics().size() - 1);
    String why = first.file() + ": " + last.message();
    String all = "none of the %d files can be used".formatted(blocks.sources());
    // What was found at some place of a file comes with its own advice.
    boolean advised = last.place().isPresent();
    if (blocks.sources() == 1) {
      return new UserIOException(advised ? why : why + "; give another file");
    }
    return new UserIOException(
        advised ? why + " (" + all + ")" : why + "; " + all + ", give others");
  }

  /** A corpus in memory, a report on it, and the outcome of each file, in the order of reading. */
  public record PreparedCorpus(Corpus corpus, PrepareReport report, List<FileReport> files) {
    public PreparedCorpus {
      files = List.copyOf(files);
    }
  }

  /**
   * A corpus that was written to a folder.
   *
   * @param tokenizer its tokenizer
   * @param tokenCounts how often each token occurs, by its id
   */
  public record PreparedFolder(Tokenizer tokenizer, PrepareReport report, List<Long> tokenCounts) {
    public PreparedFolder {
      tokenCounts = List.copyOf(tokenCounts);
    }
  }

  /** The stages of a preparation, in their order. */
  public enum PrepareStage {
    /** Files are read. */
    READING,
    /** Files are compared. */
    COMPARING,
    /** The corpus is written. */
    WRITING
  }

  /** Is notified of the progress, on the thread that prepares. */
  @FunctionalInterface
  public interface PrepareListener {
    /** Does nothing. */
    PrepareListener NONE = (stage, done, total) -> {};

    /**
     * Called after some files.
     *
     * @param done how many are done in this stage, in order; those that an earlier call has read
     *     are done together
     * @param total how many files there are, if that is known already
     */
    void progressed(PrepareStage stage, long done, OptionalLong total);
  }
}
