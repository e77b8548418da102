package io.nocturne.memory;

import io.nocturne.token.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Memories with simple weights, for tests. */
public final class Memories {
  private Memories() {}

  /** Returns a memory of existing pieces that gives what all views suggest the same weight. */
  public static MemoryModel always(Tokenizer tokenizer, double memory) {
    return MemoryModel.unfitted(tokenizer).with(weights(memory));
  }

  /** Returns the same memory for a piece that is being composed. */
  public static MemoryModel composing(Tokenizer tokenizer, double memory) {
    return new MemoryModel(tokenizer, weights(memory), 1);
  }

  /** Returns a memory that looks at all that is known of a token, by random weights. */
  public static MemoryModel random(Tokenizer tokenizer, double trust) {
    Random random = new Random(3);
    List<List<Double>> hidden = new ArrayList<>();
    List<Double> output = new ArrayList<>();
    for (int unit = 0; unit < 6; unit++) {
      hidden.add(random.doubles(Gate.WIDTH, -0.5, 0.5).boxed().toList());
      output.add(random.nextDouble(-0.5, 0.8));
    }
    output.add(1.0);
    return new MemoryModel(tokenizer, new MemoryWeights(hidden, output, 0.3), trust);
  }

  static MemoryWeights weights(double memory) {
    return new MemoryWeights(
        List.of(Collections.nCopies(Gate.WIDTH, 0.0)),
        List.of(0.0, Math.log(memory / (1 - memory))),
        0.2);
  }

  /** Returns an even distribution over the vocabulary. */
  static double[] even(Tokenizer tokenizer) {
    int size = tokenizer.vocabulary().size();
    return Collections.nCopies(size, 1.0 / size).stream().mapToDouble(one -> one).toArray();
  }
}
