package io.nocturne.dataset;

/**
 * The division of windows between training and validation.
 *
 * @param by what is kept together
 * @param validation the share of windows to validate on, above 0 and below 1
 * @param seed decides which; the same seed gives the same split
 */
public record SplitSpec(By by, double validation, long seed) {
  /** A fifth. */
  public static final double DEFAULT_VALIDATION = 0.2;

  /** The units that are kept together. */
  public enum By {
    /** A piece's windows are all on one side, so validation is on music never heard. */
    PIECE,
    /**
     * Each window falls by itself. Neighbours overlap in all but a stride of tokens, so validation
     * is on music that training has heard, and its figures flatter.
     */
    WINDOW
  }

  public SplitSpec {
    if (!(validation > 0 && validation < 1)) {
      throw new IllegalArgumentException(
          "validation share must be above 0 and below 1, was " + validation);
    }
  }
}
