package io.nocturne.io.tfrecord;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.base.UserError;
import io.nocturne.io.file.InputFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Reads what {@link TfRecordWriter} or TensorFlow wrote, GZIP and ZLIB too, checking both checksums
 * of every record. For one thread.
 */
public final class TfRecordReader implements AutoCloseable {
  /** Longer records are refused, so that a forged length cannot exhaust memory: 256 MiB. */
  public static final int MAX_RECORD_BYTES = 1 << 28;

  private static final int LENGTH_BYTES = Long.BYTES;
  static final int HEADER_BYTES = LENGTH_BYTES + Integer.BYTES;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final String COMPRESSION =
      "the compressed file is truncated or damaged; write the file again";

  private final String name;
  private final InputStream in;
  private long record;
  private long offset;

  /**
   * Reads a stream, which {@link #close} closes.
   *
   * @param name what errors call the stream, usually the file's path
   */
  @MustBeClosed
  public TfRecordReader(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /** Opens a file, buffered, and decompresses it if TensorFlow wrote it with GZIP or ZLIB. */
  @MustBeClosed
  public static TfRecordReader open(Path file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(InputFile.open(file), BUFFER_BYTES);
    try {
      return new TfRecordReader(file.toString(), decompressed(in));
    } catch (EOFException | ZipException e) {
      in.close();
      throw new TfRecordException(file.toString(), 0, 0, COMPRESSION);
    } catch (Throwable e) {
      in.close();
      throw e;
    }
  }

  private static InputStream decompressed(BufferedInputStream in) throws IOException {
    in.mark(HEADER_BYTES);
    byte[] header = in.readNBytes(HEADER_BYTES);
    in.reset();
    if (header.length < HEADER_BYTES || isRecord(header)) {
      return in;
    }
    int first = header[0] & 0xff;
    int second = header[1] & 0xff;
    if (first == 0x1f && second == 0x8b) {
      return new GZIPInputStream(in, BUFFER_BYTES);
    }
    // The first two bytes are a multiple of 31, and the last four bits of the first are 8 (RFC
    // 1950).
    boolean isZlib = (first & 0x0f) == 8 && ((first << 8) + second) % 31 == 0;
    return isZlib ? new InflaterInputStream(in) : in;
  }

  private static boolean isRecord(byte[] header) {
    return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(LENGTH_BYTES)
        == MaskedCrc.of(header, 0, LENGTH_BYTES);
  }

  /**
   * Returns the next record's payload; empty at the end of the file.
   *
   * @throws TfRecordException if the record is damaged, ends early or is longer than {@link
   *     #MAX_RECORD_BYTES}
   */
  public Optional<byte[]> next() throws IOException {
    try {
      byte[] header = in.readNBytes(HEADER_BYTES);
      if (header.length == 0) {
        return Optional.empty();
      }
      byte[] payload = payload(length(header));
      record++;
      offset += HEADER_BYTES + payload.length + Integer.BYTES;
      return Optional.of(payload);
    } catch (EOFException | ZipException e) {
      throw damaged(COMPRESSION);
    }
  }

  /** Returns the byte that the next record begins at, in what is read after decompression. */
  public long offset() {
    return offset;
  }

  /** Returns whether the file is decompressed as it is read. */
  public boolean isCompressed() {
    return in instanceof InflaterInputStream;
  }

  private int length(byte[] header) throws TfRecordException {
    if (header.length < HEADER_BYTES) {
      throw damaged("the file ends inside the record's header; write the file again");
    }
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    if (fields.getInt(LENGTH_BYTES) != MaskedCrc.of(header, 0, LENGTH_BYTES)) {
      throw damaged(
          "the length's checksum does not match; the file is damaged or no TFRecord file,"
              + " write it again");
    }
    long length = fields.getLong(0);
    if (length < 0 || length > MAX_RECORD_BYTES) {
      throw damaged(
          "the record claims "
              + Long.toUnsignedString(length)
              + " bytes, more than the "
              + MAX_RECORD_BYTES
              + " that are read; split it");
    }
    return (int) length;
  }

  private byte[] payload(int length) throws IOException {
    // readNBytes grows with what arrives, so a length that the file does not hold costs nothing.
    byte[] payload = in.readNBytes(length);
    byte[] footer = in.readNBytes(Integer.BYTES);
    if (payload.length < length || footer.length < Integer.BYTES) {
      throw damaged("the file ends inside a record of " + length + " bytes; write the file again");
    }
    int expected = ByteBuffer.wrap(footer).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (expected != MaskedCrc.of(payload, 0, length)) {
      throw damaged("the payload's checksum does not match; write the file again");
    }
    return payload;
  }

  private TfRecordException damaged(String problem) {
    return new TfRecordException(name, record, offset, problem);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /**
   * A record file is damaged or ends early; the message names the file, the record and the byte.
   */
  public static final class TfRecordException extends IOException implements UserError {
    private static final long serialVersionUID = 1L;

    TfRecordException(String name, long record, long offset, String problem) {
      super(name + ", record " + record + " at byte " + offset + ": " + problem);
    }
  }
}
