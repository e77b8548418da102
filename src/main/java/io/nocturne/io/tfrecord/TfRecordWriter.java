package io.nocturne.io.tfrecord;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.io.file.NamedOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes records as {@code tf.io.TFRecordWriter} does: length (8 bytes, little-endian), masked
 * CRC-32C of the length, payload, masked CRC-32C of the payload. For one thread.
 */
public final class TfRecordWriter implements AutoCloseable {
  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int HEADER_BYTES = LENGTH_BYTES + Integer.BYTES;

  private final OutputStream out;
  private final ByteBuffer header =
      ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer footer =
      ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * Writes to a stream, which {@link #close} closes.
   *
   * @param out buffered by the caller if that matters: each record is three writes
   */
  @MustBeClosed
  public TfRecordWriter(OutputStream out) {
    this.out = out;
  }

  /** Opens a file for writing, buffered; an existing file is replaced. Errors name the file. */
  @MustBeClosed
  public static TfRecordWriter open(Path file) throws IOException {
    OutputStream out = new NamedOutputStream(file, Files.newOutputStream(file));
    return new TfRecordWriter(new BufferedOutputStream(out, 1 << 16));
  }

  /** Appends one record, which may be empty. */
  public void write(byte[] payload) throws IOException {
    header.putLong(0, payload.length);
    header.putInt(LENGTH_BYTES, MaskedCrc.of(header.array(), 0, LENGTH_BYTES));
    footer.putInt(0, MaskedCrc.of(payload, 0, payload.length));
    out.write(header.array());
    out.write(payload);
    out.write(footer.array());
  }

  /** Hands what is buffered to the operating system, so that other processes can read it. */
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
