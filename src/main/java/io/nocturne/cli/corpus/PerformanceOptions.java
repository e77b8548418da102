package io.nocturne.cli.corpus;

import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.rhythm.TimeSteps;
import io.nocturne.token.PerformanceTokenizer;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceTokenizer.PedalTokens;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.OptionalInt;

/** The options of performance tokens alone. */
final class PerformanceOptions {
  static final Setting<NoteEnds> NOTES =
      Setting.of(
          "notes",
          ValueType.choice("HOW", NoteEnds.class),
          NoteEnds.OFFS,
          "performance: end notes with note-offs, or give them durations");
  static final Setting<TimeSteps> STEP =
      Setting.of(
          "step",
          new ValueType<>(
              "TIME",
              "1ms to 100ms, and divide a second evenly, such as 10ms",
              text -> ValueType.parsed(TimeSteps::parse, text),
              TimeSteps::label),
          TimeSteps.DEFAULT,
          "performance: unit of time; onsets and lengths are rounded to it");
  static final Setting<Boolean> PEDAL_TOKENS =
      Setting.flag("pedal-tokens", "performance: write the sustain pedal as tokens");

  private PerformanceOptions() {}

  /** Returns the tokenizer that the settings choose. */
  static PerformanceTokenizer tokenizer(
      Invocation invocation, OptionalInt velocities, OutOfRangePolicy outside) {
    return PerformanceTokenizer.of(
        invocation.value(NOTES),
        invocation.value(STEP),
        velocities,
        invocation.value(PEDAL_TOKENS) ? PedalTokens.ON_OFF : PedalTokens.NONE,
        outside);
  }
}
