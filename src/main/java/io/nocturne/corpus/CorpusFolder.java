package io.nocturne.corpus;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.base.UserIOException;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.Folders;
import io.nocturne.io.file.WorkFolder;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder that {@code prepare} writes: {@code corpus.tfrecord}, {@code vocabulary.json} and
 * {@code report.json}.
 *
 * <p>The corpus is the last to get its name, so a folder that has it is whole, whenever the program
 * was stopped. It may also be in shards, {@code corpus-00000-of-00002.tfrecord} and so on.
 */
public final class CorpusFolder {
  private static final String CORPUS = "corpus.tfrecord";
  private static final String WORK = ".prepare";
  private static final long MAX_HELD_BYTES = 1 << 25;
  private static final String SHARDS = "corpus-[0-9]{5}-of-[0-9]{5}\\.tfrecord";

  private CorpusFolder() {}

  /**
   * Writes a corpus, replacing one that is there, shards included.
   *
   * @param folder made if need be
   * @param files the outcome of each file, in the order of reading
   * @throws IOException if the folder holds no corpus, but a run or other files of the names that a
   *     corpus has
   */
  public static void write(Path folder, Corpus corpus, PrepareReport report, List<FileReport> files)
      throws IOException {
    requireWritable(folder);
    try (WorkFolder work = workFolder(folder)) {
      List<TokenizedPiece> pieces = corpus.pieces();
      try (CorpusWriter writer = new CorpusWriter(folder, work.path(), 1, pieces.size())) {
        for (FileReport file : files) {
          writer.add(file);
        }
        for (int piece = 0; piece < pieces.size(); piece++) {
          writer.add(piece, pieces.get(piece));
        }
        writer.commit(corpus.tokenizer(), report);
      }
      work.delete();
    }
  }

  /**
   * Deletes the unfinished work beside a corpus that nobody is going to write again: its writer was
   * killed when the corpus was whole.
   *
   * @throws IOException if another process is writing to the folder
   */
  public static void deleteWork(Path folder) throws IOException {
    if (Files.exists(folder.resolve(WORK))) {
      try (WorkFolder work = workFolder(folder)) {
        work.delete();
      }
    }
  }

  /** Opens the folder for unfinished work on a corpus. */
  @MustBeClosed
  static WorkFolder workFolder(Path folder) throws IOException {
    return WorkFolder.in(folder, WORK);
  }

  /**
   * Checks, before work begins, that a corpus can go into a folder without replacing anything else.
   * A vocabulary and a report without a corpus are what a kill leaves; then each can be read.
   *
   * @param folder need not exist
   * @throws IOException if it is a file, the folder of a run, or has other files of the names that
   *     a corpus has
   */
  public static void requireWritable(Path folder) throws IOException {
    Folders.requireWritable(folder);
    if (isCorpus(folder)) {
      return;
    }
    if (Files.exists(folder.resolve("run.json"))) {
      throw new UserIOException(folder + ": is the folder of a run; choose another folder");
    }
    if (hasReport(folder)) {
      requireOwn(folder.resolve(ReportFile.NAME), ReportFile::read);
    }
    Path vocabulary = folder.resolve(VocabularyFile.NAME);
    if (Files.exists(vocabulary)) {
      requireOwn(vocabulary, VocabularyFile::read);
    }
  }

  /** Reads a file of a corpus. */
  @FunctionalInterface
  private interface FileReader {
    Object read(Path file) throws IOException;
  }

  private static void requireOwn(Path file, FileReader reading) throws IOException {
    try {
      reading.read(file);
    } catch (IOException e) {
      throw new UserIOException(
          file + ": exists and is not known to be prepare's; choose another folder", e);
    }
  }

  /**
   * Opens a corpus and reads all of it once. Files of at most 32 MiB together are held in memory;
   * larger ones stay open until the caller closes the corpus.
   *
   * @throws IOException if the folder is missing, not whole or damaged, in one sentence that names
   *     the file and what to do
   */
  public static Corpus read(Path folder) throws IOException {
    return read(folder, MAX_HELD_BYTES);
  }

