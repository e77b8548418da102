package io.nocturne.memory;

import io.nocturne.token.Tokenizer;
import java.util.Collections;
import java.util.List;

/** Memories with simple weights, for tests. */
public final class Memories {
  private Memories() {}

  /** Returns a memory whose every match has the same weights, exact and transposed each half. */
  public static MemoryModel always(Tokenizer tokenizer, double memory) {
    return new MemoryModel(tokenizer, weights(memory), 1);
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
