package io.nocturne.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The weights of network and memory: the more tokens agree with an earlier occurrence, the more
 * likely is what followed it, unless the piece has come three times in a row to the same passage,
 * which music seldom does once more.
 *
 * @param lengths the shortest match of each class of lengths, in tokens, ascending from 0 for none
 * @param weights the weights for each class of exact matches and, in it, each class of transposed
 *     matches
 * @param loops the weights where the last tokens are a passage three times in a row: without and
 *     with an exact match, and in each without and with a transposed one
 */
public record MemoryWeights(
    List<Integer> lengths, List<List<MixtureWeights>> weights, List<List<MixtureWeights>> loops) {
  private static final List<Integer> LENGTHS = List.of(0, 3, 4, 5, 6, 7, 8, 12, 24, 48);

  /** The network's weight in loops before any observation: pieces must not stay in them. */
  private static final double LOOP_NETWORK = 0.8;

  /** The number of observations that the weights before them count as in each class. */
  private static final double PRIOR_STRENGTH = 10;

  public MemoryWeights {
    lengths = List.copyOf(lengths);
    weights = weights.stream().map(List::copyOf).toList();
    loops = loops.stream().map(List::copyOf).toList();
    if (lengths.isEmpty()
        || lengths.get(0) != 0
        || !lengths.equals(lengths.stream().sorted().distinct().toList())) {
      throw new IllegalArgumentException("lengths must ascend from 0, were " + lengths);
    }
    requireSquare("weights", weights, lengths.size());
    requireSquare("loops", loops, 2);
  }

  private static void requireSquare(String name, List<List<MixtureWeights>> table, int size) {
    if (table.size() != size || table.stream().anyMatch(row -> row.size() != size)) {
      throw new IllegalArgumentException(
          "%s must be %d rows of %d weights".formatted(name, size, size));
    }
    if (!table.get(0).get(0).equals(MixtureWeights.NETWORK)) {
      throw new IllegalArgumentException(name + " without a match must be 1, 0 and 0");
    }
  }

  /**
   * Fits weights to observed tokens. Each class begins with the weights of all lengths together,
   * which begin with half for the network.
   */
  static MemoryWeights fit(List<Observation> observations) {
    List<Observation> straight = observations.stream().filter(one -> !one.isLoop()).toList();
    List<Observation> loops = observations.stream().filter(Observation::isLoop).toList();
    List<List<MixtureWeights>> byMatch = byMatch(straight, 0.5, 1);
    int classes = LENGTHS.size();
    List<List<Observation>> byClass = new ArrayList<>();
    IntStream.range(0, classes * classes).forEach(i -> byClass.add(new ArrayList<>()));
    for (Observation one : straight) {
      int exact = lengthClass(LENGTHS, one.exactLength());
      int transposed = lengthClass(LENGTHS, one.transposedLength());
      byClass.get(exact * classes + transposed).add(one);
    }
    List<List<MixtureWeights>> weights = new ArrayList<>();
    for (int exact = 0; exact < classes; exact++) {
      List<MixtureWeights> row = new ArrayList<>();
      for (int transposed = 0; transposed < classes; transposed++) {
        MixtureWeights prior = byMatch.get(exact > 0 ? 1 : 0).get(transposed > 0 ? 1 : 0);
        row.add(
            MixtureWeights.fit(byClass.get(exact * classes + transposed), prior, PRIOR_STRENGTH));
      }
      weights.add(row);
    }
    return new MemoryWeights(LENGTHS, weights, byMatch(loops, LOOP_NETWORK, PRIOR_STRENGTH));
  }

  /**
   * Fits weights without and with an exact match, and in each without and with a transposed one.
   */
  private static List<List<MixtureWeights>> byMatch(
      List<Observation> observations, double network, double strength) {
    return Stream.of(false, true)
        .map(
            exact ->
                Stream.of(false, true)
                    .map(
                        transposed ->
                            MixtureWeights.fit(
                                observations.stream()
                                    .filter(one -> one.exactLength() > 0 == exact)
                                    .filter(one -> one.transposedLength() > 0 == transposed)
                                    .toList(),
                                MixtureWeights.divided(network, exact, transposed),
                                strength))
                    .toList())
        .toList();
  }

  /** Returns the weights for matches of some lengths, in tokens; 0 where there is none. */
  MixtureWeights of(int exactLength, int transposedLength) {
    return weights
        .get(lengthClass(lengths, exactLength))
        .get(lengthClass(lengths, transposedLength));
  }

  /** Returns the weights where the last tokens are a passage three times in a row. */
  MixtureWeights ofLoop(boolean exact, boolean transposed) {
    return loops.get(exact ? 1 : 0).get(transposed ? 1 : 0);
  }

  /** Returns the weights for what a token's matches were. */
  MixtureWeights of(Observation one) {
    return one.isLoop()
        ? ofLoop(one.exactLength() > 0, one.transposedLength() > 0)
        : of(one.exactLength(), one.transposedLength());
  }

  private static int lengthClass(List<Integer> lengths, int tokens) {
    int found = lengths.size() - 1;
    while (lengths.get(found) > tokens) {
      found--;
    }
    return found;
  }
}
