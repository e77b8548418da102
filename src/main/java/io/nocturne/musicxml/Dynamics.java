package io.nocturne.musicxml;

import java.util.Map;
import java.util.Optional;

/** Velocities of dynamics, which MusicXML states in percent of forte, velocity 90. */
final class Dynamics {
  /** Mezzo forte, before the first mark. */
  static final int UNMARKED = 75;

  private static final double FORTE = 90;
  private static final int MAX_VELOCITY = 127;

  /** The levels of marks without a number for playback, which are 15 apart. */
  private static final Map<String, Integer> LEVELS =
      Map.ofEntries(
          Map.entry("pppppp", 3),
          Map.entry("ppppp", 5),
          Map.entry("pppp", 8),
          Map.entry("ppp", 15),
          Map.entry("pp", 30),
          Map.entry("p", 45),
          Map.entry("mp", 60),
          Map.entry("mf", UNMARKED),
          Map.entry("f", 90),
          Map.entry("ff", 105),
          Map.entry("fff", 120),
          Map.entry("ffff", MAX_VELOCITY),
          Map.entry("fffff", MAX_VELOCITY),
          Map.entry("ffffff", MAX_VELOCITY),
          Map.entry("fp", 45),
          Map.entry("sfp", 45),
          Map.entry("sfpp", 30),
          Map.entry("pf", 90));

  private Dynamics() {}

  /** Returns the velocity of a percentage of forte; empty if it is not a valid one. */
  static Optional<Integer> velocity(double percent) {
    return percent >= 0
        ? Optional.of((int) Math.max(1, Math.min(MAX_VELOCITY, Math.rint(percent * FORTE / 100))))
        : Optional.empty();
  }

  /** Returns the velocity from marks on; empty if they are accents, which hold for a note alone. */
  static Optional<Integer> level(Element dynamics) {
    return dynamics.children().stream()
        .filter(mark -> LEVELS.containsKey(mark.name()))
        .map(mark -> LEVELS.get(mark.name()))
        .findFirst();
  }
}
