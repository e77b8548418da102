package io.nocturne.render.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A written note value.
 *
 * @param type MusicXML's name of it
 * @param dots none or one
 * @param units how long it is, of a triplet two thirds of what is written
 * @param rhythm whether three are in the time of two
 */
record NoteValue(String type, int dots, int units, Tuplet rhythm) {

  /** The number of units of a written value. */
  enum Tuplet {
    /** The full number. */
    PLAIN,
    /** Two thirds of them: three notes in the time of two. */
    TRIPLET
  }

  /** Units of the shortest value that is not a triplet, a thirty-second note. */
  static final int MIN_UNITS = 3;

  private static final List<NoteValue> PLAIN = plain();
  private static final List<NoteValue> TRIPLETS =
      List.of(
          new NoteValue("quarter", 0, 16, Tuplet.TRIPLET),
          new NoteValue("eighth", 1, 12, Tuplet.TRIPLET),
          new NoteValue("eighth", 0, 8, Tuplet.TRIPLET),
          new NoteValue("16th", 1, 6, Tuplet.TRIPLET),
          new NoteValue("16th", 0, 4, Tuplet.TRIPLET),
          new NoteValue("32nd", 1, 3, Tuplet.TRIPLET),
          new NoteValue("32nd", 0, 2, Tuplet.TRIPLET),
          new NoteValue("64th", 0, 1, Tuplet.TRIPLET));

  private static List<NoteValue> plain() {
    List<NoteValue> values = new ArrayList<>();
    int units = 8 * Bar.QUARTER;
    for (String type : List.of("breve", "whole", "half", "quarter", "eighth", "16th", "32nd")) {
      if (units % 2 == 0 && units * 3 / 2 < 8 * Bar.QUARTER) {
        values.add(new NoteValue(type, 1, units * 3 / 2, Tuplet.PLAIN));
      }
      values.add(new NoteValue(type, 0, units, Tuplet.PLAIN));
      units /= 2;
    }
    return List.copyOf(values);
  }

  /** Returns the number of flags: an eighth has one. */
  int flags() {
    return switch (type) {
      case "eighth" -> 1;
      case "16th" -> 2;
      case "32nd" -> 3;
      case "64th" -> 4;
      default -> 0;
    };
  }

  /**
   * Returns the longest value that begins at a place and can be read there: of the beat's length,
   * or on a multiple of its half (a dotted one: of its third).
   *
   * @param place from the start of its bar
   * @param most units, a multiple of 3
   * @param bar what is compound in it is written by dotted values
   */
  static NoteValue plain(long place, long most, Bar bar) {
    return longest(place, most, bar, value -> true);
  }

  /**
   * Returns the longest rest that begins at a place and can be read there; dotted in compound time
   * only.
   *
   * @param place from the start of its bar
   * @param most units, a multiple of 3
   */
  static NoteValue rest(long place, long most, Bar bar) {
    long cell = place % bar.cell();
    long room = cell == 0 ? most : Math.min(most, bar.cell() - cell);
    return longest(place, room, bar, value -> value.dots == 0 || bar.isCompound());
  }

  private static NoteValue longest(long place, long most, Bar bar, Predicate<NoteValue> allowed) {
    for (NoteValue value : PLAIN) {
      if (value.units <= most
          && place % value.alignment() == 0
          && value.suits(bar)
          && allowed.test(value)) {
        return value;
      }
    }
    throw new IllegalStateException("no note value at " + place + " of at most " + most);
  }

  /** Returns the longest value within a triplet that has as many units at most. */
  static NoteValue triplet(long most) {
    for (NoteValue value : TRIPLETS) {
      if (value.units <= most) {
        return value;
      }
    }
    throw new IllegalStateException("no triplet of at most " + most);
  }

  private int alignment() {
    return Math.max(MIN_UNITS, dots == 1 ? units / 3 : units / 2);
  }

  /**
   * Returns whether the value is usual in a bar: in compound time, one longer than a third of a
   * beat's group is dotted.
   */
  private boolean suits(Bar bar) {
    return !bar.isCompound() || dots == 1 || units < bar.group();
  }
}
