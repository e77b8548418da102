package io.nocturne.render;

import static java.util.Objects.requireNonNull;

import io.nocturne.base.UserException;
import io.nocturne.music.Piece;
import io.nocturne.music.Timeline;
import io.nocturne.render.Sound.WavFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A piece as a piano would sound it, with its sustain pedal, all channels and programs alike but
 * without percussion. Equal pieces give equal files, on every machine.
 */
public final class PianoSound implements Sound {
  /** Long enough for the last dampers: they take 0.4 seconds for 60 dB. */
  private static final double TAIL_SECONDS = 0.8;

  private static final double FADE_SECONDS = 0.02;
  private static final int BLOCK = 1024;

  private final Piece piece;
  private final SoundSpec spec;
  private final Timeline timeline;
  private final double whole;
  private final double seconds;

  private PianoSound(Piece piece, SoundSpec spec) {
    this.piece = piece.pitched().sustained();
    this.spec = spec;
    timeline = Timeline.of(piece);
    whole = timeline.seconds(this.piece.endTicks()) + TAIL_SECONDS;
    seconds = spec.limit().map(limit -> Math.min(whole, limit.toNanos() / 1e9)).orElse(whole);
  }

  /**
   * Returns the sound of a piece: its notes, and then the moment that the last ones take to die
   * away.
   */
  public static PianoSound of(Piece piece, SoundSpec spec) {
    return new PianoSound(piece, spec);
  }

  @Override
  public WavFormat format() {
    return new WavFormat(spec.sampleRate(), spec.channels().count());
  }

  @Override
  public long frames() {
    double exact = Math.ceil(seconds * spec.sampleRate());
    if (exact > format().maxFrames()) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s: lasts %.0f hours, and a WAV file can hold %.1f; write MIDI, or a shorter piece",
              piece.name(),
              seconds / 3600,
              format().maxFrames() / 3600.0 / spec.sampleRate()));
    }
    return (long) exact;
  }

  @Override
  public void writeSamples(OutputStream out) throws IOException {
    long frames = frames();
    WavFormat format = format();
    PolyphonicSynth ensemble = new PolyphonicSynth(piece.notes(), timeline, spec);
    double[][] block = new double[spec.channels().count()][BLOCK];
    for (long done = 0; done < frames; done += BLOCK) {
      ensemble.play(block, done);
      if (seconds < whole) {
        fade(block, frames - done);
      }
      out.write(format.samples(block, (int) Math.min(BLOCK, frames - done)));
    }
  }

  /** Returns the sound as a WAV file in memory. */
  public byte[] wav() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writeWav(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // There is nothing here but memory.
    }
    return bytes.toByteArray();
  }

  /**
   * Takes the last moment before a cut down to nothing, for a sudden end would be heard as a click.
   */
  private void fade(double[][] block, long framesLeft) {
    double fadeFrames = FADE_SECONDS * spec.sampleRate();
    for (double[] channel : block) {
      for (int i = 0; i < BLOCK; i++) {
        channel[i] *= Math.max(0, Math.min(1, (framesLeft - 1 - i) / fadeFrames));
      }
    }
  }

  /**
   * The sample rate, channels and length of a sound.
   *
   * @param sampleRate samples per second of each channel: 22,050 or 44,100
   * @param channels one or two
   * @param limit the time at which the sound ends with a fade, above 0; empty for the whole piece
   */
  public record SoundSpec(int sampleRate, Channels channels, Optional<Duration> limit) {

    /** The format of a compact disc, for the whole piece. */
    public static final SoundSpec DEFAULT =
        new SoundSpec(44_100, Channels.STEREO, Optional.empty());

    /** A quarter of the size, for listening in between. */
    public static final SoundSpec PREVIEW = new SoundSpec(22_050, Channels.MONO, Optional.empty());

    /** The number of signals. */
    public enum Channels {
      /** One signal. */
      MONO(1),
      /** Two: low keys more to the left, high ones more to the right, as the player hears them. */
      STEREO(2);

      private final int count;

      Channels(int count) {
        this.count = count;
      }

      int count() {
        return count;
      }
    }

    public SoundSpec {
      if (sampleRate != 22_050 && sampleRate != 44_100) {
        throw new IllegalArgumentException("sample rate must be 22050 or 44100, was " + sampleRate);
      }
      requireNonNull(channels, "channels");
      limit.ifPresent(
          duration -> {
            if (duration.isZero() || duration.isNegative()) {
              throw new IllegalArgumentException("limit must be above 0, was " + duration);
            }
          });
    }

    /** Returns this spec with a maximum length. */
    public SoundSpec limitedTo(Duration longest) {
      return new SoundSpec(sampleRate, channels, Optional.of(longest));
    }
  }
}
