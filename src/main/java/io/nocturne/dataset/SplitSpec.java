package io.nocturne.dataset;

/**
 * The division of windows between training and validation.
 *
 * @param by what is kept together
 * @param validation the share of pieces or windows to validate on, above 0 and below 1
 * @param seed decides which windows; the same seed gives the same split
 */
public record SplitSpec(By by, double validation, long seed) {
  /** A fifth. */
  public static final double DEFAULT_VALIDATION = 0.2;

  /** The units that are kept together. */
  public enum By {
    /**
     * All windows of a piece, and all pieces of a group, are in one part, so validation is on music
     * not trained on.
     */
    PIECE,
    /**
     * Each window is assigned by itself. Neighbors share all but a stride of tokens, so validation
     * is on music that was trained on, and its figures are too good.
     */
    WINDOW,
    /** Each piece is in the part that its data set lists; its test pieces are in neither. */
    LISTED
  }

  public SplitSpec {
    if (!(validation > 0 && validation < 1)) {
      throw new IllegalArgumentException(
          "validation share must be above 0 and below 1, was " + validation);
    }
  }
}
