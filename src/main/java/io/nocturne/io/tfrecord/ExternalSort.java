package io.nocturne.io.tfrecord;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Sorts byte strings as unsigned bytes, any number of them in bounded memory: what does not fit is
 * written to files as sorted runs, which are merged (D. Knuth, The Art of Computer Programming,
 * volume 3, section 5.4). For one thread.
 */
public final class ExternalSort implements AutoCloseable {
  /** The memory for records that are in no file yet. */
  private static final long MAX_BYTES = 32L << 20;

  /** The maximum number of files that are merged at once. */
  private static final int MAX_MERGED = 64;

  private static final int RECORD_OVERHEAD_BYTES = 32;
  private static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

  private final Path folder;
  private final String name;
  private final long maxBytes;
  private final List<byte[]> records = new ArrayList<>();
  private final Deque<Path> runs = new ArrayDeque<>();
  private long bytes;
  private int written;

  /**
   * Creates a sort without records.
   *
   * @param folder receives the runs, if there are any
   * @param name begins the names of their files
   */
  public ExternalSort(Path folder, String name) {
    this(folder, name, MAX_BYTES);
  }

  ExternalSort(Path folder, String name, long maxBytes) {
    this.folder = folder;
    this.name = name;
    this.maxBytes = maxBytes;
  }

  /** Adds a record, which is not copied. */
  public void add(byte[] record) throws IOException {
    records.add(record);
    bytes += record.length + RECORD_OVERHEAD_BYTES;
    if (bytes > maxBytes) {
      writeRun();
    }
  }

  /** Returns the records in order, equal ones as often as they were added; to be called once. */
  @MustBeClosed
  public SortedRecords sorted() throws IOException {
    records.sort(ORDER);
    while (runs.size() >= MAX_MERGED) {
      mergeFirst();
    }
    return SortedRecords.merging(runs, records.iterator());
  }

  private void writeRun() throws IOException {
    records.sort(ORDER);
    try (SortedRecords sorted = SortedRecords.merging(List.of(), records.iterator())) {
      write(sorted);
    }
    records.clear();
    bytes = 0;
  }

  private void mergeFirst() throws IOException {
    List<Path> merged = new ArrayList<>();
    while (merged.size() < MAX_MERGED) {
      merged.add(runs.remove());
    }
    try (SortedRecords sorted = SortedRecords.merging(merged, List.<byte[]>of().iterator())) {
      write(sorted);
    }
    for (Path run : merged) {
      Files.delete(run);
    }
  }

  private void write(SortedRecords sorted) throws IOException {
    Path run = folder.resolve("%s-%06d.tfrecord".formatted(name, written++));
    runs.add(run);
    sorted.writeTo(run);
  }

  /** Deletes the files. */
  @Override
  public void close() throws IOException {
    records.clear();
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
  }

  /** Records in order. */
  public static final class SortedRecords implements AutoCloseable {
    private final PriorityQueue<Run> runs =
        new PriorityQueue<>(Comparator.comparing(run -> run.first, ORDER));
    private final List<TfRecordReader> readers = new ArrayList<>();

    private SortedRecords() {}

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // The readers are closed with this.
    private static SortedRecords merging(Iterable<Path> files, Iterator<byte[]> inMemory)
        throws IOException {
      SortedRecords sorted = new SortedRecords();
      try {
        for (Path file : files) {
          TfRecordReader reader = TfRecordReader.open(file);
          sorted.readers.add(reader);
          sorted.advance(new Run(reader::next));
        }
        sorted.advance(
            new Run(() -> inMemory.hasNext() ? Optional.of(inMemory.next()) : Optional.empty()));
        return sorted;
      } catch (Throwable e) {
        sorted.close();
        throw e;
      }
    }

    /** Returns the next record; empty after the last. */
    public Optional<byte[]> next() throws IOException {
      Run run = runs.poll();
      if (run == null) {
        return Optional.empty();
      }
      byte[] record = run.first;
      advance(run);
      return Optional.of(record);
    }

    /** Writes the records that follow to a file. */
    public void writeTo(Path file) throws IOException {
      try (TfRecordWriter writer = TfRecordWriter.open(file)) {
        for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
          writer.write(next.get());
        }
      }
    }

    private void advance(Run run) throws IOException {
      Optional<byte[]> next = run.source.next();
      if (next.isPresent()) {
        run.first = next.get();
        runs.add(run);
      }
    }

    @Override
    public void close() throws IOException {
      for (TfRecordReader reader : readers) {
        reader.close();
      }
    }
  }

  /** Sorted records, of which the first is read. */
  private static final class Run {
    private final RecordSource source;
    private byte[] first = {};

    Run(RecordSource source) {
      this.source = source;
    }
  }

  /** Gives records one after another. */
  @FunctionalInterface
  private interface RecordSource {
    Optional<byte[]> next() throws IOException;
  }
}
