package io.nocturne.io.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Limits what is read between two files of an archive. A header may claim a name of any length,
 * which would be held in memory, and be followed by any number of others.
 */
final class HeaderLimit extends FilterInputStream {
  private final long maxBytes;
  private boolean isHeader;
  private long bytes;

  HeaderLimit(InputStream in, long maxBytes) {
    super(in);
    this.maxBytes = maxBytes;
  }

  /** Begins to count. */
  void beginHeader() {
    isHeader = true;
    bytes = 0;
  }

  void endHeader() {
    isHeader = false;
  }

  /** Returns how much was read since the header began. */
  long headerBytes() {
    return bytes;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long length) throws IOException {
    long skipped = super.skip(length);
    count(skipped);
    return skipped;
  }

  private void count(long read) throws IOException {
    bytes += read;
    if (isHeader && bytes > maxBytes) {
      throw new IOException("the header of a file is longer than %,d bytes".formatted(maxBytes));
    }
  }
}
