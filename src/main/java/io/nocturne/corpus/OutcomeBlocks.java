package io.nocturne.corpus;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.tfrecord.TfRecordReader;
import io.nocturne.io.tfrecord.TfRecordReader.TfRecordException;
import io.nocturne.io.tfrecord.TfRecordWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The outcomes of reading files, as {@link OutcomeCodec} writes them, in a file for each block of
 * consecutive sources. A block's file is whole as soon as it has its name; its first record is a
 * key of what it was made of.
 *
 * @param folder of the blocks' files
 * @param sources how many there are
 * @param excluded how many files were left out
 */
record OutcomeBlocks(Path folder, long sources, long excluded) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Receives the outcome of a source. */
  @FunctionalInterface
  interface OutcomeVisitor {
    /**
     * Receives it.
     *
     * @param source its number, from 0
     */
    void visit(long source, byte[] outcome) throws IOException;
  }

  /** Visits the outcomes in the order of their sources. */
  void forEach(OutcomeVisitor visitor) throws IOException {
    long source = 0;
    for (long block = 0; source < sources; block++) {
      try (TfRecordReader reader = TfRecordReader.open(file(folder, block))) {
        reader.next(); // The key.
        for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
          visitor.visit(source++, next.get());
        }
      }
    }
  }

  /** Returns the outcome of the first source. */
  SourceOutcome first() throws IOException {
    try (TfRecordReader reader = TfRecordReader.open(file(folder, 0))) {
      reader.next(); // The key.
      return OutcomeCodec.read(reader.next().orElseThrow());
    }
  }

  /** Returns whether a block was written, with a key. */
  static boolean has(Path folder, long block, byte[] key) throws IOException {
    Path file = file(folder, block);
    if (Files.notExists(file)) {
      return false;
    }
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      return reader.next().filter(found -> Arrays.equals(found, key)).isPresent();
    } catch (TfRecordException e) {
      return false; // It is written again.
    }
  }

  private static Path file(Path folder, long block) {
    return folder.resolve("block-%09d.tfrecord".formatted(block));
  }

  /** Writes a block, which has its name after {@link #commit}. */
  static final class BlockWriter implements AutoCloseable {
    private final AtomicFile file;
    private final TfRecordWriter writer;

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // They are closed with this.
    BlockWriter(Path folder, long block, byte[] key) throws IOException {
      file = AtomicFile.open(OutcomeBlocks.file(folder, block));
      writer = new TfRecordWriter(new BufferedOutputStream(file.out(), BUFFER_BYTES));
      writer.write(key);
    }

    void add(byte[] outcome) throws IOException {
      writer.write(outcome);
    }

    void commit() throws IOException {
      writer.flush();
      file.commit();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
