package io.nocturne.render;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A picture in the Portable Network Graphics format (W3C Recommendation, ISO/IEC 15948). */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int BITS_A_SAMPLE = 8;
  private static final int TRUECOLOUR = 2;
  private static final int BYTES_A_PIXEL = 3;
  // Rows as differences from the row above: most of a piano roll's are equal to it.
  private static final byte FILTER_UP = 2;

  private PngFile() {}

  /**
   * Returns the file.
   *
   * @param rgb shape [height, width], rows from the top, 0xRRGGBB
   */
  static byte[] of(int width, int height, int[] rgb) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      // Compression, filter and interlace methods are the only one, the only one, and none.
      ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
      chunk(out, "IHDR", header.put((byte) BITS_A_SAMPLE).put((byte) TRUECOLOUR).array());
      chunk(out, "IDAT", deflated(width, height, rgb));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // There is nothing here but memory.
    }
    return bytes.toByteArray();
  }

  private static byte[] deflated(int width, int height, int[] rgb) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      byte[] row = new byte[1 + width * BYTES_A_PIXEL];
      row[0] = FILTER_UP;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int pixel = rgb[y * width + x];
          int above = y == 0 ? 0 : rgb[(y - 1) * width + x];
          int at = 1 + x * BYTES_A_PIXEL;
          row[at] = (byte) ((pixel >> 16) - (above >> 16));
          row[at + 1] = (byte) ((pixel >> 8) - (above >> 8));
          row[at + 2] = (byte) (pixel - above);
        }
        out.write(row);
      }
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }
}
