package io.nocturne.render;

import io.nocturne.base.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A piece as it is heard: 16 bits PCM, little-endian, the channels of a frame side by side. */
public interface Sound {

  /** Returns the sample rate and the number of channels. */
  WavFormat format();

  /**
   * Returns the length in frames.
   *
   * @throws UserException if that is longer than a WAV file can be, 4 GiB
   */
  long frames();

  /**
   * Writes the samples. They are made while they are written, so that the length of the sound does
   * not matter to memory.
   *
   * @param out not closed, and written in portions of some kilobytes
   * @throws UserException as {@link #frames} does
   */
  void writeSamples(OutputStream out) throws IOException;

  /**
   * Writes the sound as a WAV file.
   *
   * @param out not closed
   * @throws UserException as {@link #frames} does
   */
  default void writeWav(OutputStream out) throws IOException {
    out.write(format().header(frames()));
    writeSamples(out);
  }

  /**
   * A RIFF WAVE file of 16 bits PCM (Microsoft and IBM, "Multimedia Programming Interface and Data
   * Specifications 1.0", 1991).
   *
   * @param sampleRate frames a second
   * @param channels samples a frame
   */
  record WavFormat(int sampleRate, int channels) {
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
}