  /** Reads a corpus, in memory if its files have at most a number of bytes. */
  static Corpus read(Path folder, long maxHeldBytes) throws IOException {
    requireFolder(folder);
    List<Path> files = corpusFiles(folder);
    requireWhole(folder, files);
    Tokenizer tokenizer = VocabularyFile.read(folder.resolve(VocabularyFile.NAME));
    if (bytes(files) <= maxHeldBytes) {
      List<TokenizedPiece> pieces = new ArrayList<>();
      for (Path file : files) {
        CorpusRecords.read(file, tokenizer.vocabulary(), (piece, record) -> pieces.add(piece));
      }
      return new Corpus(tokenizer, pieces, provenance(folder, files, pieces.size()));
    }
    StoredPieces pieces = StoredPieces.open(files, tokenizer.vocabulary());
    try {
      return new Corpus(tokenizer, pieces, provenance(folder, files, pieces.size()));
    } catch (Throwable e) {
      pieces.close();
      throw e;
    }
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** Returns where a number of pieces come from, after comparing it with the report, if any. */
  private static Optional<Provenance> provenance(Path folder, List<Path> files, int pieces)
      throws IOException {
    if (pieces == 0) {
      throw new UserIOException(files.get(0) + ": it contains no pieces; run prepare again");
    }
    if (!hasReport(folder)) {
      return Optional.empty();
    }
    PrepareReport report = readReport(folder);
    requireComplete(files.get(0), pieces, report);
    return report.provenance();
  }

  /** A file that ends between two records has lost pieces without a damaged one. */
  private static void requireComplete(Path file, int pieces, PrepareReport report)
      throws IOException {
    if (pieces < report.pieces()) {
      throw new UserIOException(
          "%s: the corpus has %d pieces, but %s says %d; run prepare again"
              .formatted(file, pieces, ReportFile.NAME, report.pieces()));
    }
  }

  /** Returns whether a folder holds a corpus, complete or not. */
  public static boolean isCorpus(Path folder) throws IOException {
    return Files.isDirectory(folder) && !corpusFiles(folder).isEmpty();
  }

  /** Returns whether a folder has a report of the files that its corpus was made of. */
  public static boolean hasReport(Path folder) {
    return Files.exists(folder.resolve(ReportFile.NAME));
  }

  /**
   * Reads the report of the files that the corpus was made of.
   *
   * @throws IOException if the report is missing or malformed, naming the file and what to do
   */
  public static PrepareReport readReport(Path folder) throws IOException {
    requireFolder(folder);
    return ReportFile.read(folder.resolve(ReportFile.NAME));
  }

  /**
   * Reads the outcome of each file that the corpus was made of, in the order of reading, one at a
   * time.
   *
   * @throws IOException as {@link #readReport} does
   */
  public static void readFiles(Path folder, Consumer<FileReport> files) throws IOException {
    requireFolder(folder);
    ReportFile.readFiles(folder.resolve(ReportFile.NAME), files);
  }

  private static void requireFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UserIOException(folder + ": no such folder; prepare a corpus there first");
    }
  }

  /** Returns the files to delete of the corpus that is there. */
  static List<Path> replaced(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path file : corpusFiles(folder)) {
      // Of a link of the name that is written, the file behind it, so that the link stays.
      files.add(file.endsWith(CORPUS) ? AtomicFile.place(file) : file);
    }
    return files;
  }

  /** Deletes what killed writers have left of a corpus. */
  static void deleteLeftovers(Path folder) throws IOException {
    Set<String> names = new TreeSet<>(List.of(ReportFile.NAME, VocabularyFile.NAME, CORPUS));
    try (Stream<Path> files = Files.list(folder)) {
      files
          .flatMap(file -> AtomicFile.target(file).stream())
          .filter(CorpusFolder::isCorpus)
          .forEach(names::add);
    }
    for (String name : names) {
      AtomicFile.deleteLeftovers(folder.resolve(name));
    }
  }

  /** Returns the corpus's files by name, the shards in order. */
  private static List<Path> corpusFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> isCorpus(file.getFileName().toString())).sorted().toList();
    }
  }

  private static boolean isCorpus(String name) {
    return name.equals(CORPUS) || name.matches(SHARDS);
  }

  /** Returns the name of a file of a corpus that is in a number of them. */
  static String shardName(int shard, int count) {
    return count == 1 ? CORPUS : "corpus-%05d-of-%05d.tfrecord".formatted(shard, count);
  }

  private static void requireWhole(Path folder, List<Path> files) throws IOException {
    if (files.isEmpty()) {
      throw new UserIOException(
          "%s: no corpus.tfrecord in this folder; prepare a corpus there first".formatted(folder));
    }
    if (files.size() == 1 && files.get(0).endsWith(CORPUS)) {
      return;
    }
    for (int shard = 0; shard < files.size(); shard++) {
      Path expected = folder.resolve("corpus-%05d-of-%05d.tfrecord".formatted(shard, files.size()));
      if (!files.get(shard).equals(expected)) {
        throw new UserIOException(
            ("%s: this folder's %d corpus files are not shards 0 to %d of one corpus;"
                    + " run prepare again")
                .formatted(files.get(shard), files.size(), files.size() - 1));
      }
    }
  }
}
