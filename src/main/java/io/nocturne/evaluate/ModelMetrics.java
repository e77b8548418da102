package io.nocturne.evaluate;

import java.util.List;

/**
 * How a model did.
 *
 * @param name of the model
 * @param total on all targets
 * @param reliability on all targets
 * @param positions on the targets after each position of a window that was judged, in order
 * @param pieces on each piece that has targets, in the order of the corpus
 * @param types on the tokens of each type, the type that surprises most in all first
 */
public record ModelMetrics(
    String name,
    Metrics total,
    Reliability reliability,
    List<Metrics> positions,
    List<GroupMetrics> pieces,
    List<GroupMetrics> types) {

  public ModelMetrics {
    positions = List.copyOf(positions);
    pieces = List.copyOf(pieces);
    types = List.copyOf(types);
  }

  /** On the tokens of a type; of no target if there is none. */
  public Metrics ofType(String type) {
    return types.stream()
        .filter(one -> one.name().equals(type))
        .map(GroupMetrics::metrics)
        .findFirst()
        .orElse(Metrics.NONE);
  }
}
