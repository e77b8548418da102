package io.nocturne.train;

import io.nocturne.base.Require;
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
 * @param augment semitones that training windows are moved by at most, drawn anew for each window
 *     and epoch; 0 to {@value #MOST_SEMITONES}
 */
public record DataSpec(
    int stride, WindowSpec.Openings openings, SplitSpec.By split, double validation, int augment) {
  /** More than an octave would only leave the keyboard. */
  public static final int MOST_SEMITONES = 12;

  public DataSpec {
    Require.atLeast("stride", stride, 1);
    Objects.requireNonNull(openings, "openings");
    Objects.requireNonNull(split, "split");
    if (!(validation > 0 && validation < 1)) {
      throw new IllegalArgumentException(
          "validation must be above 0 and below 1, was " + validation);
    }
    if (augment < 0 || augment > MOST_SEMITONES) {
      throw new IllegalArgumentException(
          "augment must be 0 to " + MOST_SEMITONES + ", was " + augment);
    }
  }

  /** Windows in the keys of their pieces. */
  public DataSpec(int stride, WindowSpec.Openings openings, SplitSpec.By split, double validation) {
    this(stride, openings, split, validation, 0);
  }

  /** The study's windows; split by piece, which is the honest way. */
  public static final DataSpec DEFAULT =
      new DataSpec(1, WindowSpec.Openings.SKIP, SplitSpec.By.PIECE, SplitSpec.DEFAULT_VALIDATION);
}
