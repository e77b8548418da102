package io.nocturne.cli.generate;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.compose.Primer;
import io.nocturne.token.EvenTiming;
import io.nocturne.token.Tokenizer;
import java.util.Optional;
import java.util.OptionalDouble;

/** The options of the rhythm of tokens that have none. */
final class TimingOptions {
  private static final int QUARTERS_IN_WHOLE = 4;

  static final Setting<Integer> NOTE_LENGTH =
      Setting.of(
          "note-length",
          new ValueType<>(
              "1/N",
              "a note value from 1/1 to 1/128 that is a whole number of ticks, such as 1/8 or 1/12",
              TimingOptions::denominator,
              denominator -> "1/" + denominator),
          8,
          "length of each note, for tokens without rhythm");
  static final Setting<Optional<Double>> TEMPO =
      Setting.optional(
          "tempo",
          ValueType.number(4, 1000),
          "the median of the run's corpus, or 120",
          "quarter notes per minute");

  private TimingOptions() {}

  /** Refuses a note length if the tokens have lengths themselves, and a tempo if in seconds. */
  static void check(Invocation invocation, Tokenizer tokenizer) {
    if (tokenizer.hasRhythm() && invocation.isGiven(NOTE_LENGTH)) {
      throw new UsageException(
          "--note-length: has no effect with the run's %s tokens, which have note lengths; leave it out"
              .formatted(tokenizer.name()));
    }
    if (tokenizer.hasSeconds() && invocation.isGiven(TEMPO)) {
      throw new UsageException(
          "--tempo: has no effect with the run's %s tokens, whose times are in seconds; leave it out"
              .formatted(tokenizer.name()));
    }
  }

  /**
   * Returns the timing that was asked for. What was not asked for is the piece's of notes that
   * continue one, and otherwise the tempo is that of the run's corpus.
   *
   * @throws UsageException if a note length is given that is not a whole number of the piece's
   *     ticks
   */
  static EvenTiming timing(Invocation invocation, RunFolder run, Primer primer) {
    if (primer.continued().isPresent()) {
      return timing(invocation, primer.continued().get().timing());
    }
    Optional<Double> tempo = invocation.value(TEMPO);
    EvenTiming defaults = EvenTiming.DEFAULT;
    return new EvenTiming(
            defaults.ticksPerQuarter(),
            wholeTicks() / invocation.value(NOTE_LENGTH),
            defaults.microsecondsPerQuarter(),
            defaults.velocity())
        .at(tempo.isPresent() ? OptionalDouble.of(tempo.get()) : run.info().tempo());
  }

  private static EvenTiming timing(Invocation invocation, EvenTiming own) {
    if (!invocation.isGiven(NOTE_LENGTH)) {
      return own;
    }
    int whole = QUARTERS_IN_WHOLE * own.ticksPerQuarter();
    int denominator = invocation.value(NOTE_LENGTH);
    if (whole % denominator != 0) {
      throw new UsageException(
          "--note-length 1/%d: is not a whole number of the file's ticks (%d per quarter note); choose another"
              .formatted(denominator, own.ticksPerQuarter()));
    }
    return new EvenTiming(
        own.ticksPerQuarter(), whole / denominator, own.microsecondsPerQuarter(), own.velocity());
  }

  private static Optional<Integer> denominator(String text) {
    if (!text.matches("1/[0-9]{1,3}")) {
      return Optional.empty();
    }
    int denominator = Integer.parseInt(text.substring(2));
    boolean allowed = denominator >= 1 && denominator <= 128 && wholeTicks() % denominator == 0;
    return allowed ? Optional.of(denominator) : Optional.empty();
  }

  private static int wholeTicks() {
    return QUARTERS_IN_WHOLE * EvenTiming.DEFAULT.ticksPerQuarter();
  }
}
