package io.nocturne.cli.corpus;

import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.OnsetTolerance;
import io.nocturne.token.ChordTokenizer;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.MelodyTokenizer;
import io.nocturne.token.MelodyTokenizer.MelodyExtraction;
import io.nocturne.token.PerformanceTokenizer;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.TokenizerFitter;
import io.nocturne.token.VocabularyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The options that choose a corpus's tokens. */
final class TokenOptions {
  private static final String NONE = "none";
  private static final int MAX_VELOCITIES = 127;

  private static final Setting<String> TOKENS =
      Setting.of(
          "tokens",
          ValueType.choice("NAME", Tokenizer.names()),
          PitchTokenizer.NAME,
          "pitch: each note; melody: the highest notes; chord: notes that begin together; event:"
              + " notes in bars, with velocity; performance: notes as they were played, in"
              + " seconds");
  private static final Setting<Optional<Path>> VOCABULARY =
      Setting.optional(
          "vocabulary",
          ValueType.path("FILE"),
          "",
          "use the tokens of this vocabulary.json of a corpus or run, to train that run further");
  private static final Setting<Boolean> FOLD_OCTAVES =
      Setting.flag(
          "fold-octaves",
          "transpose notes outside the piano's range by octaves instead of leaving them out");
  private static final Setting<Boolean> ENDS =
      Setting.flag(
          "ends",
          "pitch: add tokens for the beginning and end of pieces, which other tokens always have");
  private static final Setting<Optional<GridChoice>> GRID =
      Setting.optional(
          "grid",
          new ValueType<>(
              "LIST",
              "divisors separated by commas, such as 4,3, or none",
              TokenOptions::grid,
              GridChoice::label),
          "4,3 for event, else none",
          "the numbers of equal parts of a quarter; notes move to the nearest division");
  private static final Setting<Optional<OnsetTolerance>> TOLERANCE =
      Setting.optional(
          "tolerance",
          new ValueType<>(
              "TIME",
              "1ms to 1000ms, such as 30ms",
              text -> ValueType.parsed(OnsetTolerance::parse, text),
              OnsetTolerance::label),
          "none",
          "chord, melody: notes struck within this time begin together, as in performances");
  private static final Setting<EventTokenizer.Time> TIME =
      Setting.of(
          "time",
          ValueType.choice("HOW", EventTokenizer.Time.class),
          EventTokenizer.Time.POSITION,
          "event: position in the bar, or time shift from the previous notes");
  private static final Setting<Optional<OptionalInt>> VELOCITIES =
      Setting.optional(
          "velocities",
          new ValueType<>(
              "N",
              "a whole number from 1 to 127, or none",
              TokenOptions::velocities,
              bins -> bins.isPresent() ? String.valueOf(bins.getAsInt()) : NONE),
          EventTokenizer.DEFAULT_VELOCITIES
              + " for event, "
              + PerformanceTokenizer.DEFAULT_VELOCITIES
              + " for performance",
          "number of velocity bins, or none");
  private static final Setting<ChordNames> CHORDS =
      Setting.of(
          "chords",
          ValueType.choice("HOW", ChordNames.class),
          ChordNames.PITCHES,
          "chord: name chords by their pitches, or by their pitch classes in normal order");
  private static final Setting<Integer> MIN_COUNT =
      Setting.of(
          "min-count",
          ValueType.wholeNumber(1, Integer.MAX_VALUE),
          1,
          "chord: minimum number of occurrences; rarer chords become <unk>");
  private static final Setting<MelodyExtraction> VOICE =
      Setting.of(
          "voice",
          ValueType.choice("HOW", MelodyExtraction.class),
          MelodyExtraction.HIGHEST,
          "melody: the highest note of each onset, or only the skyline");

  /** The tokens that a setting applies to; settings that are missing here apply to all. */
  private static final Map<Setting<?>, List<String>> ABOUT = new LinkedHashMap<>();

  static {
    ABOUT.put(ENDS, List.of(PitchTokenizer.NAME));
    ABOUT.put(GRID, List.of(EventTokenizer.NAME, ChordTokenizer.NAME, MelodyTokenizer.NAME));
    ABOUT.put(TOLERANCE, List.of(ChordTokenizer.NAME, MelodyTokenizer.NAME));
    ABOUT.put(TIME, List.of(EventTokenizer.NAME));
    ABOUT.put(VELOCITIES, List.of(EventTokenizer.NAME, PerformanceTokenizer.NAME));
    ABOUT.put(PerformanceOptions.NOTES, List.of(PerformanceTokenizer.NAME));
    ABOUT.put(PerformanceOptions.STEP, List.of(PerformanceTokenizer.NAME));
    ABOUT.put(PerformanceOptions.PEDAL_TOKENS, List.of(PerformanceTokenizer.NAME));
    ABOUT.put(CHORDS, List.of(ChordTokenizer.NAME));
    ABOUT.put(MIN_COUNT, List.of(ChordTokenizer.NAME));
    ABOUT.put(VOICE, List.of(MelodyTokenizer.NAME));
  }

  private TokenOptions() {}

