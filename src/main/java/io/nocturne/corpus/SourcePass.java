package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.corpus.OutcomeBlocks.BlockWriter;
import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PrepareStage;
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
  /** While pending blocks hold more of their files, no other is begun. */
  private static final long MAX_SENT_BYTES = 1 << 27;

  private final Path folder;
  private final PrepareListener listener;
  private final ReadSettings settings;
  private final byte[] settingsDigest;
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
    this.settingsDigest = settings.digest();
  }

  /**
   * A block whose sources are being read, or were by an earlier call.
   *
   * @param outcomes empty if they are in the folder
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record PendingBlock(
      long block, byte[] key, SourceBlock sources, Optional<List<Future<byte[]>>> outcomes) {
    long sentBytes() {
      return outcomes.isPresent() ? sources.sentBytes() : 0;
    }
  }

  /**
   * Reads the sources.
   *
   * @throws IOException if reading is strict and a file is damaged, naming it; finished blocks stay
   */
  OutcomeBlocks read(SourceCursor sources, BlockReader reader) throws IOException {
    Optional<SourceBlock> next = SourceBlock.next(sources, settings);
    for (long block = 0; next.isPresent(); block++) {
      SourceBlock some = next.get();
      byte[] key = key(some.sources());
      Optional<List<Future<byte[]>>> outcomes =
          OutcomeBlocks.has(folder, block, key)
              ? Optional.empty()
              : Optional.of(reader.begin(some));
      pending.add(new PendingBlock(block, key, some, outcomes));
      finishUntilFewerThan(reader.blocksAhead());
      next = SourceBlock.next(sources, settings);
    }
    finishUntilFewerThan(1);
    return new OutcomeBlocks(folder, done, sources.excluded());
  }

  /** Finishes the first blocks, until a number of them would be too many. */
  private void finishUntilFewerThan(int blocks) throws IOException {
    while (pending.size() >= blocks || sentBytes() > MAX_SENT_BYTES) {
      finish(pending.remove());
    }
  }

  private long sentBytes() {
    return pending.stream().mapToLong(PendingBlock::sentBytes).sum();
  }

  private void finish(PendingBlock block) throws IOException {
    if (block.outcomes().isEmpty()) {
      report(block.sources().size());
      return;
    }
    try (BlockWriter writer = new BlockWriter(folder, block.block(), block.key())) {
      for (Future<byte[]> outcome : block.outcomes().get()) {
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
    digest.update(settingsDigest);
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
