package io.nocturne.evaluate.music;

import io.nocturne.music.Piece;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The measures of a set of pieces.
 *
 * @param pieces the measures of each piece, at least one
 */
public record SetMeasures(List<PieceMeasures> pieces) {

  /**
   * The measures of a piece.
   *
   * @param name the name of the piece
   * @param measures the value of each measure that was taken; NaN where there is none
   * @param distributions the shares of each distribution that was taken
   */
  public record PieceMeasures(
      String name, Map<Measure, Double> measures, Map<Distribution, List<Double>> distributions) {

    public PieceMeasures {
      measures = Collections.unmodifiableMap(new EnumMap<>(measures));
      distributions = Collections.unmodifiableMap(new EnumMap<>(distributions));
    }

    private static PieceMeasures of(Piece piece, Subject... subjects) {
      PieceNotes notes = PieceNotes.of(piece);
      List<Subject> taken = List.of(subjects);
      Map<Measure, Double> measures = new EnumMap<>(Measure.class);
      for (Measure measure : Measure.values()) {
        if (taken.contains(measure.subject())) {
          measures.put(measure, measure.of(notes));
        }
      }
      Map<Distribution, List<Double>> distributions = new EnumMap<>(Distribution.class);
      for (Distribution distribution : Distribution.values()) {
        if (taken.contains(distribution.subject())) {
          distributions.put(distribution, Arrays.stream(distribution.of(notes)).boxed().toList());
        }
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
    return new SetMeasures(
        pieces.stream()
            .map(piece -> PieceMeasures.of(piece, Subject.PITCH, Subject.RHYTHM))
            .toList());
  }

  /** Measures pieces whose rhythm is unknown, by pitches alone. */
  public static SetMeasures ofPitches(List<Piece> pieces) {
    return new SetMeasures(
        pieces.stream().map(piece -> PieceMeasures.of(piece, Subject.PITCH)).toList());
  }

  /** Returns the mean over the pieces that have a value; NaN if none has. */
  public double mean(Measure measure) {
    return Arrays.stream(values(measure)).average().orElse(Double.NaN);
  }

  /**
   * Returns the standard deviation over the pieces that have a value, with N - 1 as divisor; NaN
   * for fewer than two.
   */
  public double deviation(Measure measure) {
    double[] values = values(measure);
    double mean = mean(measure);
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
  }

  /** Returns the mean shares of the pieces that have something to count; empty if none has. */
  public List<Double> mean(Distribution distribution) {
    List<double[]> counted =
        features(distribution).stream().filter(shares -> Arrays.stream(shares).sum() > 0).toList();
    return counted.isEmpty()
        ? List.of()
        : IntStream.range(0, counted.get(0).length)
            .mapToObj(place -> counted.stream().mapToDouble(shares -> shares[place]).average())
            .map(OptionalDouble::getAsDouble)
            .toList();
  }

  /** Returns the distance of another set by a measure, without pieces that have no value. */
  public SetDistance distance(Measure measure, SetMeasures other) {
    return SetDistance.of(features(measure), other.features(measure));
  }

  /** Returns the distance of another set by a distribution. */
  public SetDistance distance(Distribution distribution, SetMeasures other) {
    return SetDistance.of(features(distribution), other.features(distribution));
  }

  private List<double[]> features(Measure measure) {
    return Arrays.stream(values(measure)).mapToObj(value -> new double[] {value}).toList();
  }

  private List<double[]> features(Distribution distribution) {
    return pieces.stream()
        .flatMap(piece -> Optional.ofNullable(piece.distributions().get(distribution)).stream())
        .map(shares -> shares.stream().mapToDouble(Double::doubleValue).toArray())
        .toList();
  }

  private double[] values(Measure measure) {
    return pieces.stream()
        .mapToDouble(piece -> piece.measures().getOrDefault(measure, Double.NaN))
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }
}
