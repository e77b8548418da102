package io.nocturne.evaluate;

import java.util.List;

/**
 * The metrics of a model.
 *
 * @param name the name of the model
 * @param total the metrics of all targets
 * @param calibration how far confidence and accuracy agree, on all targets
 * @param positions the metrics of the targets after each scored position of a window, in order; of
 *     whole pieces, those of the first targets of each piece by their place, and the last are those
 *     of all later ones
 * @param pieces the metrics of each piece that has targets, in the order of the corpus
 * @param types the metrics of each token type, in descending order of summed loss
 */
public record ModelMetrics(
    String name,
    Metrics total,
    Reliability calibration,
    List<Metrics> positions,
    List<NamedMetrics> pieces,
    List<NamedMetrics> types) {

  public ModelMetrics {
    positions = List.copyOf(positions);
    pieces = List.copyOf(pieces);
    types = List.copyOf(types);
  }

  /**
   * The metrics of some of the targets.
   *
   * @param name what these targets have in common: their piece or their token type
   */
  public record NamedMetrics(String name, Metrics metrics) {}

  /** Returns the metrics of a token type; {@link Metrics#NONE} if it has no targets. */
  public Metrics ofType(String type) {
    return types.stream()
        .filter(one -> one.name().equals(type))
        .map(NamedMetrics::metrics)
        .findFirst()
        .orElse(Metrics.NONE);
  }
}
