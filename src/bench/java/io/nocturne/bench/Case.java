package io.nocturne.bench;

import java.util.List;
import java.util.OptionalLong;

/**
 * A measurement.
 *
 * @param name as the user selects it, such as {@code step} or {@code batch=64}
 * @param title what is measured, in a phrase
 * @param unit of the contestants' figures
 * @param flops floating-point operations of the matrix products of one unit, if it has a floor
 * @param contestants nocturne first
 */
record Case(
    String name, String title, Unit unit, OptionalLong flops, List<Contestant> contestants) {

  /**
   * The unit of figures.
   *
   * @param name of one unit, such as {@code step}
   * @param style of its figures
   */
  record Unit(String name, Style style) {
    /** Time or speed. */
    enum Style {
      /** Time for one. */
      TIME,
      /** Number per second. */
      RATE
    }

    static final Unit RUN = new Unit("run", Style.TIME);
    static final Unit STEP = new Unit("step", Style.TIME);
    static final Unit NOTES = new Unit("notes", Style.RATE);
    static final Unit FLOPS = new Unit("FLOP", Style.RATE);
  }

  Case {
    contestants = List.copyOf(contestants);
    long names = contestants.stream().map(Contestant::name).distinct().count();
    if (names != contestants.size()) {
      throw new IllegalArgumentException("contestants of " + name + " must have different names");
    }
  }

  /** Returns the part of a growth's name before the {@code =}, or empty for other cases. */
  String growth() {
    return name.contains("=") ? name.substring(0, name.indexOf('=')) : "";
  }

  /** Returns the part of a growth's name after the {@code =}, or the name of other cases. */
  String point() {
    return name.substring(name.indexOf('=') + 1);
  }
}
