package io.nocturne.memory;

import io.nocturne.model.MemoryTables.WeightTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The weights of network and memory: the more tokens agree with an earlier occurrence, and the more
 * likely the network finds what followed it, the more the memory counts, unless the piece has come
 * three times in a row to the same passage, which music seldom does once more.
 *
 * @param lengths the shortest match of each class of lengths, in tokens, ascending from 0 for none
 * @param agreements the lowest of each class of probabilities that the network gives to what is
 *     suggested, ascending from 0
 * @param weights the weights for each class of exact matches, in it each class of transposed
 *     matches, and in that each class of agreements
 * @param loops the weights where the last tokens are a passage three times in a row: without and
 *     with an exact match, and in each without and with a transposed one
 */
public record MemoryWeights(
    List<Integer> lengths,
    List<Double> agreements,
    List<List<List<MixtureWeights>>> weights,
    List<List<MixtureWeights>> loops) {
  private static final List<Integer> LENGTHS = List.of(0, 1, 5, 8, 16, 32);
  private static final List<Double> AGREEMENTS =
      List.of(0.0, 0.001, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95);

  /** The network's weight in loops before any observation: pieces must not stay in them. */
  private static final double LOOP_NETWORK = 0.8;

  /** The number of observations that the weights before them count as in each class. */
  private static final double PRIOR_STRENGTH = 10;

  public MemoryWeights {
    lengths = List.copyOf(lengths);
    agreements = List.copyOf(agreements);
    weights = weights.stream().map(row -> row.stream().map(List::copyOf).toList()).toList();
    loops = loops.stream().map(List::copyOf).toList();
    requireAscending("lengths", lengths);
    requireAscending("agreements", agreements);
    int classes = lengths.size();
    int each = agreements.size();
    requireSize("weights", weights, classes);
    weights.forEach(row -> requireSize("each of the weights", row, classes));
    weights.forEach(row -> row.forEach(one -> requireSize("each class of weights", one, each)));
    requireSize("loops", loops, 2);
    loops.forEach(row -> requireSize("each of the loops", row, 2));
    requireNetwork("weights", weights.get(0).get(0));
    requireNetwork("loops", loops.get(0).subList(0, 1));
  }

  private static <N extends Number & Comparable<N>> void requireAscending(
      String name, List<N> values) {
    if (values.isEmpty()
        || values.get(0).doubleValue() != 0
        || !values.equals(values.stream().sorted().distinct().toList())) {
      throw new IllegalArgumentException(name + " must ascend from 0, were " + values);
    }
  }

  private static void requireNetwork(String name, List<MixtureWeights> withoutMatch) {
    if (!withoutMatch.stream().allMatch(MixtureWeights.NETWORK::equals)) {
      throw new IllegalArgumentException(
          name + " without a match must be 1, 0 and 0, were " + withoutMatch);
    }
  }

  private static void requireSize(String name, List<?> table, int size) {
    if (table.size() != size) {
      throw new IllegalArgumentException(
          "%s must be %d, were %d".formatted(name, size, table.size()));
    }
  }

  /**
   * Fits weights to observed tokens. Each class begins with the weights of all classes together,
   * which begin with half for the network.
   */
  static MemoryWeights fit(List<Observation> observations) {
    List<Observation> straight =
        observations.stream().filter(one -> !one.evidence().isLoop()).toList();
    List<Observation> loops = observations.stream().filter(one -> one.evidence().isLoop()).toList();
    List<List<MixtureWeights>> priors = byMatch(straight, 0.5, 1);
    Map<Integer, List<Observation>> byClass =
        straight.stream().collect(Collectors.groupingBy(one -> classOf(one.evidence())));
    List<List<List<MixtureWeights>>> weights = new ArrayList<>();
    for (int exact = 0; exact < LENGTHS.size(); exact++) {
      weights.add(new ArrayList<>());
      for (int transposed = 0; transposed < LENGTHS.size(); transposed++) {
        weights.get(exact).add(new ArrayList<>());
        MixtureWeights prior = priors.get(exact > 0 ? 1 : 0).get(transposed > 0 ? 1 : 0);
        for (int agreement = 0; agreement < AGREEMENTS.size(); agreement++) {
          List<Observation> observed =
              byClass.getOrDefault(classOf(exact, transposed, agreement), List.of());
          weights
              .get(exact)
              .get(transposed)
              .add(MixtureWeights.fit(observed, prior, PRIOR_STRENGTH));
        }
      }
    }
    return new MemoryWeights(
        LENGTHS, AGREEMENTS, weights, byMatch(loops, LOOP_NETWORK, PRIOR_STRENGTH));
  }

  private static int classOf(Evidence evidence) {
    return classOf(
        index(LENGTHS, evidence.exactLength()),
        index(LENGTHS, evidence.transposedLength()),
        index(AGREEMENTS, evidence.agreement()));
  }

  private static int classOf(int exact, int transposed, int agreement) {
    return (exact * LENGTHS.size() + transposed) * AGREEMENTS.size() + agreement;
  }

  /** Fits weights without and with an exact match, each without and with a transposed one. */
  private static List<List<MixtureWeights>> byMatch(
      List<Observation> observations, double network, double strength) {
    List<List<MixtureWeights>> byMatch = new ArrayList<>();
    for (boolean exact : new boolean[] {false, true}) {
      List<MixtureWeights> row = new ArrayList<>();
      for (boolean transposed : new boolean[] {false, true}) {
        List<Observation> alike =
            observations.stream()
                .filter(one -> one.evidence().isExact() == exact)
                .filter(one -> one.evidence().isTransposed() == transposed)
                .toList();
        MixtureWeights prior = MixtureWeights.divided(network, exact, transposed);
        row.add(MixtureWeights.fit(alike, prior, strength));
      }
      byMatch.add(row);
    }
    return byMatch;
  }

  /** Returns the weights that evidence gives. */
  MixtureWeights of(Evidence evidence) {
    return evidence.isLoop()
        ? loops.get(evidence.isExact() ? 1 : 0).get(evidence.isTransposed() ? 1 : 0)
        : weights
            .get(index(lengths, evidence.exactLength()))
            .get(index(lengths, evidence.transposedLength()))
            .get(index(agreements, evidence.agreement()));
  }

  /**
   * Returns the weights as a table for a graph.
   *
   * @param maxLength the maximum length of a match
   */
  WeightTable table(int maxLength) {
    return new WeightTable(
        IntStream.rangeClosed(0, maxLength).map(length -> index(lengths, length)).toArray(),
        floats(agreements.stream().mapToDouble(Double::doubleValue).toArray()),
        weights.stream()
            .map(row -> row.stream().map(MemoryWeights::table).toArray(float[][][]::new))
            .toArray(float[][][][]::new),
        loops.stream().map(MemoryWeights::table).toArray(float[][][]::new));
  }

  private static float[][] table(List<MixtureWeights> row) {
    return row.stream().map(MixtureWeights::toFloats).toArray(float[][]::new);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** Returns the number of the class of a value, whose lowest values ascend. */
  private static <N extends Number> int index(List<N> lowest, double value) {
    int found = lowest.size() - 1;
    while (found > 0 && lowest.get(found).doubleValue() > value) {
      found--;
    }
    return found;
  }
}
