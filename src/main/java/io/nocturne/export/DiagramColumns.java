package io.nocturne.export;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The time steps that are drawn side by side: all steps of a short window, else the first two and
 * the last.
 *
 * @param steps their numbers from 1, in order; a gap between two of them is drawn as dots
 */
record DiagramColumns(List<Integer> steps) {
  private static final double LEFT = 306;
  private static final double WIDTH = 360;
  private static final int MAX_STEPS = 4;

  static DiagramColumns of(int window) {
    return new DiagramColumns(
        window <= MAX_STEPS
            ? IntStream.rangeClosed(1, window).boxed().toList()
            : List.of(1, 2, window));
  }

  /** A place in a row, of a step or, without one, of the dots for all steps between two. */
  record Place(double x, OptionalInt step) {
    boolean isDots() {
      return step.isEmpty();
    }
  }

  /** Returns the places from left to right. */
  List<Place> places() {
    List<OptionalInt> shown = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (i > 0 && steps.get(i) > steps.get(i - 1) + 1) {
        shown.add(OptionalInt.empty());
      }
      shown.add(OptionalInt.of(steps.get(i)));
    }
    double width = WIDTH / shown.size();
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      places.add(new Place(LEFT + (i + 0.5) * width, shown.get(i)));
    }
    return places;
  }

  Place first() {
    return places().get(0);
  }

  Place last() {
    List<Place> places = places();
    return places.get(places.size() - 1);
  }
}
