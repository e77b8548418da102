package io.nocturne.model;

import io.nocturne.runtime.SessionSettings;
import java.util.Random;

/** Small batches and weights, drawn from fixed seeds. */
final class Fixtures {
  static final SessionSettings SETTINGS = SessionSettings.defaults();

  private Fixtures() {}

  /** Rows of window + 1 ids, padding excluded; padding is the last id. */
  static int[] batch(ModelSpec spec, TokenIds ids, int rows) {
    return batch(spec, ids, rows, 17);
  }

  static int[] batch(ModelSpec spec, TokenIds ids, int rows, long seed) {
    return new Random(seed).ints((long) rows * (spec.window() + 1), 0, ids.count() - 1).toArray();
  }

  /**
   * Gives every weight, biases too, a value in ±limit: larger than the initializers', so that the
   * gates leave their linear range.
   */
  static void randomize(TrainingModel model, double limit) {
    Random random = new Random(23);
    model
        .weights()
        .forEach(
            (name, values) -> {
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
              }
              model.setWeight(name, values);
            });
  }
}
