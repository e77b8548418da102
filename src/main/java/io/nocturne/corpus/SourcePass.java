package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PrepareStage;
import io.nocturne.corpus.SourceBlocks.BlockWriter;
import io.nocturne.io.file.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Reads sources block by block. Blocks that an earlier call has read from the same sources with the
 * same settings are kept.
 */
final class SourcePass {
  /** While pending blocks hold more, no other is begun. */
  private static final long MAX_HELD_BYTES = 1 << 27;

  private final Path folder;
  private final PrepareListener listener;
  private final ReadSettings settings;
  private final Deque<PendingBlock> pending = new ArrayDeque<>();
  private long done;

  /**
   * Creates a pass.
   *
   * @param folder receives the blocks
   */
  SourcePass(ReadSettings settings, Path folder, PrepareListener listener) {
    this.folder = folder;
    this.listener = listener;
    this.settings = settings;
  }

  /** A block whose sources are being read. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record PendingBlock(
      long block, byte[] key, long heldBytes, List<Future<byte[]>> outcomes) {}

  /**
   * Reads the sources.
   *
   * @throws IOException if reading is strict and a file is damaged, naming it; finished blocks stay
   */
  SourceBlocks read(SourceCursor sources, BlockReader reader) throws IOException {
    Optional<SourceBlock> next = SourceBlock.next(sources, settings);
    for (long block = 0; next.isPresent(); block++) {
      SourceBlock some = next.get();
      byte[] key = key(some.sources());
      if (SourceBlocks.has(folder, block, key)) {
        writeAll(); // So that sources are reported in order.
        report(some.size());
      } else {
        List<Future<byte[]>> outcomes = reader.begin(some);
        pending.add(new PendingBlock(block, key, some.heldBytes(), outcomes));
        writeUntilFewerThan(reader.blocksAhead());
      }
      next = SourceBlock.next(sources, settings);
    }
    writeAll();
    return new SourceBlocks(folder, done, sources.excluded());
  }

  private void writeAll() throws IOException {
    writeUntilFewerThan(1);
  }

  /** Writes the first blocks that are read, until a number of them would be too many. */
  private void writeUntilFewerThan(int blocks) throws IOException {
    while (pending.size() >= blocks || heldBytes() > MAX_HELD_BYTES) {
      write(pending.remove());
    }
  }

  private long heldBytes() {
    return pending.stream().mapToLong(PendingBlock::heldBytes).sum();
  }

  private void write(PendingBlock block) throws IOException {
    try (BlockWriter writer = new BlockWriter(folder, block.block(), block.key())) {
      for (Future<byte[]> outcome : block.outcomes()) {
        writer.add(await(outcome));
        report(1);
      }
      writer.commit();
    }
  }

  private void report(int count) {
    done += count;
    listener.progressed(PrepareStage.READING, done, OptionalLong.empty());
  }

  /** Identifies what the outcomes of a block depend on. */
  private byte[] key(List<MidiSource> sources) throws IOException {
    MessageDigest digest = Sha256.digest();
    digest.update(settings.digest());
    for (MidiSource source : sources) {
      String one = source.shown() + '\0' + source.name() + '\0' + source.content().version();
      digest.update((one + '\n').getBytes(UTF_8));
    }
    return digest.digest();
  }

  private static <T> T await(Future<T> future) throws IOException {
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
}
