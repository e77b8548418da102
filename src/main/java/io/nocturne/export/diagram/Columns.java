package io.nocturne.export.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The time steps that are drawn, side by side: all of a short window, else the first two and the
 * last.
 *
 * @param steps their numbers from 1, in order; a gap between two of them is drawn as dots
 */
record Columns(List<Integer> steps) {
  private static final double LEFT = 306;
  private static final double WIDTH = 360;
  private static final int MOST = 4;

  static Columns of(int window) {
    return new Columns(
        window <= MOST ? IntStream.rangeClosed(1, window).boxed().toList() : List.of(1, 2, window));
  }

  /** A place in a row: a step, or the dots that stand for all between two. */
  record Place(double x, int step) {
    private static final int DOTS = 0;

    boolean isDots() {
      return step == DOTS;
    }
  }

  /** The places from left to right. */
  List<Place> places() {
    List<Integer> shown = new ArrayList<>(steps);
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i) > steps.get(i - 1) + 1) {
        shown.add(i, Place.DOTS);
      }
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
