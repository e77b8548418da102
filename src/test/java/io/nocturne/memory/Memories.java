package io.nocturne.memory;

import io.nocturne.token.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Memories with simple weights, for tests. */
public final class Memories {
  private Memories() {}

  /** Returns a memory whose every match has the same weights, exact and transposed each half. */
  public static MemoryModel always(Tokenizer tokenizer, double memory) {
    return new MemoryModel(tokenizer, weights(memory), 1);
  }

  /**
   * Returns a memory whose weights grow with the lengths of the matches and with how likely the
   * network finds what they suggest, and are smaller in loops.
   */
  public static MemoryModel byLength(Tokenizer tokenizer, double trust) {
    List<Integer> lengths = List.of(0, 3, 4, 5, 6, 7, 8, 12, 24, 48);
    List<Double> agreements = List.of(0.0, 0.004, 0.02, 0.1);
    List<List<List<MixtureWeights>>> weights = new ArrayList<>();
    for (int exact = 0; exact < lengths.size(); exact++) {
      List<List<MixtureWeights>> row = new ArrayList<>();
      for (int transposed = 0; transposed < lengths.size(); transposed++) {
        List<MixtureWeights> mixtures = new ArrayList<>();
        for (int agreement = 0; agreement < agreements.size(); agreement++) {
          mixtures.add(
              mixture(
                  exact == 0 ? 0 : 0.2 + 0.02 * exact + 0.03 * agreement,
                  transposed == 0 ? 0 : 0.15 + 0.01 * transposed + 0.04 * agreement));
        }
        row.add(mixtures);
      }
      weights.add(row);
    }
    List<List<MixtureWeights>> loops =
        List.of(
            List.of(MixtureWeights.NETWORK, mixture(0, 0.11)),
            List.of(mixture(0.12, 0), mixture(0.08, 0.06)));
    return new MemoryModel(
        tokenizer, new MemoryWeights(lengths, agreements, weights, loops), trust);
  }

  private static MixtureWeights mixture(double exact, double transposed) {
    return new MixtureWeights(1 - exact - transposed, exact, transposed);
  }

  static MemoryWeights weights(double memory) {
    MixtureWeights exact = new MixtureWeights(1 - memory, memory, 0);
    MixtureWeights transposed = new MixtureWeights(1 - memory, 0, memory);
    MixtureWeights both = new MixtureWeights(1 - memory, memory / 2, memory / 2);
    List<List<MixtureWeights>> table =
        List.of(List.of(MixtureWeights.NETWORK, transposed), List.of(exact, both));
    List<List<List<MixtureWeights>>> byAgreement =
        table.stream().map(row -> row.stream().map(List::of).toList()).toList();
    return new MemoryWeights(List.of(0, 1), List.of(0.0), byAgreement, table);
  }

  /** Returns an even distribution over the vocabulary. */
  static double[] even(Tokenizer tokenizer) {
    int size = tokenizer.vocabulary().size();
    return Collections.nCopies(size, 1.0 / size).stream().mapToDouble(one -> one).toArray();
  }
}
