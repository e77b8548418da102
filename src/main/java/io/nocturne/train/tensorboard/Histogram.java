package io.nocturne.train.tensorboard;

/** Values counted in buckets of equal width, as by {@code tf.summary.histogram}. */
final class Histogram {
  /** TensorBoard's default. */
  private static final int BUCKETS = 30;

  /** The left edge of the first bucket, and the minimum. */
  private final double min;

  /** The right edge of the last bucket, inclusive, and the maximum. */
  private final double max;

  private final double[] counts;

  private Histogram(double min, double max, double[] counts) {
    this.min = min;
    this.max = max;
    this.counts = counts;
  }

  /** Returns the histogram of the finite values. */
  static Histogram of(float[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      if (Float.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    double[] counts = new double[BUCKETS];
    if (min > max) {
      return new Histogram(0, 0, counts);
    }
    double width = (max - min) / BUCKETS;
    for (float value : values) {
      if (Float.isFinite(value)) {
        counts[bucket(value - min, width)]++;
      }
    }
    return new Histogram(min, max, counts);
  }

  /** Returns the bucket of a value; equal values are all in the last bucket, as in TensorBoard. */
  private static int bucket(double offset, double width) {
    return width == 0 ? BUCKETS - 1 : (int) Math.min(BUCKETS - 1, Math.floor(offset / width));
  }

  /** Returns left edge, right edge and count of each bucket: [buckets, 3], row-major. */
  double[] rows() {
    double[] rows = new double[3 * counts.length];
    for (int i = 0; i < counts.length; i++) {
      rows[3 * i] = edge(i);
      rows[3 * i + 1] = edge(i + 1);
      rows[3 * i + 2] = counts[i];
    }
    return rows;
  }

  private double edge(int i) {
    return i == counts.length ? max : min + i * ((max - min) / counts.length);
  }
}
