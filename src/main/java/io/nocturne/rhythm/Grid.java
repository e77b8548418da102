package io.nocturne.rhythm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The places at which notes may begin and end: each quarter divided evenly in several ways, as
 * music21's {@code quarterLengthDivisors} do. Divided by 4 and by 3, a quarter has places at 0,
 * 1/4, 1/3, 1/2, 2/3 and 3/4.
 *
 * <p>Places are counted in units, of which a quarter has the least common multiple of the divisors:
 * 12 for 4 and 3.
 *
 * @param divisors into how many equal parts a quarter falls, each 1 to {@value #MAX_UNITS}; at
 *     least one, none twice, their least common multiple at most {@value #MAX_UNITS}
 */
public record Grid(List<Integer> divisors) {
  /** Most units a quarter can have. */
  public static final int MAX_UNITS = 240;

  /** Sixteenths and eighth triplets, which are music21's defaults too. */
  public static final Grid DEFAULT = new Grid(List.of(4, 3));

  private static final int MIN_TICKS = 480;

  public Grid {
    divisors = List.copyOf(divisors);
    for (int divisor : divisors) {
      if (divisor < 1 || divisor > MAX_UNITS) {
        throw new IllegalArgumentException(
            "grid divisors must be 1 to %d, was %d".formatted(MAX_UNITS, divisor));
      }
    }
    if (divisors.isEmpty() || divisors.stream().distinct().count() < divisors.size()) {
      throw new IllegalArgumentException(
          "grid divisors must be one or more different ones, were " + divisors);
    }
    if (commonMultiple(divisors) > MAX_UNITS) {
      throw new IllegalArgumentException(
          "grid divisors must have a common multiple of at most %d, %s have %d"
              .formatted(MAX_UNITS, divisors, commonMultiple(divisors)));
    }
  }

  /**
   * Returns the grid of divisors as {@link #label} writes them.
   *
   * @throws IllegalArgumentException if they are not such a list
   */
  public static Grid parse(String label) {
    if (!label.matches("[0-9]{1,3}(,[0-9]{1,3})*")) {
      throw new IllegalArgumentException(
          "a grid must be whole numbers between commas such as 4,3, was " + label);
    }
    return new Grid(Arrays.stream(label.split(",", -1)).map(Integer::valueOf).toList());
  }

  private static long commonMultiple(List<Integer> divisors) {
    long multiple = 1;
    for (int divisor : divisors) {
      multiple = multiple / greatestCommonDivisor(multiple, divisor) * divisor;
      if (multiple > Integer.MAX_VALUE) {
        return multiple;
      }
    }
    return multiple;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** Returns the divisors between commas: {@code 4,3}. */
  public String label() {
    return divisors.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Returns the number of units in a quarter. */
  public int units() {
    return (int) commonMultiple(divisors);
  }

  /** Returns the resolution of pieces on this grid: the least multiple of its units from 480 on. */
  public int ticksPerQuarter() {
    return (MIN_TICKS + units() - 1) / units() * units();
  }

  /** Returns the ticks in a unit, of a piece on this grid. */
  int ticksPerUnit() {
    return ticksPerQuarter() / units();
  }

  /** Returns whether a number of units from the start of a quarter is a place. */
  public boolean holds(long unit) {
    int units = units();
    return divisors.stream().anyMatch(divisor -> unit % (units / divisor) == 0);
  }

  /**
   * Returns the places from the first one that is {@code low} or later to the last before {@code
   * high}, in units, ascending.
   */
  public List<Integer> places(int low, int high) {
    return IntStream.range(low, high).filter(this::holds).boxed().toList();
  }

  /** Returns units as quarters, in lowest terms: {@code 4/3}; whole ones without denominator. */
  public String quarters(int units) {
    int divisor = (int) greatestCommonDivisor(units, units());
    String numerator = String.valueOf(units / divisor);
    return units() == divisor ? numerator : numerator + "/" + units() / divisor;
  }

  /** Returns the shortest length of a note, in units; one whose key sounds again may end sooner. */
  public int shortest() {
    return places(1, units() + 1).get(0);
  }

  /** Returns an object that finds nearest places, made once for many. */
  GridRounding rounding() {
    List<Integer> ends = new ArrayList<>(places(0, units()));
    ends.add(units());
    return new GridRounding(units(), ends.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Nearest places of a grid; of two as near the later. */
  static final class GridRounding {
    private final int units;
    private final int[] places;

    private GridRounding(int units, int[] places) {
      this.units = units;
      this.places = places;
    }

    /**
     * Returns the place nearest to a time, in units.
     *
     * @param numerator of the time in quarters, at least 0
     * @param denominator of the time in quarters, 1 to 2^50
     */
    long nearest(long numerator, long denominator) {
      long quarter = numerator / denominator;
      // In units times the denominator, so that nothing is rounded before it is compared.
      long rest = numerator % denominator * units;
      int above = 0;
      while (places[above] * denominator < rest) {
        above++;
      }
      boolean below =
          above > 0 && rest - places[above - 1] * denominator < places[above] * denominator - rest;
      return quarter * units + places[below ? above - 1 : above];
    }

    /** Returns the shortest length. */
    long shortest() {
      return places[1];
    }

    /**
     * Returns the longest length up to a number of units; this number itself if there is none.
     *
     * @param room at least 1
     */
    long longestWithin(long room) {
      if (room < shortest()) {
        return room;
      }
      int below = places.length - 1;
      while (places[below] > room % units) {
        below--;
      }
      return room / units * units + places[below];
    }
  }
}
