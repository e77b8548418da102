package io.nocturne.train;

import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSpec;
import java.util.Objects;

/**
 * How a corpus becomes training and validation windows.
 *
 * @param stride tokens from one window's start to the next one's, at least 1
 * @param openings whether windows may begin before the piece, filled with padding
 * @param split whether whole pieces or single windows are set aside for validation
 * @param validation share of the windows set aside, above 0 and below 1
 */
public record DataSpec(
    int stride, WindowSpec.Openings openings, SplitSpec.By split, double validation) {

  public DataSpec {
    if (stride < 1) {
      throw new IllegalArgumentException("stride must be at least 1, was " + stride);
    }
    Objects.requireNonNull(openings, "openings");
    Objects.requireNonNull(split, "split");
    if (!(validation > 0 && validation < 1)) {
      throw new IllegalArgumentException(
          "validation must be above 0 and below 1, was " + validation);
    }
  }

  /** The study's windows; split by piece, which is the honest way. */
  public static final DataSpec DEFAULT =
      new DataSpec(1, WindowSpec.Openings.SKIP, SplitSpec.By.PIECE, SplitSpec.DEFAULT_VALIDATION);
}