  /** Returns the settings, in the order of help. */
  static Setting<?>[] all() {
    return new Setting<?>[] {
      TOKENS,
      FOLD_OCTAVES,
      ENDS,
      GRID,
      TOLERANCE,
      TIME,
      VELOCITIES,
      PerformanceOptions.NOTES,
      PerformanceOptions.STEP,
      PerformanceOptions.PEDAL_TOKENS,
      CHORDS,
      MIN_COUNT,
      VOICE,
      VOCABULARY
    };
  }

  /**
   * Returns the fitter of the tokens that the settings choose.
   *
   * @throws UsageException if a setting was given that does not apply to the chosen tokens
   * @throws IOException if the given vocabulary cannot be read
   */
  static TokenizerFitter fitter(Invocation invocation) throws IOException {
    Optional<Path> vocabulary = invocation.value(VOCABULARY);
    if (vocabulary.isPresent()) {
      requireNone(invocation);
      return TokenizerFitter.of(VocabularyFile.read(vocabulary.get()));
    }
    String tokens = invocation.value(TOKENS);
    requireAbout(invocation, tokens);
    OutOfRangePolicy outside =
        invocation.value(FOLD_OCTAVES) ? OutOfRangePolicy.FOLD_OCTAVES : OutOfRangePolicy.SKIP;
    return switch (tokens) {
      case MelodyTokenizer.NAME -> TokenizerFitter.of(melody(invocation, outside));
      case ChordTokenizer.NAME -> chords(invocation, outside);
      case EventTokenizer.NAME -> TokenizerFitter.of(event(invocation, outside));
      case PerformanceTokenizer.NAME ->
          TokenizerFitter.of(
              PerformanceOptions.tokenizer(
                  invocation,
                  velocities(invocation, PerformanceTokenizer.DEFAULT_VELOCITIES),
                  outside));
      default ->
          TokenizerFitter.of(
              invocation.value(ENDS)
                  ? PitchTokenizer.pianoWithEnds(outside)
                  : PitchTokenizer.piano(outside));
    };
  }

  private static MelodyTokenizer melody(Invocation invocation, OutOfRangePolicy outside) {
    MelodyExtraction voice = invocation.value(VOICE);
    return tolerance(invocation)
        .map(tolerance -> MelodyTokenizer.of(voice, tolerance, outside))
        .orElseGet(() -> MelodyTokenizer.of(voice, grid(invocation), outside));
  }

  private static TokenizerFitter chords(Invocation invocation, OutOfRangePolicy outside) {
    ChordNames names = invocation.value(CHORDS);
    int minCount = invocation.value(MIN_COUNT);
    return tolerance(invocation)
        .map(tolerance -> TokenizerFitter.chords(names, tolerance, outside, minCount))
        .orElseGet(() -> TokenizerFitter.chords(names, grid(invocation), outside, minCount));
  }

  private static Optional<Grid> grid(Invocation invocation) {
    return invocation.value(GRID).flatMap(GridChoice::grid);
  }

  private static Optional<OnsetTolerance> tolerance(Invocation invocation) {
    Optional<OnsetTolerance> tolerance = invocation.value(TOLERANCE);
    if (tolerance.isPresent() && grid(invocation).isPresent()) {
      throw new UsageException(
          "--tolerance: --grid groups notes by their position already; leave one of them out");
    }
    return tolerance;
  }

  private static EventTokenizer event(Invocation invocation, OutOfRangePolicy outside) {
    Grid grid =
        invocation
            .value(GRID)
            .orElse(new GridChoice(Optional.of(Grid.DEFAULT)))
            .grid()
            .orElseThrow(
                () -> new UsageException("--grid none: event tokens need a grid, such as 4,3"));
    return EventTokenizer.of(
        invocation.value(TIME),
        grid,
        velocities(invocation, EventTokenizer.DEFAULT_VELOCITIES),
        outside);
  }

  private static OptionalInt velocities(Invocation invocation, int byDefault) {
    return invocation.value(VELOCITIES).orElse(OptionalInt.of(byDefault));
  }

  private static void requireAbout(Invocation invocation, String tokens) {
    ABOUT.forEach(
        (setting, names) -> {
          if (invocation.isGiven(setting) && !names.contains(tokens)) {
            throw new UsageException(
                "%s: needs --tokens %s; leave it out, or use these tokens"
                    .formatted(setting.option(), String.join(" or ", names)));
          }
        });
  }

  /** Requires that no other setting is given, since a vocabulary determines all of them. */
  private static void requireNone(Invocation invocation) {
    for (Setting<?> setting : all()) {
      if (setting != VOCABULARY && invocation.isGiven(setting)) {
        throw new UsageException(
            setting.option() + ": --vocabulary determines it; leave one of them out");
      }
    }
  }

  /** A grid, or the choice of no grid. */
  private record GridChoice(Optional<Grid> grid) {
    String label() {
      return grid.map(Grid::label).orElse(NONE);
    }
  }

  private static Optional<GridChoice> grid(String text) {
    return text.equals(NONE)
        ? Optional.of(new GridChoice(Optional.empty()))
        : ValueType.parsed(Grid::parse, text).map(grid -> new GridChoice(Optional.of(grid)));
  }

  private static Optional<OptionalInt> velocities(String text) {
    return text.equals(NONE)
        ? Optional.of(OptionalInt.empty())
        : ValueType.parsed(Integer::valueOf, text)
            .filter(bins -> bins >= 1 && bins <= MAX_VELOCITIES)
            .map(OptionalInt::of);
  }
}
