package io.nocturne.export;

import io.nocturne.export.DiagramColumns.Place;
import io.nocturne.export.DiagramPen.Fill;
import io.nocturne.export.DiagramPen.FontStyle;
import io.nocturne.io.xml.Svg;
import io.nocturne.model.Directions;
import io.nocturne.model.LayerSummary;
import io.nocturne.model.LayerSummary.Kind;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A picture of a network from its input to its predictions, unrolled in time: each layer with its
 * name, the shape of its output and the number of its weights.
 */
final class ModelDiagram {
  private static final double WIDTH = 900;
  private static final double MARGIN = 24;
  private static final double LEFT = 224;
  private static final double RIGHT = 676;
  private static final double MIDDLE = (LEFT + RIGHT) / 2;
  private static final double SHAPES = 694;

  private static final double HEAD = 76;
  private static final double GAP = 26;
  private static final double BAR = 36;
  private static final double CELLS = 124;
  private static final double CELL_WIDTH = 62;
  private static final double CELL_HEIGHT = 40;
  private static final double ROW_GAP = 14;
  private static final double BOX_WIDTH = 82;
  private static final double REMARK = 30;

  private static final int MAX_NAME = 60;
  private static final String DOTS = "\u2026";

  private final String name;
  private final ModelSpec spec;
  private final TokenIds ids;
  private final List<LayerSummary> layers;
  private final DiagramColumns columns;
  private final Svg svg;
  private final DiagramPen pen;

  private ModelDiagram(String name, ModelSpec spec, TokenIds ids) {
    this.name = name;
    this.spec = spec;
    this.ids = ids;
    layers = LayerSummary.of(spec, ids);
    columns = DiagramColumns.of(spec.window());
    // Notes, the layers, and the predictions.
    double height =
        HEAD
            + BAR
            + layers.stream().mapToDouble(this::height).sum()
            + GAP
            + BAR
            + MARGIN
            + remark();
    svg = new Svg(WIDTH, height, name + ": architecture", description());
    pen = new DiagramPen(svg, WIDTH, height);
  }

  /**
   * Returns the picture of a network as an SVG file in UTF-8, legible on light and dark pages.
   * Equal networks give equal files.
   *
   * @param name of the network, usually that of its run
   */
  static byte[] svg(String name, ModelSpec spec, TokenIds ids) {
    ModelDiagram diagram = new ModelDiagram(name, spec, ids);
    diagram.draw();
    return diagram.svg.toBytes();
  }

  private String description() {
    return String.format(
        Locale.ROOT,
        "From %d notes through an embedding of %,d tokens in %,d dimensions, %d %s layers of %s"
            + " units%s and a dense softmax layer to the probabilities of %s; %,d weights.",
        spec.window(),
        ids.count(),
        spec.embedding(),
        spec.layers(),
        isBidirectional() ? "bidirectional GRU" : "GRU",
        spec.unitsText(),
        isBidirectional() ? " a direction" : "",
        spec.targets() == Targets.LAST ? "the next note" : "the note after each",
        weights());
  }

  /** Returns the height of a layer and of the arrows to it. */
  private double height(LayerSummary layer) {
    return GAP + (layer.kind() == Kind.RECURRENT ? cells() : BAR);
  }

  /** Returns the height of the remark below the predictions. */
  private double remark() {
    return isBidirectional() && spec.targets() == Targets.EVERY && spec.window() > 1 ? REMARK : 0;
  }

  private boolean isBidirectional() {
    return spec.directions() == Directions.BOTH;
  }

  /** Returns the height of a recurrent layer. */
  private double cells() {
    return isBidirectional() ? CELLS : CELLS - CELL_HEIGHT - ROW_GAP;
  }

  private long weights() {
    return layers.stream().mapToLong(LayerSummary::weights).sum();
  }

  private void draw() {
    pen.text(MARGIN, 34, shortened(name), FontStyle.NAME);
    pen.text(MARGIN, 54, weights(weights()) + " in all; B is the batch", FontStyle.REMARK);
    double y = notes();
    int recurrent = 0;
    boolean joined = false;
    for (LayerSummary layer : layers) {
      List<Place> from = joined ? List.of() : columns.places();
      switch (layer.kind()) {
        case EMBEDDING -> y = bar(y, layer, ids.count() + " tokens, each a row of numbers", from);
        case DROPOUT -> y = bar(y, layer, dropped(layer), from);
        case DENSE -> y = bar(y, layer, "a probability for each token", results());
        case RECURRENT -> {
          int units = spec.units(recurrent++);
          joined = recurrent == spec.layers() && spec.targets() == Targets.LAST;
          y = joined ? lastStates(y, layer, units) : states(y, layer, units);
        }
      }
    }
    predictions(y);
  }

