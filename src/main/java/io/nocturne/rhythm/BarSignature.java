package io.nocturne.rhythm;

import io.nocturne.base.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * A time signature that bars on a grid can have.
 *
 * @param numerator beats in a bar, at least 1
 * @param denominator the note value that is a beat, a power of two
 */
public record BarSignature(int numerator, int denominator) {
  /** The signature where none is stated. */
  public static final BarSignature COMMON_TIME = new BarSignature(4, 4);

  private static final int MAX_BEATS = 16;
  private static final int MAX_QUARTERS = 8;
  private static final int WHOLE = 4;

  public BarSignature {
    Require.atLeast("numerator", numerator, 1);
    if (denominator < 1 || Integer.bitCount(denominator) != 1) {
      throw new IllegalArgumentException("denominator must be a power of two, was " + denominator);
    }
  }

  /**
   * Returns the signatures whose bars are a whole number of a grid's units: of halves, quarters,
   * eighths and sixteenths, up to {@value #MAX_BEATS} beats and {@value #MAX_QUARTERS} quarters; by
   * denominator, then numerator.
   */
  public static List<BarSignature> all(Grid grid) {
    List<BarSignature> all = new ArrayList<>();
    for (int denominator = 2; denominator <= 16; denominator *= 2) {
      for (int numerator = 1; numerator <= MAX_BEATS; numerator++) {
        boolean whole = WHOLE * numerator * grid.units() % denominator == 0;
        if (whole && WHOLE * numerator <= MAX_QUARTERS * denominator) {
          all.add(new BarSignature(numerator, denominator));
        }
      }
    }
    return List.copyOf(all);
  }

  /** Returns a bar's length in a grid's units; the signature must be one of {@link #all}. */
  public int units(Grid grid) {
    return WHOLE * numerator * grid.units() / denominator;
  }

  /** Returns it as it is written: {@code 3/4}. */
  public String label() {
    return numerator + "/" + denominator;
  }
}
