package io.nocturne.render.soundfont;

import io.nocturne.base.UserException;
import io.nocturne.render.Sound;
import java.io.IOException;
import java.io.OutputStream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/** The machine's loudspeaker. */
public final class Speaker {

  private Speaker() {}

  /**
   * Plays a sound from its beginning to its end, while it is made.
   *
   * @throws UserException if there is no sound device, or it is in use
   */
  public static void play(Sound sound) throws IOException {
    if (ModuleLayer.boot().findModule("java.desktop").isEmpty()) {
      throw new UserException("playing: this Java lacks the module java.desktop; use a full one");
    }
    AudioFormat format =
        new AudioFormat(sound.format().sampleRate(), 16, sound.format().channels(), true, false);
    try (SourceDataLine line = AudioSystem.getSourceDataLine(format)) {
      line.open(format);
      line.start();
      sound.writeSamples(new LineStream(line));
      line.drain();
    } catch (LineUnavailableException | IllegalArgumentException e) {
      // Java says that no line matches where there is no device at all.
      throw new UserException(
          "playing: no sound device is free here; listen to a WAV file on another machine", e);
    }
  }

  /** A line as a stream, which waits while the line is full. */
  private static final class LineStream extends OutputStream {
    private final SourceDataLine line;

    LineStream(SourceDataLine line) {
      this.line = line;
    }

    @Override
    public void write(int single) {
      throw new UnsupportedOperationException("a line takes whole frames");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      line.write(bytes, offset, length);
    }
  }
}
