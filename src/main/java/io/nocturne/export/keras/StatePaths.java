package io.nocturne.export.keras;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The paths of a network's state in a file.
 *
 * @param weights in order
 * @param optimizer empty if the file has none
 */
record StatePaths(Map<Weight, String> weights, Optional<OptimizerPaths> optimizer) {

  /**
   * The paths of an optimizer's variables.
   *
   * @param group that holds them
   * @param name of the optimizer, if the file has it
   * @param iterations the number of steps
   * @param learningRate empty if it is in the configuration alone
   * @param moments of the weights, in order; empty before the first step
   * @param pairs whether both moments of a weight follow each other; else all means come first,
   *     then all squares
   */
  record OptimizerPaths(
      String group,
      Optional<String> name,
      String iterations,
      Optional<String> learningRate,
      List<String> moments,
      boolean pairs) {

    /** Returns the paths of the means of the gradients. */
    List<String> means(int weights) {
      return which(0, weights);
    }

    /** Returns the paths of the means of the squared gradients. */
    List<String> squares(int weights) {
      return which(1, weights);
    }

    private List<String> which(int moment, int weights) {
      // Keras 2.2 and 2.3 has a third list, for AMSGrad.
      if (moments.size() != 2 * weights && (pairs || moments.size() != 3 * weights)) {
        int others = 1 + (int) learningRate.stream().count();
        throw new RefusedException(
            "%s: must have %d data sets, had %d; save the model again"
                .formatted(group, others + 2 * weights, others + moments.size()));
      }
      return IntStream.range(0, weights)
          .mapToObj(i -> moments.get(pairs ? 2 * i + moment : i + moment * weights))
          .toList();
    }
  }
}
