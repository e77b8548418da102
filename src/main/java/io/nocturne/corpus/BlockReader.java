package io.nocturne.corpus;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Reads blocks of files, on threads of this process or on other machines. The outcome of a file
 * depends on its bytes and the settings alone, so all readers make the same corpus.
 */
public interface BlockReader extends AutoCloseable {

  /**
   * Begins to read a block.
   *
   * @return the outcome of each file, as {@link SourceBlock#read} returns it. A future fails with
   *     an {@link IOException} if reading is strict and the file is damaged, or if retrying cannot
   *     help
   */
  List<Future<byte[]>> begin(SourceBlock block);

  /** Returns how many blocks to begin before the first is needed, at least 1. */
  int blocksAhead();

  /** Opens readers. */
  @FunctionalInterface
  interface BlockReaderFactory {
    BlockReader open() throws IOException;
  }

  /** Gives up what was begun. */
  @Override
  void close();
}