  private static String dropped(LayerSummary layer) {
    String rate = layer.type().substring(layer.type().indexOf(' ') + 1);
    return rate.equals("0.0")
        ? "nothing is dropped"
        : "a share of " + rate + " is set to 0 while training";
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= MAX_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MAX_NAME)) + DOTS;
  }

  /** Draws the input, and returns its lower end. */
  private double notes() {
    label(HEAD + BAR / 2, "notes", "the input");
    facts(HEAD + BAR / 2, "[B, " + spec.window() + "]", "int32");
    for (Place place : columns.places()) {
      box(place, HEAD, 0, Fill.PLAIN);
    }
    return HEAD + BAR;
  }

  /** Draws a layer that is the same for all steps, below y, with arrows from some places. */
  private double bar(double y, LayerSummary layer, String text, List<Place> from) {
    arrows(from, y);
    double top = y + GAP;
    pen.box(LEFT, top, RIGHT - LEFT, BAR, Fill.PLAIN);
    pen.centered(MIDDLE, top + BAR / 2, text, FontStyle.LABEL);
    label(top + BAR / 2, layer.name(), layer.type());
    facts(top + BAR / 2, layer.outputShape(), weights(layer.weights()));
    return top + BAR;
  }

  /** Draws a recurrent layer whose output is the states of all steps. */
  private double states(double y, LayerSummary layer, int units) {
    arrows(columns.places(), y);
    double top = y + GAP;
    double middle = top + cells() / 2;
    pen.box(LEFT, top, RIGHT - LEFT, cells(), Fill.GROUP);
    label(middle - 9, layer.name(), layer.type());
    pen.text(
        MARGIN,
        middle + 26,
        (isBidirectional() ? "units of a direction: " : "units: ") + units,
        FontStyle.REMARK);
    facts(middle, layer.outputShape(), weights(layer.weights()));
    direction(forwardRow(top), "forward", Fill.FORWARD);
    if (isBidirectional()) {
      direction(backwardRow(top), "backward", Fill.BACKWARD);
    }
    List<Place> places = columns.places();
    for (int i = 1; i < places.size(); i++) {
      double left = places.get(i - 1).x() + halfWidth(places.get(i - 1));
      double right = places.get(i).x() - halfWidth(places.get(i));
      pen.arrow(left, forwardRow(top), right, forwardRow(top));
      if (isBidirectional()) {
        pen.arrow(right, backwardRow(top), left, backwardRow(top));
      }
    }
    return top + cells();
  }

  /** Draws a recurrent layer whose output is the final state of each direction. */
  private double lastStates(double y, LayerSummary layer, int units) {
    double bottom = states(y, layer, units);
    double top = y + GAP;
    double right = columns.last().x() + CELL_WIDTH / 2;
    pen.arrowAround(right, forwardRow(top), right + 12, bottom + GAP);
    if (isBidirectional()) {
      double first = columns.first().x();
      pen.arrow(first, backwardRow(top) + CELL_HEIGHT / 2, first, bottom + GAP);
    }
    return bottom;
  }

  private static double forwardRow(double top) {
    return top + CELLS / 2 - (CELL_HEIGHT + ROW_GAP) / 2;
  }

  private static double backwardRow(double top) {
    return top + CELLS / 2 + (CELL_HEIGHT + ROW_GAP) / 2;
  }

  private void direction(double middle, String name, Fill fill) {
    pen.text(LEFT + 14, middle + 4, name, FontStyle.REMARK);
    for (Place place : columns.places()) {
      if (place.isDots()) {
        pen.centered(place.x(), middle, DOTS, FontStyle.LABEL);
      } else {
        double left = place.x() - CELL_WIDTH / 2;
        pen.box(left, middle - CELL_HEIGHT / 2, CELL_WIDTH, CELL_HEIGHT, fill);
        pen.centered(place.x(), middle, "GRU", FontStyle.LABEL);
      }
    }
  }

  private static double halfWidth(Place place) {
    return place.isDots() ? 14 : CELL_WIDTH / 2 + 2;
  }

  /** Returns the places of the output: all steps, or one. */
  private List<Place> results() {
    return spec.targets() == Targets.LAST
        ? List.of(new Place(MIDDLE, OptionalInt.of(spec.window())))
        : columns.places();
  }

  private void predictions(double y) {
    arrows(results(), y);
    double top = y + GAP;
    label(top + BAR / 2, "next note", "the prediction");
    for (Place place : results()) {
      boolean last = place.step().equals(OptionalInt.of(spec.window()));
      box(place, top, 1, last ? Fill.RESULT : Fill.PLAIN);
    }
    if (remark() > 0) {
      pen.centered(
          MIDDLE,
          top + BAR + REMARK - 10,
          "All but the last are known to the backward GRU, which has read them.",
          FontStyle.REMARK);
    }
  }

  private void arrows(List<Place> from, double y) {
    for (Place place : from) {
      if (!place.isDots()) {
        pen.arrow(place.x(), y, place.x(), y + GAP);
      }
    }
  }

  /** Draws a note that is a number of steps after that of a place. */
  private void box(Place place, double top, int stepsAfter, Fill fill) {
    if (place.isDots()) {
      pen.centered(place.x(), top + BAR / 2, DOTS, FontStyle.LABEL);
    } else {
      String text = "note " + (place.step().getAsInt() + stepsAfter);
      pen.box(place.x() - BOX_WIDTH / 2, top, BOX_WIDTH, BAR, fill);
      pen.centered(place.x(), top + BAR / 2, text, FontStyle.LABEL);
    }
  }

  private void label(double middle, String layer, String type) {
    pen.text(MARGIN, middle - 2, layer, FontStyle.NAME);
    pen.text(MARGIN, middle + 15, type, FontStyle.REMARK);
  }

  private void facts(double middle, String shape, String weights) {
    pen.text(SHAPES, middle - 2, shape, FontStyle.LABEL);
    pen.text(SHAPES, middle + 15, weights, FontStyle.REMARK);
  }

  private static String weights(long count) {
    return count == 0 ? "no weights" : String.format(Locale.ROOT, "%,d weights", count);
  }
}
