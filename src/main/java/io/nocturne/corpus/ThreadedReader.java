package io.nocturne.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads files on threads of this process. */
final class ThreadedReader implements BlockReader {
  private final SourceReader reader;
  private final ExecutorService pool;

  /** Creates a reader with as many threads as the settings say. */
  ThreadedReader(PrepareSpec spec) {
    this.reader = new SourceReader(spec.tokenizer(), spec.preprocessing(), spec.readOptions());
    this.pool = Executors.newFixedThreadPool(spec.threads());
  }

  @Override
  public List<Future<byte[]>> begin(SourceBlock block) {
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
