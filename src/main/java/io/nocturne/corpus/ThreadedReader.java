package io.nocturne.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads files on threads of this process. */
final class ThreadedReader implements BlockReader {
  private final ExecutorService pool;

  /**
   * Creates a reader.
   *
   * @param threads how many files are read at once, at least 1
   */
  ThreadedReader(int threads) {
    this.pool = Executors.newFixedThreadPool(threads);
  }

  @Override
  public List<Future<byte[]>> begin(SourceBlock block) throws IOException {
    SourceReader reader = block.reader();
    List<Future<byte[]>> outcomes = new ArrayList<>(block.size());
    for (MidiSource source : block.sources()) {
      outcomes.add(pool.submit(() -> OutcomeCodec.bytes(reader.read(source))));
    }
    return outcomes;
  }

  /** While one block is written, the next is read. */
  @Override
  public int blocksAhead() {
    return 2;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
