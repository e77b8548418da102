package io.nocturne.render;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A RIFF WAVE file of 16 bits PCM (Microsoft and IBM, "Multimedia Programming Interface and Data
 * Specifications 1.0", 1991).
 *
 * @param sampleRate frames a second
 * @param channels samples a frame
 */
public record WavFormat(int sampleRate, int channels) {
  private static final int SAMPLE_BYTES = 2;
  private static final int HEADER_BYTES = 44;
  // What follows the field of the RIFF chunk's size.
  private static final int RIFF_BYTES = HEADER_BYTES - 8;
  private static final short PCM = 1;

  /** Returns the maximum number of frames in a file: sizes are unsigned 32-bit numbers. */
  public long maxFrames() {
    return (0xffffffffL - RIFF_BYTES) / frameBytes();
  }

  private int frameBytes() {
    return SAMPLE_BYTES * channels;
  }

  /** Returns the file's 44 first bytes, before the samples of a number of frames. */
  public byte[] header(long frames) {
    long bytes = frames * frameBytes();
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(name("RIFF")).putInt((int) (RIFF_BYTES + bytes)).put(name("WAVE"));
    header.put(name("fmt ")).putInt(16).putShort(PCM).putShort((short) channels);
    header.putInt(sampleRate).putInt(sampleRate * frameBytes());
    header.putShort((short) frameBytes()).putShort((short) (8 * SAMPLE_BYTES));
    return header.put(name("data")).putInt((int) bytes).array();
  }

  /**
   * Returns the first frames of a block as the file holds them.
   *
   * @param block shape [channels, at least frames], between -1 and 1
   */
  byte[] samples(double[][] block, int frames) {
    ByteBuffer bytes = ByteBuffer.allocate(frames * frameBytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frames; i++) {
      for (double[] channel : block) {
        bytes.putShort((short) Math.round(channel[i] * Short.MAX_VALUE));
      }
    }
    return bytes.array();
  }

  private static byte[] name(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
