package io.nocturne.corpus;

import io.nocturne.tfrecord.TfRecordWriter;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.VocabularyFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that {@code prepare} writes: {@code corpus.tfrecord}, {@code vocabulary.json} and
 * {@code report.json}.
 *
 * <p>The corpus is the last to get its name, so a folder that has it is whole, whenever the program
 * was stopped. For reading, it may also be in shards, {@code corpus-00000-of-00002.tfrecord} and so
 * on.
 */
public final class CorpusFolder {
  private static final String CORPUS = "corpus.tfrecord";
  private static final String SHARDS = "corpus-[0-9]{5}-of-[0-9]{5}\\.tfrecord";

  private CorpusFolder() {}

  /**
   * Writes a corpus, replacing one that is there, shards included.
   *
   * @param folder made if need be
   */
  public static void write(Path folder, Corpus corpus, PrepareReport report) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(folder + ": this is a file; give --out the name of a folder");
    }
    Files.createDirectories(folder);
    List<Path> replaced = corpusFiles(folder);
    try {
      write(temporary(folder, ReportFile.NAME), ReportFile.bytes(report));
      write(temporary(folder, VocabularyFile.NAME), VocabularyFile.bytes(corpus.tokenizer()));
      write(temporary(folder, CORPUS), corpus.pieces());
      // From here on the old corpus is gone, and until the last line there is none.
      for (Path old : replaced) {
        Files.delete(old);
      }
      rename(folder, ReportFile.NAME);
      rename(folder, VocabularyFile.NAME);
      rename(folder, CORPUS);
    } finally {
      for (String name : List.of(ReportFile.NAME, VocabularyFile.NAME, CORPUS)) {
        Files.deleteIfExists(temporary(folder, name));
      }
    }
  }

  private static Path temporary(Path folder, String name) {
    return folder.resolve(name + ".tmp");
  }

  private static void rename(Path folder, String name) throws IOException {
    Files.move(temporary(folder, name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = create(file);
        OutputStream out = Channels.newOutputStream(channel)) {
      out.write(bytes);
      channel.force(true);
    }
  }

  private static void write(Path file, List<TokenizedPiece> pieces) throws IOException {
    try (FileChannel channel = create(file);
        TfRecordWriter writer =
            new TfRecordWriter(
                new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16))) {
      CorpusRecords.write(writer, pieces);
      writer.flush();
      channel.force(true);
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  /**
   * Reads a corpus.
   *
   * @throws IOException if the folder is missing, not whole or damaged, in one sentence that names
   *     the file and what to do
   */
  public static Corpus read(Path folder) throws IOException {
    requireFolder(folder);
    List<Path> files = corpusFiles(folder);
    requireWhole(folder, files);
    Tokenizer tokenizer = VocabularyFile.read(folder.resolve(VocabularyFile.NAME));
    List<TokenizedPiece> pieces = new ArrayList<>();
    for (Path file : files) {
      pieces.addAll(CorpusRecords.read(file, tokenizer.vocabulary()));
    }
    if (pieces.isEmpty()) {
      throw new IOException(files.get(0) + ": it holds no piece; run prepare again");
    }
    return new Corpus(tokenizer, pieces);
  }

  /**
   * Reads what became of the files that the corpus was made of.
   *
   * @throws IOException if the report is missing or malformed, naming the file and what to do
   */
  public static PrepareReport readReport(Path folder) throws IOException {
    requireFolder(folder);
    return ReportFile.read(folder.resolve(ReportFile.NAME));
  }

  private static void requireFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": no such folder; run prepare with --out " + folder);
    }
  }

  /** The corpus's files by name, the shards in order. */
  private static List<Path> corpusFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> isCorpus(file.getFileName().toString())).sorted().toList();
    }
  }

  private static boolean isCorpus(String name) {
    return name.equals(CORPUS) || name.matches(SHARDS);
  }

  private static void requireWhole(Path folder, List<Path> files) throws IOException {
    if (files.isEmpty()) {
      throw new IOException(
          "%s: no corpus.tfrecord in this folder; run prepare with --out %s"
              .formatted(folder, folder));
    }
    if (files.size() == 1 && files.get(0).endsWith(CORPUS)) {
      return;
    }
    for (int shard = 0; shard < files.size(); shard++) {
      Path expected = folder.resolve("corpus-%05d-of-%05d.tfrecord".formatted(shard, files.size()));
      if (!files.get(shard).equals(expected)) {
        throw new IOException(
            ("%s: this folder's %d corpus files are not shards 0 to %d of one corpus;"
                    + " run prepare again")
                .formatted(files.get(shard), files.size(), files.size() - 1));
      }
    }
  }
}
