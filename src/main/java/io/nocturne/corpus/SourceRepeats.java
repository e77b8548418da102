package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.io.tfrecord.ExternalSort;
import io.nocturne.io.tfrecord.ExternalSort.SortedRecords;
import io.nocturne.io.tfrecord.TfRecordReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds sources that repeat an earlier one, by digests, in bounded memory.
 *
 * <p>The digests are sorted with their sources' numbers, so that equal ones are side by side and
 * the first source comes first; what is found is sorted by source.
 */
final class SourceRepeats implements AutoCloseable {
  private static final int DIGEST_BYTES = 24;
  private static final int KIND = 0;
  private static final int SOURCE = 1 + DIGEST_BYTES;
  private static final int FILE = SOURCE + Long.BYTES;

  private final ExternalSort digests;
  private final ExternalSort found;
  private final Path file;

  /**
   * Creates a comparison.
   *
   * @param folder receives files
   * @param name begins their names
   */
  SourceRepeats(Path folder, String name) {
    digests = new ExternalSort(folder, name + "-digests");
    found = new ExternalSort(folder, name + "-found");
    file = folder.resolve(name + ".tfrecord");
  }

  /** Something by which sources are the same; the first kind that finds a source is reported. */
  enum Sameness {
    BYTES(1, "bytes"),
    NOTES(2, "notes"),
    TOKENS(3, "tokens");

    private final byte code;
    private final String words;

    Sameness(int code, String words) {
      this.code = (byte) code;
      this.words = words;
    }

    static String clause(byte code, String file) {
      for (Sameness kind : values()) {
        if (kind.code == code) {
          return "same %s as %s".formatted(kind.words, file);
        }
      }
      throw new IllegalArgumentException("sameness must be 1 to 3, was " + code);
    }
  }

  /**
   * Adds a source.
   *
   * @param digest at least 24 bytes, of which the first 24 are compared
   * @param file what reports call it
   */
  void add(Sameness kind, byte[] digest, long source, String file) throws IOException {
    byte[] name = file.getBytes(UTF_8);
    digests.add(
        ByteBuffer.allocate(FILE + name.length)
            .put(kind.code)
            .put(digest, 0, DIGEST_BYTES)
            .putLong(source)
            .put(name)
            .array());
  }

  /** Adds what another comparison has found. */
  void addAll(FoundRepeats earlier) throws IOException {
    try (TfRecordReader reader = TfRecordReader.open(earlier.file())) {
      for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
        found.add(next.get());
      }
    }
  }

  /** Finds the repeats among all that was added; to be called once. */
  FoundRepeats find() throws IOException {
    try (SortedRecords sorted = digests.sorted()) {
      byte[] first = {};
      for (Optional<byte[]> next = sorted.next(); next.isPresent(); next = sorted.next()) {
        byte[] record = next.get();
        if (first.length > 0 && Arrays.equals(first, 0, SOURCE, record, 0, SOURCE)) {
          found.add(repeat(record, first));
        } else {
          first = record;
        }
      }
    }
    write();
    return new FoundRepeats(file);
  }

  /** Returns the source, the kind, and the file that the source repeats. */
  private static byte[] repeat(byte[] record, byte[] first) {
    int nameLength = first.length - FILE;
    return ByteBuffer.allocate(Long.BYTES + 1 + nameLength)
        .put(record, SOURCE, Long.BYTES)
        .put(record[KIND])
        .put(first, FILE, nameLength)
        .array();
  }

  private void write() throws IOException {
    try (SortedRecords sorted = found.sorted()) {
      sorted.writeTo(file);
    }
  }

  @Override
  public void close() throws IOException {
    digests.close();
    found.close();
  }

  /**
   * The sources that repeat others.
   *
   * @param file has them in order
   */
  record FoundRepeats(Path file) {
    /** Returns a reader from the first source on. */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // It is closed with the reader of repeats.
    RepeatReader open() throws IOException {
      return new RepeatReader(TfRecordReader.open(file));
    }
  }

  /** Reads which sources repeat others, source by source. */
  static final class RepeatReader implements AutoCloseable {
    private final TfRecordReader reader;
    private Optional<byte[]> next;

    @MustBeClosed
    private RepeatReader(TfRecordReader reader) throws IOException {
      this.reader = reader;
      this.next = reader.next();
    }

    /**
     * Returns why a source counts as a repeat; empty if it does not.
     *
     * @param source later than at the call before
     */
    Optional<String> why(long source) throws IOException {
      Optional<String> why = Optional.empty();
      while (next.isPresent() && source(next.get()) <= source) {
        if (source(next.get()) == source && why.isEmpty()) {
          why = Optional.of(clause(next.get()));
        }
        next = reader.next();
      }
      return why;
    }

    private static long source(byte[] record) {
      return ByteBuffer.wrap(record).getLong();
    }

    private static String clause(byte[] record) {
      int from = Long.BYTES + 1;
      return Sameness.clause(
          record[Long.BYTES], new String(record, from, record.length - from, UTF_8));
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
