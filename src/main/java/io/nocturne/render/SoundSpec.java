package io.nocturne.render;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * The sample rate, channels and length of a sound.
 *
 * @param sampleRate samples per second of each channel: 22,050 or 44,100
 * @param channels one or two
 * @param limit the time at which the sound ends with a fade, above 0; empty for the whole piece
 */
public record SoundSpec(int sampleRate, Channels channels, Optional<Duration> limit) {

  /** The format of a compact disc, for the whole piece. */
  public static final SoundSpec DEFAULT = new SoundSpec(44_100, Channels.STEREO, Optional.empty());

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
