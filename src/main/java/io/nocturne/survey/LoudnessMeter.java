package io.nocturne.survey;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures the loudness of a sound of one channel in LUFS (Recommendation ITU-R BS.1770-4, annex
 * 1): weighted by frequency, averaged over blocks of 400 ms that are not silent.
 */
final class LoudnessMeter {
  private static final double ABSOLUTE_GATE = -70;
  private static final double RELATIVE_GATE = -10;
  private static final double OFFSET = -0.691;

  private LoudnessMeter() {}

  /**
   * Returns the integrated loudness.
   *
   * @param samples -1 to 1
   * @param sampleRate samples a second
   * @return negative infinity of silence, and of less than a block
   */
  static double integrated(double[] samples, int sampleRate) {
    List<Double> powers = powers(weighted(samples, sampleRate), sampleRate);
    double loud = mean(powers, ABSOLUTE_GATE);
    return lufs(mean(powers, lufs(loud) + RELATIVE_GATE));
  }

  private static double lufs(double power) {
    return OFFSET + 10 * Math.log10(power);
  }

  private static double mean(List<Double> powers, double gate) {
    return powers.stream()
        .mapToDouble(Double::doubleValue)
        .filter(power -> lufs(power) > gate)
        .average()
        .orElse(0);
  }

  /** Returns the mean squares of blocks of 400 ms, one every 100 ms. */
  private static List<Double> powers(double[] weighted, int sampleRate) {
    int block = sampleRate * 4 / 10;
    int step = sampleRate / 10;
    List<Double> powers = new ArrayList<>();
    for (int from = 0; from + block <= weighted.length; from += step) {
      double sum = 0;
      for (int i = from; i < from + block; i++) {
        sum += weighted[i] * weighted[i];
      }
      powers.add(sum / block);
    }
    return powers;
  }

  /**
   * Returns the recommendation gives its two filters for 48 kHz; these are their analogue forms, as
   * B. De Man derived them (Evaluation of Implementations of the EBU R128 Loudness Measurement,
   * 2018), for any rate.
   */
  private static double[] weighted(double[] samples, int sampleRate) {
    double shelf = Math.tan(Math.PI * 1681.974450955533 / sampleRate);
    double shelfQ = shelf / 0.7071752369554196;
    double high = Math.pow(10, 3.999843853973347 / 20);
    double band = Math.pow(high, 0.4996667741545416);
    double square = shelf * shelf;
    double norm = 1 + shelfQ + square;
    double[] shelved =
        filtered(
            samples,
            new double[] {
              (high + band * shelfQ + square) / norm,
              2 * (square - high) / norm,
              (high - band * shelfQ + square) / norm
            },
            new double[] {2 * (square - 1) / norm, (1 - shelfQ + square) / norm});
    double pass = Math.tan(Math.PI * 38.13547087602444 / sampleRate);
    double passQ = pass / 0.5003270373238773;
    double passNorm = 1 + passQ + pass * pass;
    return filtered(
        shelved,
        new double[] {1, -2, 1},
        new double[] {2 * (pass * pass - 1) / passNorm, (1 - passQ + pass * pass) / passNorm});
  }

  private static double[] filtered(double[] in, double[] b, double[] a) {
    double[] out = new double[in.length];
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    for (int i = 0; i < in.length; i++) {
      out[i] = b[0] * in[i] + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
      x2 = x1;
      x1 = in[i];
      y2 = y1;
      y1 = out[i];
    }
    return out;
  }
}
