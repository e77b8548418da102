package io.nocturne.prediction;

import java.util.List;

/**
 * How a model did.
 *
 * @param name of the model
 * @param total on all targets
 * @param reliability on all targets
 * @param positions on the targets after each position of a window that was judged, in order
 * @param pieces on each piece that has targets, in the order of the corpus
 */
public record ModelMeasures(
    String name,
    Measures total,
    Reliability reliability,
    List<Measures> positions,
    List<PieceMeasures> pieces) {

  public ModelMeasures {
    positions = List.copyOf(positions);
    pieces = List.copyOf(pieces);
  }
}
