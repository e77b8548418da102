package io.nocturne.compose;

import io.nocturne.base.Require;
import io.nocturne.base.UserException;
import io.nocturne.music.Key;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Limits on the notes to generate. Tokens without notes are always allowed.
 *
 * @param scale empty for all twelve pitch classes
 * @param range empty for all pitches
 * @param maxPolyphony the maximum number of notes at once, at least 1; empty for any number
 */
public record NoteLimits(
    Optional<ScaleLimit> scale, Optional<PitchLimits> range, OptionalInt maxPolyphony) {
  /** No limits. */
  public static final NoteLimits NONE =
      new NoteLimits(Optional.empty(), Optional.empty(), OptionalInt.empty());

  /** The key whose scale limits the notes. */
  public sealed interface ScaleKey {
    /** Returns the key as text: {@code auto} for the primer's. */
    String label();

    /**
     * Returns the key.
     *
     * @throws UserException if it is the primer's, which has none
     */
    Key of(Primer primer);
  }

  /** A key by its name. */
  public record NamedKey(Key key) implements ScaleKey {
    @Override
    public String label() {
      return key.label();
    }

    @Override
    public Key of(Primer primer) {
      return key;
    }
  }

  /** The primer's key, as {@link io.nocturne.music.KeyFinder} finds it. */
  public record PrimerKey() implements ScaleKey {
    @Override
    public String label() {
      return "auto";
    }

    @Override
    public Key of(Primer primer) {
      if (primer.piece().isEmpty()) {
        throw new UserException(
            "scale auto: takes the primer's key, and there is no primer; give one or name a key");
      }
      return primer
          .key()
          .orElseThrow(
              () ->
                  new UserException(
                      "scale auto: the primer %s has no key, since all its pitch classes sound equally long; name one"
                          .formatted(primer.piece().get().name())));
    }
  }

  /**
   * A limit to the notes of a key's scale; a minor key has its natural scale.
   *
   * @param key whose scale it is
   * @param chromatic the share of steps at which other notes are allowed too, 0 to 1
   */
  public record ScaleLimit(ScaleKey key, double chromatic) {
    public ScaleLimit {
      Objects.requireNonNull(key, "key");
      Require.share("chromatic", chromatic);
    }
  }

  /**
   * A limit to the pitches from one to another, both included.
   *
   * @param lowest MIDI pitch, 0 to highest
   * @param highest MIDI pitch, at most 127
   */
  public record PitchLimits(int lowest, int highest) {
    public PitchLimits {
      if (lowest < 0 || highest > 127) {
        throw new IllegalArgumentException(
            "range must be within 0 to 127, was " + lowest + " to " + highest);
      }
      if (lowest > highest) {
        throw new IllegalArgumentException(
            "range must not end below its beginning, was " + lowest + " to " + highest);
      }
    }
  }

  public NoteLimits {
    Objects.requireNonNull(scale, "scale");
    Objects.requireNonNull(range, "range");
    if (maxPolyphony.isPresent() && maxPolyphony.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "max polyphony must be at least 1, was " + maxPolyphony.getAsInt());
    }
  }
}
