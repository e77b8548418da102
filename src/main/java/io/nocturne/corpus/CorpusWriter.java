package io.nocturne.corpus;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.tfrecord.TfRecordWriter;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.VocabularyFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the folder of a corpus, piece by piece. A corpus that is there stays until {@link
 * #commit}.
 *
 * <p>Of S sources, the pieces of source i are in shard ⌊i · N / S⌋ of N. So the shards one after
 * another are the corpus in one file, and each can be written without the others.
 */
final class CorpusWriter implements CorpusSink, AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;
  private final int shardCount;
  private final long sources;
  private final ReportWriter report;
  private final List<AtomicFile> shards = new ArrayList<>();
  private TfRecordWriter writer = new TfRecordWriter(OutputStream.nullOutputStream());

  /**
   * Begins a corpus.
   *
   * @param folder exists
   * @param work a folder for what is written twice
   * @param shardCount how many files the corpus is to have, at least 1
   * @param sources how many sources there are
   */
  @MustBeClosed
  @SuppressWarnings("MustBeClosedChecker") // The report is closed with this.
  CorpusWriter(Path folder, Path work, int shardCount, long sources) throws IOException {
    this.folder = folder;
    this.shardCount = shardCount;
    this.sources = sources;
    CorpusFolder.deleteLeftovers(folder);
    this.report = ReportWriter.open(folder, work);
  }

  @Override
  public void add(FileReport file) throws IOException {
    report.add(file);
  }

  @Override
  public void add(long source, TokenizedPiece piece) throws IOException {
    openShards((int) (source * shardCount / sources) + 1);
    writer.write(CorpusRecords.bytes(piece));
  }

  /** Opens shards up to a number of them; all but the last are complete then. */
  @SuppressWarnings("MustBeClosedChecker") // They are closed with this.
  private void openShards(int count) throws IOException {
    while (shards.size() < count) {
      finishShard();
      AtomicFile file =
          AtomicFile.open(folder.resolve(CorpusFolder.shardName(shards.size(), shardCount)));
      shards.add(file);
      writer = new TfRecordWriter(new BufferedOutputStream(file.out(), BUFFER_BYTES));
    }
  }

  /** Also forces it to the disk, while the old corpus is still there. */
  private void finishShard() throws IOException {
    writer.close();
    if (!shards.isEmpty()) {
      shards.get(shards.size() - 1).force();
    }
  }

  /** Replaces the corpus that is there, whose shards go, too. */
  void commit(Tokenizer tokenizer, PrepareReport summary) throws IOException {
    openShards(shardCount);
    finishShard();
    report.write(summary);
    try (AtomicFile vocabulary = AtomicFile.open(folder.resolve(VocabularyFile.NAME))) {
      vocabulary.out().write(VocabularyFile.bytes(tokenizer));
      List<Path> replaced = CorpusFolder.replaced(folder);
      // From here on the old corpus is gone, and until the last line there is none.
      for (Path old : replaced) {
        Files.deleteIfExists(old);
      }
      report.commit();
      vocabulary.commit();
      for (AtomicFile file : shards) {
        file.commit();
      }
    }
  }

  /** Deletes what was not committed. */
  @Override
  public void close() throws IOException {
    for (AtomicFile shard : shards) {
      shard.close();
    }
    report.close();
  }
}
