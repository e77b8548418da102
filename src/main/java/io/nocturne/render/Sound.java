package io.nocturne.render;

import io.nocturne.base.UserException;
import java.io.IOException;
import java.io.OutputStream;

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
}
