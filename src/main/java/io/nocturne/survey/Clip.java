package io.nocturne.survey;

import io.nocturne.music.Piece;
import io.nocturne.render.PianoSound;
import io.nocturne.render.PianoSound.SoundSpec;
import io.nocturne.render.Sound.WavFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The sound of an excerpt: one channel, as long as all of its study. */
final class Clip {
  private static final int SAMPLE_RATE = 44_100;
  private static final int HEADER_BYTES = 44;

  private final double[] samples;

  Clip(double[] samples) {
    this.samples = samples.clone();
  }

  /** Returns a piece as the piano sounds it, cut or filled up with silence to a length. */
  static Clip of(Piece piece, double seconds) {
    Duration limit = Duration.ofNanos(Math.round(seconds * 1e9));
    SoundSpec spec = new SoundSpec(SAMPLE_RATE, SoundSpec.Channels.MONO, Optional.of(limit));
    byte[] wav = PianoSound.of(piece, spec).wav();
    ByteBuffer bytes = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).position(HEADER_BYTES);
    double[] samples = new double[(int) Math.round(seconds * SAMPLE_RATE)];
    for (int i = 0; i < samples.length && bytes.remaining() > 1; i++) {
      samples[i] = bytes.getShort() / (double) Short.MAX_VALUE;
    }
    return new Clip(samples);
  }

  /** Returns the loudness in LUFS. */
  double loudness() {
    return LoudnessMeter.integrated(samples, SAMPLE_RATE);
  }

  /** Returns the largest sample, 0 to 1. */
  double peak() {
    return Arrays.stream(samples).map(Math::abs).max().orElse(0);
  }

  /** Returns this as loud as asked for, in LUFS. */
  Clip atLoudness(double target) {
    double gain = Math.pow(10, (target - loudness()) / 20);
    return new Clip(Arrays.stream(samples).map(sample -> gain * sample).toArray());
  }

  /** Returns the clip as a WAV file. */
  byte[] wav() {
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER_BYTES + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new WavFormat(SAMPLE_RATE, 1).header(samples.length));
    for (double sample : samples) {
      bytes.putShort((short) Math.round(sample * Short.MAX_VALUE));
    }
    return bytes.array();
  }
}
