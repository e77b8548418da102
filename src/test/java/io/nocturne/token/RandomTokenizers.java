package io.nocturne.token;

import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.TimeSteps;
import io.nocturne.token.EventTokenizer.Time;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceTokenizer.PedalTokens;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** Tokenizers with random options. */
final class RandomTokenizers {
  private static final List<String> GRIDS = List.of("4,3", "8,6", "1", "3", "16,5", "12");

  private RandomTokenizers() {}

  static Tokenizer any(Random random) {
    return random.nextBoolean() ? events(random) : performances(random);
  }

  private static PerformanceTokenizer performances(Random random) {
    return PerformanceTokenizer.of(
        random.nextBoolean() ? NoteEnds.OFFS : NoteEnds.DURATIONS,
        new TimeSteps(List.of(5, 10, 20, 100).get(random.nextInt(4))),
        random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(127)) : OptionalInt.empty(),
        random.nextBoolean() ? PedalTokens.NONE : PedalTokens.ON_OFF,
        random.nextBoolean() ? OutOfRangePolicy.SKIP : OutOfRangePolicy.FOLD_OCTAVES);
  }

  static EventTokenizer events(Random random) {
    return EventTokenizer.of(
        random.nextBoolean() ? Time.POSITION : Time.SHIFT,
        Grid.parse(GRIDS.get(random.nextInt(GRIDS.size()))),
        random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(127)) : OptionalInt.empty(),
        random.nextBoolean() ? OutOfRangePolicy.SKIP : OutOfRangePolicy.FOLD_OCTAVES);
  }
}
