package io.nocturne.corpus;

import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Consecutive files of music to read, and the settings of reading them. In another process the
 * files are read from the same absolute paths; what is in archives comes with the block.
 */
public final class SourceBlock implements Serializable {
  /** The maximum number of files in a block. */
  static final int MAX_SOURCES = 512;

  /** A block of as much takes no more files; with a last one of 64 MiB, Spark can send it. */
  private static final long MAX_SENT_BYTES = 1 << 25;

  @Serial private static final long serialVersionUID = 1;

  private final ReadSettings settings;
  private final ArrayList<MidiSource> sources;

  @SuppressWarnings("NonApiType") // A list that is known to be serializable.
  private SourceBlock(ReadSettings settings, ArrayList<MidiSource> sources) {
    this.settings = settings;
    this.sources = sources;
  }

  /** Returns the next block; empty at the end. */
  static Optional<SourceBlock> next(SourceCursor cursor, ReadSettings settings) throws IOException {
    ArrayList<MidiSource> sources = new ArrayList<>(MAX_SOURCES);
    long sent = 0;
    while (sources.size() < MAX_SOURCES && sent < MAX_SENT_BYTES) {
      Optional<MidiSource> source = cursor.next();
      if (source.isEmpty()) {
        break;
      }
      sources.add(source.get());
      sent += source.get().content().sentBytes();
    }
    return sources.isEmpty() ? Optional.empty() : Optional.of(new SourceBlock(settings, sources));
  }

  /** Returns the number of files. */
  public int size() {
    return sources.size();
  }

  List<MidiSource> sources() {
    return sources;
  }

  /** Returns how many bytes of its files it holds, or will hold when it is sent. */
  long sentBytes() {
    return sources.stream().mapToLong(source -> source.content().sentBytes()).sum();
  }

  /**
   * Reads the files, one after another.
   *
   * @return the outcome of each file, in the bytes that {@link BlockReader} returns
   * @throws IOException if reading is strict and a file is damaged, naming it
   * @throws java.io.UncheckedIOException if a file is not that which was found by the process that
   *     made the block
   */
  public List<byte[]> read() throws IOException {
    SourceReader reader = settings.reader();
    List<byte[]> outcomes = new ArrayList<>(sources.size());
    for (MidiSource source : sources) {
      outcomes.add(OutcomeCodec.bytes(reader.read(source)));
    }
    return outcomes;
  }
}
