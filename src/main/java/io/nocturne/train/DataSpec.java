package io.nocturne.train;

import io.nocturne.base.Require;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSpec;
import java.util.Objects;

/**
 * The cutting of a corpus into training and validation windows.
 *
 * @param stride tokens from one window's start to the next one's, at least 1
 * @param openings whether windows may begin before the piece, filled with padding
 * @param split whether whole pieces or single windows are held out for validation
 * @param validation share of the windows held out, above 0 and below 1
 * @param augment maximum number of semitones by which training windows are transposed, random for
 *     each window and epoch; 0 to {@value #MAX_SEMITONES}
 */
public record DataSpec(
    int stride, WindowSpec.Openings openings, SplitSpec.By split, double validation, int augment) {
  /** The maximum is an octave: more moves notes off the keyboard. */
  public static final int MAX_SEMITONES = 12;

  public DataSpec {
    Require.atLeast("stride", stride, 1);
    Objects.requireNonNull(openings, "openings");
    Objects.requireNonNull(split, "split");
    if (!(validation > 0 && validation < 1)) {
      throw new IllegalArgumentException(
          "validation must be above 0 and below 1, was " + validation);
    }
    if (augment < 0 || augment > MAX_SEMITONES) {
      throw new IllegalArgumentException(
          "augment must be 0 to " + MAX_SEMITONES + ", was " + augment);
    }
  }

  /** Creates a spec without transposition. */
  public DataSpec(int stride, WindowSpec.Openings openings, SplitSpec.By split, double validation) {
    this(stride, openings, split, validation, 0);
  }

  /** The study's windows, split by piece, so that training and validation share no piece. */
  public static final DataSpec DEFAULT =
      new DataSpec(1, WindowSpec.Openings.SKIP, SplitSpec.By.PIECE, SplitSpec.DEFAULT_VALIDATION);
}
