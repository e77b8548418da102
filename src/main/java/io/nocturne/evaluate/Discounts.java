package io.nocturne.evaluate;

/**
 * The discounts of modified Kneser-Ney smoothing (Chen and Goodman, 1999): D1 is subtracted from a
 * count of 1, D2 from a count of 2, D3 from any larger one.
 */
record Discounts(double one, double two, double more) {
  /** The discounts that KenLM uses where the counts of counts determine none. */
  static final Discounts FALLBACK = new Discounts(0.5, 1, 1.5);

  /**
   * Estimates the discounts from the counts of counts.
   *
   * @param counts how often each n-gram of an order occurs; zeros are ignored
   */
  static Discounts of(int[] counts) {
    long[] having = new long[5];
    for (int count : counts) {
      if (count < having.length) {
        having[count]++;
      }
    }
    // Without one of these a discount is undefined: texts of a few notes, or of one melody copied.
    if (having[1] == 0 || having[2] == 0 || having[3] == 0) {
      return FALLBACK;
    }
    double y = having[1] / (having[1] + 2.0 * having[2]);
    double one = 1 - 2 * y * having[2] / having[1];
    double two = 2 - 3 * y * having[3] / having[2];
    double more = 3 - 4 * y * having[4] / having[3];
    return one < 0 || two < 0 || more < 0 ? FALLBACK : new Discounts(one, two, more);
  }

  /**
   * Returns the discount of a count.
   *
   * @param count at least 1
   * @return from 0 to count
   */
  double forCount(int count) {
    return switch (count) {
      case 1 -> one;
      case 2 -> two;
      default -> more;
    };
  }
}
