package io.nocturne.cli.generate;

import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.NoteLimits;
import io.nocturne.compose.NoteLimits.NamedKey;
import io.nocturne.compose.NoteLimits.PitchLimits;
import io.nocturne.compose.NoteLimits.PrimerKey;
import io.nocturne.compose.NoteLimits.ScaleKey;
import io.nocturne.compose.NoteLimits.ScaleLimit;
import io.nocturne.music.Key;
import io.nocturne.music.PitchName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options that limit the allowed notes. */
final class LimitOptions {
  private static final ScaleKey AUTO = new PrimerKey();
  // An octave may be negative, as in C-1-G9.
  private static final Pattern RANGE = Pattern.compile("(\\D+-?\\d)-(\\D+-?\\d)");

  static final Setting<Optional<ScaleKey>> SCALE =
      Setting.optional(
          "scale",
          new ValueType<>(
              "KEY|auto",
              "a key such as \"C minor\", \"F# major\" or \"Bb major\", or auto",
              LimitOptions::key,
              ScaleKey::label),
          "all notes",
          "only notes of this key's scale, such as \"C minor\"; auto takes the primer's key");
  static final Setting<Double> CHROMATIC =
      Setting.of(
          "chromatic",
          ValueType.number(0, 1).as("P"),
          0.0,
          "probability that a step may leave the --scale");
  static final Setting<Optional<PitchLimits>> RANGE_OF_PITCHES =
      Setting.optional(
          "range",
          new ValueType<>(
              "LOW-HIGH",
              "two pitches from C-1 to G9, the lower one first, such as C3-C6",
              LimitOptions::range,
              range -> PitchName.of(range.lowest()) + "-" + PitchName.of(range.highest())),
          "all pitches",
          "only pitches from LOW to HIGH, such as C3-C6");
  static final Setting<Optional<Integer>> MAX_POLYPHONY =
      Setting.optional(
          "max-polyphony",
          ValueType.wholeNumber(1, 128),
          "any",
          "at most N notes at once, for tokens that have simultaneous notes");

  private LimitOptions() {}

  /**
   * Checks the options by themselves, before any file is read.
   *
   * @throws UsageException if one was given that has no effect with the others
   */
  static void check(Invocation invocation) {
    if (invocation.value(SCALE).isEmpty() && invocation.isGiven(CHROMATIC)) {
      throw new UsageException(
          "--chromatic: has no effect without --scale; add one or leave it out");
    }
  }

  /** Returns the limits that were asked for. */
  static NoteLimits limits(Invocation invocation) {
    return new NoteLimits(
        invocation.value(SCALE).map(key -> new ScaleLimit(key, invocation.value(CHROMATIC))),
        invocation.value(RANGE_OF_PITCHES),
        invocation.wholeNumber(MAX_POLYPHONY));
  }

  /** Prints the key that {@code --scale auto} takes; a primer without a key is an error later. */
  static void printKey(Console console, GenerateJob job) {
    if (job.choice().limits().scale().filter(scale -> scale.key().equals(AUTO)).isPresent()) {
      job.primer().key().ifPresent(key -> console.note("scale " + key.label() + ", the primer's"));
    }
  }

  private static Optional<ScaleKey> key(String text) {
    if (text.equals(AUTO.label())) {
      return Optional.of(AUTO);
    }
    return ValueType.parsed(name -> new NamedKey(Key.parse(name)), text);
  }

  private static Optional<PitchLimits> range(String text) {
    Matcher match = RANGE.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PitchLimits(PitchName.parse(match.group(1)), PitchName.parse(match.group(2))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
