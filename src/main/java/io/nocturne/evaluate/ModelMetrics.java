package io.nocturne.evaluate;

import java.util.List;
import java.util.Optional;

/**
 * The metrics of a model.
 *
 * @param name the name of the model
 * @param total the metrics of all targets
 * @param calibration how far confidence and accuracy agree, on all targets
 * @param positions the metrics of the targets after each scored position of a window, in order; of
 *     whole pieces, those of the first targets of each piece by their place, and the last are those
 *     of all later ones
 * @param sections the metrics of each section of the pieces that has targets, such as bars 17 to 32
 * @param pieces the metrics of each piece that has targets, in the order of the corpus
 * @param groups the metrics of each group of pieces that has targets
 * @param types the metrics of each token type, in descending order of summed loss
 */
public record ModelMetrics(
    String name,
    Metrics total,
    Reliability calibration,
    List<Metrics> positions,
    List<NamedMetrics> sections,
    List<NamedMetrics> pieces,
    List<Metrics> groups,
    List<NamedMetrics> types) {

  public ModelMetrics {
    positions = List.copyOf(positions);
    sections = List.copyOf(sections);
    pieces = List.copyOf(pieces);
    groups = List.copyOf(groups);
    types = List.copyOf(types);
  }

  /**
   * The metrics of some of the targets.
   *
   * @param name what these targets have in common: their section, piece or token type
   */
  public record NamedMetrics(String name, Metrics metrics) {}

  /**
   * Returns the interval that holds the bits per note with a probability of 95 %, over the choice
   * of groups of pieces: the percentile bootstrap (Efron, 1979) with groups as the unit, whose
   * 2,000 samples are the same for all models of the same pieces. Empty if there is one group, or
   * one has no notes.
   */
  public Optional<BitsInterval> bitsPerNoteInterval() {
    return Bootstrap.bitsPerNote(groups);
  }

  /** An interval of bits per note. */
  public record BitsInterval(double low, double high) {}

  /** Returns the metrics of a token type; {@link Metrics#NONE} if it has no targets. */
  public Metrics ofType(String type) {
    return types.stream()
        .filter(one -> one.name().equals(type))
        .map(NamedMetrics::metrics)
        .findFirst()
        .orElse(Metrics.NONE);
  }
}
