package io.nocturne.train.tensorboard;

/** Values counted in buckets of equal width, as {@code tf.summary.histogram} counts them. */
final class Histogram {
  /** TensorBoard's default. */
  private static final int BUCKETS = 30;

  /** Left edge of the first bucket, and the least value. */
  private final double min;

  /** Right edge of the last bucket, which it includes, and the greatest value. */
  private final double max;

  private final double[] counts;

  private Histogram(double min, double max, double[] counts) {
    this.min = min;
    this.max = max;
    this.counts = counts;
  }

  /** The histogram of the finite ones among the values. */
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

  /** Values that are all the same are in the last bucket, as TensorBoard has it. */
  private static int bucket(double offset, double width) {
    return width == 0 ? BUCKETS - 1 : (int) Math.min(BUCKETS - 1, Math.floor(offset / width));
  }

  /** Left edge, right edge and count of each bucket: [buckets, 3], row-major. */
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
