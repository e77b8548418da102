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
import java.util.stream.Stream;

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
    return of(pieces.stream());
  }

  /** Measures pieces one after the other, and keeps none of them. */
  public static SetMeasures of(Stream<Piece> pieces) {
    return new SetMeasures(
        pieces.map(piece -> PieceMeasures.of(piece, Subject.PITCH, Subject.RHYTHM)).toList());
  }

  /** Measures pieces whose rhythm is unknown as {@link #of(Stream)} does, by pitches alone. */
  public static SetMeasures ofPitches(Stream<Piece> pieces) {
    return new SetMeasures(pieces.map(piece -> PieceMeasures.of(piece, Subject.PITCH)).toList());
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

  /**
   * The distance between two sets of pieces by a feature, relative to the distances within one set
   * (L.-C. Yang and A. Lerch, On the Evaluation of Generative Models in Music, 2018): distances
   * between pieces of one set and of both are taken, their densities estimated, and compared. Of
   * more than {@value #MAX_PIECES} pieces, {@value #MAX_PIECES} are compared, at equal steps, since
   * the number of pairs grows with the square.
   *
   * @param overlappingArea the area under both densities: 1 if the other set is as near as the
   *     set's own pieces are to each other, 0 if it is far off; NaN if a density cannot be
   *     estimated
   * @param klDivergence the Kullback-Leibler divergence of the distances within the set from those
   *     between the sets, in nats; 0 if they are the same; infinite if the latter have no density
   *     where the former do; NaN if a density cannot be estimated
   */
  public record SetDistance(double overlappingArea, double klDivergence) {
    /** The maximum number of pieces of a set that are compared. */
    public static final int MAX_PIECES = 1000;

    /**
     * The number of places at which densities are compared, from the minimum distance to the
     * maximum.
     */
    private static final int PLACES = 1000;

    private static final SetDistance UNKNOWN = new SetDistance(Double.NaN, Double.NaN);

    /**
     * Compares sets by a feature.
     *
     * @param set the feature of each piece: one or more numbers, the same number for all pieces
     * @param other the feature of each piece of another set
     */
    public static SetDistance of(List<double[]> set, List<double[]> other) {
      List<double[]> some = some(set);
      double[] within = within(some);
      double[] between = between(some, some(other));
      if (isConstant(within) || isConstant(between)) {
        return UNKNOWN;
      }
      KernelDensity inside = new KernelDensity(within);
      KernelDensity across = new KernelDensity(between);
      double low = Math.min(min(within), min(between));
      double high = Math.max(max(within), max(between));
      double step = (high - low) / (PLACES - 1);
      double[] p = inside.at(low, step, PLACES);
      double[] q = across.at(low, step, PLACES);
      return new SetDistance(overlap(p, q, step), divergence(p, q));
    }

    private static List<double[]> some(List<double[]> set) {
      return set.size() <= MAX_PIECES
          ? set
          : IntStream.range(0, MAX_PIECES)
              .mapToObj(i -> set.get((int) ((long) i * set.size() / MAX_PIECES)))
              .toList();
    }

    /** Returns the area under both densities, by the trapezoidal rule. */
    private static double overlap(double[] p, double[] q, double step) {
      double area = 0;
      for (int i = 0; i < p.length; i++) {
        double edge = i == 0 || i == p.length - 1 ? 0.5 : 1;
        area += edge * Math.min(p[i], q[i]) * step;
      }
      return area;
    }

    private static double divergence(double[] p, double[] q) {
      double allP = Arrays.stream(p).sum();
      double allQ = Arrays.stream(q).sum();
      double sum = 0;
      for (int i = 0; i < p.length; i++) {
        double share = p[i] / allP;
        // A density that is as good as 0 divides to 0, whose part is 0 and not 0 times infinity.
        if (share > 0) {
          sum += share * Math.log(share / (q[i] / allQ));
        }
      }
      return sum;
    }

    /**
     * Returns the Euclidean distances from each piece to all others. Each pair counts twice, as in
     * Yang and Lerch's leave-one-out, which affects the bandwidth alone.
     */
    private static double[] within(List<double[]> set) {
      double[] distances = new double[set.size() * Math.max(0, set.size() - 1)];
      int filled = 0;
      for (int i = 0; i < set.size(); i++) {
        for (int j = 0; j < set.size(); j++) {
          if (i != j) {
            distances[filled++] = distance(set.get(i), set.get(j));
          }
        }
      }
      return distances;
    }

    private static double[] between(List<double[]> set, List<double[]> other) {
      double[] distances = new double[set.size() * other.size()];
      for (int i = 0; i < distances.length; i++) {
        distances[i] = distance(set.get(i / other.size()), other.get(i % other.size()));
      }
      return distances;
    }

    private static double distance(double[] one, double[] other) {
      double squares = 0;
      for (int i = 0; i < one.length; i++) {
        squares += (one[i] - other[i]) * (one[i] - other[i]);
      }
      return Math.sqrt(squares);
    }

    private static boolean isConstant(double[] values) {
      return values.length < 2 || !(max(values) > min(values));
    }

    private static double min(double[] values) {
      return Arrays.stream(values).min().orElse(Double.NaN);
    }

    private static double max(double[] values) {
      return Arrays.stream(values).max().orElse(Double.NaN);
    }
  }
}
