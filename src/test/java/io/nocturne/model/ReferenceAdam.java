package io.nocturne.model;

import io.nocturne.model.OptimizerSpec.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keras's Adam with global-norm clipping in plain Java and float64. The settings are rounded to
 * float32 as in the graph: 1 − 0.999f is off by 5e-5 of itself, and that is Keras's result, too.
 */
final class ReferenceAdam {
  private final OptimizerSpec spec;
  private final Map<String, double[]> means = new LinkedHashMap<>();
  private final Map<String, double[]> squares = new LinkedHashMap<>();
  private int steps;

  ReferenceAdam(OptimizerSpec spec) {
    this.spec = spec;
  }

  /** Changes the weights by one step. */
  void step(Map<String, double[]> weights, Map<String, double[]> gradients) {
    steps++;
    double beta1 = (float) spec.get(Parameter.BETA_1);
    double beta2 = (float) spec.get(Parameter.BETA_2);
    double epsilon = (float) spec.get(Parameter.EPSILON);
    double rate =
        (float) spec.get(Parameter.LEARNING_RATE)
            * Math.sqrt(1 - Math.pow(beta2, steps))
            / (1 - Math.pow(beta1, steps));
    double scale = scale(gradients);
    weights.forEach(
        (name, weight) -> {
          double[] mean = means.computeIfAbsent(name, n -> new double[weight.length]);
          double[] square = squares.computeIfAbsent(name, n -> new double[weight.length]);
          for (int i = 0; i < weight.length; i++) {
            double gradient = scale * gradients.get(name)[i];
            mean[i] = beta1 * mean[i] + (1 - beta1) * gradient;
            square[i] = beta2 * square[i] + (1 - beta2) * gradient * gradient;
            weight[i] -= rate * mean[i] / (Math.sqrt(square[i]) + epsilon);
          }
        });
  }

  private double scale(Map<String, double[]> gradients) {
    double norm =
        Math.sqrt(
            gradients.values().stream().flatMapToDouble(Arrays::stream).map(g -> g * g).sum());
    double limit = spec.get(Parameter.CLIP_NORM);
    return limit == 0 || norm <= limit ? 1 : limit / norm;
  }
}
