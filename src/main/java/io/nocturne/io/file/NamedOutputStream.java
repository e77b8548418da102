package io.nocturne.io.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Bytes on their way into a file, whose errors name it: Java's own say {@code No space left on
 * device} and not where. An interruption stays what it is.
 */
public final class NamedOutputStream extends FilterOutputStream {
  private final Path file;

  /**
   * Writes through to a stream, which is closed with this one.
   *
   * @param file what errors call it
   */
  public NamedOutputStream(Path file, OutputStream out) {
    super(out);
    this.file = file;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    }
  }
}
