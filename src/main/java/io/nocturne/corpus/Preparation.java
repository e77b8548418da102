package io.nocturne.corpus;

import io.nocturne.base.UserIOException;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.SourceReader.SourceOutcome;
import io.nocturne.corpus.groups.GroupReport;
import io.nocturne.corpus.groups.GroupRule;
import io.nocturne.corpus.groups.GroupRule.GroupedPieces;
import io.nocturne.passage.SimilarPieces;
import io.nocturne.passage.SimilarPieces.SimilarPair;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Files of music and folders of them to a corpus. */
public final class Preparation {
  private Preparation() {}

  /**
   * Reads the files at once on several threads; the result does not depend on their number.
   *
   * <p>Files of a folder come in the order of their names, regardless of case. A file that cannot
   * be read is reported and left out; one that repeats the bytes, the notes or the tokens of an
   * earlier one too.
   *
   * @throws IOException if a path is missing, a folder holds no music, no file could be taken, or
   *     reading is strict and a file is damaged; the message names it
   */
  public static PreparedCorpus prepare(PrepareSpec spec, PrepareListener listener)
      throws IOException {
    return grouped(read(spec, listener), spec.groups());
  }

  /**
   * Reads the files as {@link #prepare} does, without groups and without a search for pieces that
   * are alike.
   */
  public static PreparedCorpus read(PrepareSpec spec, PrepareListener listener) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(spec.threads());
    try (SourceCursor sources = SourceCursor.open(spec.inputs(), spec.exclusion())) {
      SourceReader reader = new SourceReader(spec);
      List<Future<SourceOutcome>> outcomes = new ArrayList<>();
      for (var next = sources.next(); next.isPresent(); next = sources.next()) {
        MidiSource source = next.get();
        outcomes.add(threads.submit(() -> reader.read(source)));
      }
      return gather(spec, outcomes, listener);
    } finally {
      threads.shutdownNow();
    }
  }

  private static PreparedCorpus gather(
      PrepareSpec spec, List<Future<SourceOutcome>> outcomes, PrepareListener listener)
      throws IOException {
    Duplicates duplicates = new Duplicates();
    TakenPieces taken = new TakenPieces(spec);
    List<FileReport> reports = new ArrayList<>(outcomes.size());
    for (Future<SourceOutcome> future : outcomes) {
      SourceOutcome outcome = await(future);
      FileReport report = outcome.report();
      if (report.status().taken()) {
        report = duplicates.check(outcome);
        if (report.status().taken()) {
          taken.add(reports.size(), outcome);
        }
      }
      reports.add(report);
      listener.fileFinished(reports.size(), outcomes.size(), report);
    }
    if (taken.isEmpty()) {
      throw nothingTaken(reports);
    }
    Corpus corpus = taken.corpus(reports);
    return new PreparedCorpus(corpus, PrepareReport.of(corpus, reports, GroupReport.NONE));
  }

  /** Returns the corpus with its pieces in groups, and a report on them. */
  private static PreparedCorpus grouped(PreparedCorpus read, Optional<GroupRule> rule) {
    Corpus corpus = read.corpus();
    List<FileReport> files = read.report().files();
    List<String> names = corpus.pieces().stream().map(TokenizedPiece::name).toList();
    List<SimilarPair> similar = SimilarPieces.find(corpus.pitches(), GroupReport.REPORTED);
    if (rule.isEmpty()) {
      GroupReport report = GroupReport.of(names, similar);
      return new PreparedCorpus(corpus, PrepareReport.of(corpus, files, report));
    }
    GroupedPieces groups = rule.get().group(names, similar);
    List<TokenizedPiece> pieces = new ArrayList<>();
    for (int piece = 0; piece < names.size(); piece++) {
      pieces.add(corpus.pieces().get(piece).with(groups.members().get(piece)));
    }
    Corpus grouped = new Corpus(corpus.tokenizer(), pieces, corpus.provenance());
    GroupReport report = GroupReport.of(rule.get().label(), names, groups, similar);
    return new PreparedCorpus(grouped, PrepareReport.of(grouped, files, report));
  }

  private static IOException nothingTaken(List<FileReport> reports) {
    FileReport first = reports.get(0);
    FileReport.FileDiagnostic last = first.diagnostics().get(first.diagnostics().size() - 1);
    String why = first.file() + ": " + last.message();
    String all = "none of the %d files can be used".formatted(reports.size());
    // What was found at some place of a file comes with its own advice.
    boolean advised = last.place().isPresent();
    if (reports.size() == 1) {
      return new UserIOException(advised ? why : why + "; give another file");
    }
    return new UserIOException(
        advised ? why + " (" + all + ")" : why + "; " + all + ", give others");
  }

  private static SourceOutcome await(Future<SourceOutcome> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("preparing was interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException("reading a file failed", e.getCause());
    }
  }

  /** A corpus, and the report of the files that it was made of. */
  public record PreparedCorpus(Corpus corpus, PrepareReport report) {}

  /** Is notified of the files as they are done, in order, on the thread that prepares. */
  @FunctionalInterface
  public interface PrepareListener {
    /** Does nothing. */
    PrepareListener NONE = (done, total, report) -> {};

    /**
     * Called after each file.
     *
     * @param done how many are, this one included
     * @param total how many there are
     * @param report the outcome of this one
     */
    void fileFinished(int done, int total, FileReport report);
  }
}
