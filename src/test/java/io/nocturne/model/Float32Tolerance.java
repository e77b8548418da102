package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import org.assertj.core.data.Offset;

/**
 * The tolerance between two float32 results of the same formula.
 *
 * <p>Where one binary repeats one graph on one machine with the same threads, results are equal bit
 * for bit, and tests compare them so. Another graph, another binary or another instruction set adds
 * up in another order, and rounds otherwise; float64 does not round as much.
 *
 * <p>The error of a value that comes out of n float32 operations is at most {@link #CONFIDENCE} ·
 * √n · ε/2 times the size of what is added up. Where roundings are independent, the probability
 * that it is larger is at most 2 exp(-CONFIDENCE²/2), which is 3e-14 (Higham and Mary, A new
 * approach to probabilistic rounding error analysis, 2019). Two such values may differ by twice
 * that. The size is that of the largest value, since a sum near zero has the error of its terms; so
 * the tolerance is absolute.
 *
 * <p>src/test/python/tolerance.py says the same to the Python tests.
 *
 * @param operations how many additions a value depends on, at least 1
 */
public record Float32Tolerance(long operations) {
  /** Leaves room for terms that are larger than what they add up to. */
  private static final double CONFIDENCE = 8;

  /** A unit in the last place of 1: 2<sup>-23</sup>. */
  private static final double EPSILON = Math.ulp(1f);

  public Float32Tolerance {
    if (operations < 1) {
      throw new IllegalArgumentException("operations must be at least 1, was " + operations);
    }
  }

  /**
   * Returns the tolerance of logits: at each step of each layer the terms of a product are added.
   */
  public static Float32Tolerance ofLogits(ModelSpec spec) {
    int units = Collections.max(spec.units());
    int width = Math.max(spec.embedding(), spec.directions().count() * units);
    return ofSteps((long) spec.layers() * spec.window(), width + units);
  }

  /**
   * Returns the tolerance of gradients, which depend on the logits and on as many operations in the
   * backward pass, and are added.
   */
  static Float32Tolerance ofGradients(ModelSpec spec, int rows) {
    long logits = ofLogits(spec).operations();
    return new Float32Tolerance(2 * logits + (long) rows * spec.window());
  }

  /** Returns the tolerance of consecutive steps, each of which adds a number of terms. */
  static Float32Tolerance ofSteps(long steps, int terms) {
    return new Float32Tolerance(steps * terms);
  }

  /** Returns the tolerance of a sum of such results. */
  public Float32Tolerance summed(long results) {
    return new Float32Tolerance(operations + results);
  }

  /** The largest difference between values of that size. */
  public double bound(double size) {
    return CONFIDENCE * Math.sqrt((double) operations) * EPSILON * size;
  }

  /** The largest difference from these values. */
  public Offset<Float> around(float... expected) {
    double size = 0;
    for (float value : expected) {
      size = Math.max(size, Math.abs(value));
    }
    return within((float) bound(size));
  }

  /** The largest difference from these values. */
  public Offset<Double> around(double... expected) {
    double size = 0;
    for (double value : expected) {
      size = Math.max(size, Math.abs(value));
    }
    return within(bound(size));
  }

  /** Rows of values are the same but for rounding. */
  public void assertClose(float[][] actual, float[][] expected) {
    assertThat(actual).hasDimensions(expected.length, expected[0].length);
    for (int row = 0; row < expected.length; row++) {
      assertThat(actual[row])
          .as("row %d", row)
          .containsExactly(expected[row], around(expected[row]));
    }
  }

  /** A mean loss is the same but for rounding, and what is counted is the same. */
  public void assertClose(BatchLoss actual, BatchLoss expected) {
    // The errors of logits, of size 1 or so, are those of the loss, however small that is.
    double size = Math.max(1, expected.loss());
    assertThat(actual.loss())
        .isCloseTo(expected.loss(), within(summed(expected.targets()).bound(size)));
    assertThat(actual.correct()).isEqualTo(expected.correct());
    assertThat(actual.targets()).isEqualTo(expected.targets());
  }
}
