package io.nocturne.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A piano roll's axis of time.
 *
 * @param axis seconds or quarter notes
 * @param length what it shows, in its unit, above 0
 * @param step from one mark to the next, above 0
 * @param width how wide it is, in pixels
 */
record TimeScale(TimeAxis axis, double length, double step, int width) {
  private static final int MAX_MARKS = 10_000;
  private static final int PIXELS_A_MARK = 56;
  private static final double[] SECONDS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600};

  /**
   * Returns the axis of a piece.
   *
   * @param length of the piece; an axis is at least one unit long
   */
  static TimeScale of(TimeAxis axis, double length, int width) {
    double shown = Math.max(1, length);
    double least = shown * PIXELS_A_MARK / width;
    return new TimeScale(axis, shown, step(axis, least), width);
  }

  /** Returns the least step that is easily counted. */
  private static double step(TimeAxis axis, double least) {
    double step = 1;
    for (int i = 0; step < least; i++) {
      step = axis == TimeAxis.SECONDS && i < SECONDS.length ? SECONDS[i] : 2 * step;
    }
    return step;
  }

  /** Returns the distance of a time from the axis's start in pixels. */
  double pixels(double time) {
    return time / length * width;
  }

  /** Returns the unit of the numbers. */
  String unit() {
    if (axis == TimeAxis.QUARTERS) {
      return "quarter notes";
    }
    return inMinutes() ? "minutes" : "seconds";
  }

  /**
   * A time that is marked.
   *
   * @param time in the axis's unit
   */
  record Mark(double time, String label) {}

  /** Returns the marks, in order, from 0. */
  List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i * step <= length && i < MAX_MARKS; i++) {
      marks.add(new Mark(i * step, label(Math.round(i * step))));
    }
    return marks;
  }

  private String label(long time) {
    return inMinutes()
        ? String.format(Locale.ROOT, "%d:%02d", time / 60, time % 60)
        : Long.toString(time);
  }

  private boolean inMinutes() {
    return axis == TimeAxis.SECONDS && length >= 90;
  }
}
