package io.nocturne.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The weights of network and memory by the lengths of the matches: the more tokens agree with an
 * earlier occurrence, the more likely is what followed it.
 *
 * @param lengths the shortest match of each class of lengths, in tokens, ascending from 0 for none
 * @param weights the weights for each class of exact matches and, in it, each class of transposed
 *     matches
 */
public record MemoryWeights(List<Integer> lengths, List<List<MixtureWeights>> weights) {
  private static final List<Integer> LENGTHS = List.of(0, 3, 4, 5, 6, 7, 8, 12, 24, 48);

  /** The number of observations that the weights of all classes together count as in each. */
  private static final double PRIOR_STRENGTH = 10;

  public MemoryWeights {
    lengths = List.copyOf(lengths);
    weights = weights.stream().map(List::copyOf).toList();
    int size = lengths.size();
    if (size == 0
        || lengths.get(0) != 0
        || !lengths.equals(lengths.stream().sorted().distinct().toList())) {
      throw new IllegalArgumentException("lengths must ascend from 0, were " + lengths);
    }
    if (weights.size() != size || weights.stream().anyMatch(row -> row.size() != size)) {
      throw new IllegalArgumentException(
          "weights must be %d rows of %d, one for each class of lengths".formatted(size, size));
    }
    if (!weights.get(0).get(0).equals(MixtureWeights.NETWORK)) {
      throw new IllegalArgumentException("weights without a match must be 1, 0 and 0");
    }
  }

  /** Fits weights to observed tokens. Where there are none, the memory counts as the network. */
  static MemoryWeights fit(List<Observation> observations) {
    int classes = LENGTHS.size();
    List<List<Observation>> byClass = new ArrayList<>();
    IntStream.range(0, classes * classes).forEach(i -> byClass.add(new ArrayList<>()));
    for (Observation one : observations) {
      int exact = lengthClass(LENGTHS, one.exactLength());
      int transposed = lengthClass(LENGTHS, one.transposedLength());
      byClass.get(exact * classes + transposed).add(one);
    }
    MixtureWeights noMatch = MixtureWeights.NETWORK;
    MixtureWeights exactAlone = prior(observations, true, false);
    MixtureWeights transposedAlone = prior(observations, false, true);
    MixtureWeights both = prior(observations, true, true);
    List<List<MixtureWeights>> weights = new ArrayList<>();
    for (int exact = 0; exact < classes; exact++) {
      List<MixtureWeights> row = new ArrayList<>();
      for (int transposed = 0; transposed < classes; transposed++) {
        MixtureWeights prior =
            exact > 0
                ? transposed > 0 ? both : exactAlone
                : transposed > 0 ? transposedAlone : noMatch;
        row.add(
            MixtureWeights.fit(byClass.get(exact * classes + transposed), prior, PRIOR_STRENGTH));
      }
      weights.add(row);
    }
    return new MemoryWeights(LENGTHS, weights);
  }

  /** Returns the weights of all lengths together, where there are matches of these kinds. */
  private static MixtureWeights prior(
      List<Observation> observations, boolean exact, boolean transposed) {
    double each = exact && transposed ? 0.25 : 0.5;
    MixtureWeights even = new MixtureWeights(0.5, exact ? each : 0, transposed ? each : 0);
    List<Observation> alike =
        observations.stream()
            .filter(one -> one.exactLength() > 0 == exact)
            .filter(one -> one.transposedLength() > 0 == transposed)
            .toList();
    return MixtureWeights.fit(alike, even, 1);
  }

  /** Returns the weights for matches of some lengths, in tokens; 0 where there is none. */
  MixtureWeights of(int exactLength, int transposedLength) {
    return weights
        .get(lengthClass(lengths, exactLength))
        .get(lengthClass(lengths, transposedLength));
  }

  private static int lengthClass(List<Integer> lengths, int tokens) {
    int found = lengths.size() - 1;
    while (lengths.get(found) > tokens) {
      found--;
    }
    return found;
  }
}
