package io.nocturne.measure;

import io.nocturne.music.Piece;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The measures of a set of pieces.
 *
 * @param pieces each piece's, at least one
 */
public record SetMeasures(List<PieceMeasures> pieces) {

  /**
   * The measures of a piece.
   *
   * @param name the piece's
   * @param measures the value of each measure; NaN where there is none
   * @param distributions the shares of each distribution
   */
  public record PieceMeasures(
      String name, Map<Measure, Double> measures, Map<Distribution, List<Double>> distributions) {

    static PieceMeasures of(Piece piece) {
      PieceNotes notes = PieceNotes.of(piece);
      Map<Measure, Double> measures = new EnumMap<>(Measure.class);
      for (Measure measure : Measure.values()) {
        measures.put(measure, measure.of(notes));
      }
      Map<Distribution, List<Double>> distributions = new EnumMap<>(Distribution.class);
      for (Distribution distribution : Distribution.values()) {
        distributions.put(distribution, Arrays.stream(distribution.of(piece)).boxed().toList());
      }
      return new PieceMeasures(piece.name(), measures, distributions);
    }
  }

  public SetMeasures {
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("a set must have a piece, had none");
    }
  }

  /** Measures pieces. */
  public static SetMeasures of(List<Piece> pieces) {
    return new SetMeasures(pieces.stream().map(PieceMeasures::of).toList());
  }

  /** The mean of the pieces that have a value; NaN if none has. */
  public double mean(Measure measure) {
    return Arrays.stream(values(measure)).average().orElse(Double.NaN);
  }

  /** Their standard deviation, with their number less one as divisor; NaN of less than two. */
  public double deviation(Measure measure) {
    double[] values = values(measure);
    double mean = mean(measure);
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
  }

  /** How far another set is from this one by a measure, pieces without a value left out. */
  public SetDistance distance(Measure measure, SetMeasures other) {
    return SetDistance.of(features(measure), other.features(measure));
  }

  /** How far another set is from this one by a distribution. */
  public SetDistance distance(Distribution distribution, SetMeasures other) {
    return SetDistance.of(features(distribution), other.features(distribution));
  }

  private List<double[]> features(Measure measure) {
    return Arrays.stream(values(measure)).mapToObj(value -> new double[] {value}).toList();
  }

  private List<double[]> features(Distribution distribution) {
    return pieces.stream()
        .map(
            piece ->
                piece.distributions().get(distribution).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray())
        .toList();
  }

  private double[] values(Measure measure) {
    return pieces.stream()
        .mapToDouble(piece -> piece.measures().get(measure))
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }
}
