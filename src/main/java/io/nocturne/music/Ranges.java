package io.nocturne.music;

import io.nocturne.base.Require;
import java.util.List;
import java.util.function.ToLongFunction;

/** The rules that several records of music share, each failing with name, rule and value. */
final class Ranges {

  private Ranges() {}

  static void requireTick(long tick) {
    Require.atLeast("tick", tick, 0);
  }

  static <T> void requireOrdered(String name, List<T> values, ToLongFunction<T> tick) {
    for (int i = 1; i < values.size(); i++) {
      if (tick.applyAsLong(values.get(i)) < tick.applyAsLong(values.get(i - 1))) {
        throw new IllegalArgumentException(
            name + " must be ordered by tick; number " + i + " is earlier than the one before it");
      }
    }
  }
}
