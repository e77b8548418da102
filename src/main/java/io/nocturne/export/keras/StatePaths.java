package io.nocturne.export.keras;

import io.nocturne.model.OptimizerSpec;
import java.util.LinkedHashMap;
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
   * @param moments of the weights, such as Adam's, in order; empty before the first step
   * @param pairs whether both of Adam's moments of a weight follow each other; else all means come
   *     first, then all squares, as the moments of other optimizers do
   */
  record OptimizerPaths(
      String group,
      Optional<String> name,
      String iterations,
      Optional<String> learningRate,
      List<String> moments,
      boolean pairs) {

    /**
     * Returns the paths of the optimizer's variables by slot, each with those of the weights in
     * order.
     *
     * @throws RefusedException if the file has another number of them
     */
    Map<String, List<String>> slots(OptimizerSpec optimizer, int weights) {
      List<String> names = optimizer.slots();
      if (names.isEmpty()) {
        return Map.of(); // Keras 2 has moments even for SGD without momentum.
      }
      int expected = names.size() * weights;
      boolean isAdam = names.contains("v");
      // Keras 2.2 and 2.3 has a third list, for AMSGrad.
      boolean third = isAdam && !pairs && moments.size() == 3 * weights;
      if (moments.size() != expected && !third) {
        int others = 1 + (int) learningRate.stream().count();
        throw new RefusedException(
            "%s: must have %d data sets, had %d; save the model again"
                .formatted(group, others + expected, others + moments.size()));
      }
      Map<String, List<String>> slots = new LinkedHashMap<>();
      for (int slot = 0; slot < names.size(); slot++) {
        int first = isAdam && pairs ? slot : slot * weights;
        int step = isAdam && pairs ? names.size() : 1;
        slots.put(
            names.get(slot),
            IntStream.range(0, weights).mapToObj(i -> moments.get(first + i * step)).toList());
      }
      return slots;
    }
  }
}
