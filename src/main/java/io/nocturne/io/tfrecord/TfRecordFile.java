package io.nocturne.io.tfrecord;

import io.nocturne.io.file.InputFile;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * An uncompressed record file whose records are read in any order, from where {@link
 * TfRecordReader#offset} says that they begin. Safe for use from several threads.
 */
public final class TfRecordFile implements Closeable {
  // Java keeps a buffer of the size of the largest read for each thread.
  private static final int MAX_READ_BYTES = 1 << 16;

  private final Path path;
  private final FileChannel channel;

  private TfRecordFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Opens a file, which the caller closes. */
  public static TfRecordFile open(Path file) throws IOException {
    InputFile.requireRegular(file);
    return new TfRecordFile(file, FileChannel.open(file, StandardOpenOption.READ));
  }

  /** Returns the file's path. */
  public Path path() {
    return path;
  }

  /**
   * Returns the payload of a record, after checking it as {@link TfRecordReader#next} does.
   *
   * @param record the byte that it begins at
   */
  public byte[] payload(long record) throws IOException {
    try (TfRecordReader reader = new TfRecordReader(path.toString(), new Stream(record))) {
      return reader.next().orElseThrow(EOFException::new);
    }
  }

  /**
   * Reads a part of a payload without checking it.
   *
   * @param record the byte that the record begins at
   * @param from the first byte of the payload to read
   * @param into is filled
   * @throws EOFException if the file ends before
   */
  public void read(long record, int from, byte[] into) throws IOException {
    long position = record + TfRecordReader.HEADER_BYTES + from;
    int done = 0;
    while (done < into.length) {
      int read = read(position + done, into, done, into.length - done);
      if (read < 0) {
        throw new EOFException();
      }
      done += read;
    }
  }

  private int read(long position, byte[] into, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(into, offset, Math.min(length, MAX_READ_BYTES)), position);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The file from a byte on. */
  private final class Stream extends InputStream {
    private long position;

    Stream(long position) {
      this.position = position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, into.length);
      int read = TfRecordFile.this.read(position, into, offset, length);
      position += Math.max(0, read);
      return read;
    }
  }
}
