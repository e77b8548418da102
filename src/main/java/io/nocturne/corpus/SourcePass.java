package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PrepareStage;
import io.nocturne.corpus.SourceBlocks.BlockWriter;
import io.nocturne.io.file.Sha256;
import io.nocturne.token.VocabularyFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads sources on several threads, block by block. Blocks that an earlier call has read from the
 * same sources with the same settings are kept.
 */
final class SourcePass {
  /** While one block is written, the next ones are read. */
  private static final int MAX_BLOCKS_READ = 2;

  /** Above this, a block has no more sources, so that three of them fit into memory. */
  private static final long MAX_HELD_BYTES = 1 << 26;

  /**
   * To be raised whenever the same file gives another outcome, or outcomes are written otherwise.
   */
  private static final int FORMAT = 2;

  private final Path folder;
  private final PrepareListener listener;
  private final SourceReader reader;
  private final byte[] settings;
  private final Deque<PendingBlock> pending = new ArrayDeque<>();
  private long done;

  /**
   * Creates a pass.
   *
   * @param folder receives the blocks
   */
  SourcePass(PrepareSpec spec, Path folder, PrepareListener listener) throws IOException {
    this.folder = folder;
    this.listener = listener;
    this.reader = new SourceReader(spec);
    this.settings = settings(spec);
  }

  /** A block whose sources are being read. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record PendingBlock(long block, byte[] key, List<Future<byte[]>> outcomes) {}

  /**
   * Reads the sources.
   *
   * @param threads how many are read at once
   * @throws IOException if reading is strict and a file is damaged, naming it; finished blocks stay
   */
  SourceBlocks read(SourceCursor sources, int threads) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<MidiSource> some = next(sources);
      for (long block = 0; !some.isEmpty(); block++) {
        byte[] key = key(some);
        if (SourceBlocks.has(folder, block, key)) {
          writeAll(0); // So that sources are reported in order.
          report(some.size());
        } else {
          List<Future<byte[]>> outcomes = new ArrayList<>(some.size());
          for (MidiSource source : some) {
            outcomes.add(pool.submit(() -> OutcomeCodec.bytes(reader.read(source))));
          }
          pending.add(new PendingBlock(block, key, outcomes));
          writeAll(MAX_BLOCKS_READ - 1);
        }
        some = next(sources);
      }
      writeAll(0);
      return new SourceBlocks(folder, done, sources.excluded());
    } finally {
      pool.shutdownNow();
    }
  }

  /** Returns the sources of the next block; none at the end. */
  private static List<MidiSource> next(SourceCursor sources) throws IOException {
    List<MidiSource> block = new ArrayList<>(SourceBlocks.BLOCK_SOURCES);
    long held = 0;
    while (block.size() < SourceBlocks.BLOCK_SOURCES && held < MAX_HELD_BYTES) {
      Optional<MidiSource> source = sources.next();
      if (source.isEmpty()) {
        break;
      }
      block.add(source.get());
      held += source.get().content().heldBytes();
    }
    return block;
  }

  /** Writes the blocks that are read, but for a number of them. */
  private void writeAll(int left) throws IOException {
    while (pending.size() > left) {
      write(pending.remove());
    }
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
    digest.update(settings);
    for (MidiSource source : sources) {
      String one = source.shown() + '\0' + source.name() + '\0' + source.content().version();
      digest.update((one + '\n').getBytes(UTF_8));
    }
    return digest.digest();
  }

  private static byte[] settings(PrepareSpec spec) throws IOException {
    MessageDigest digest = Sha256.digest();
    String version = SourcePass.class.getPackage().getImplementationVersion();
    String others =
        "%d %s %s %s %s "
            .formatted(
                FORMAT,
                version,
                spec.preprocessing().options(),
                spec.readOptions(),
                spec.tokenizer().learns());
    digest.update(others.getBytes(UTF_8));
    digest.update(VocabularyFile.bytes(spec.tokenizer().unfitted()));
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
