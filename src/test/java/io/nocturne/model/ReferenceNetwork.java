package io.nocturne.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network by its definition, in plain Java and float64: what the graph has to agree with.
 * Shares nothing with it but the weights' names and layout.
 */
final class ReferenceNetwork {
  private static final double DIFFERENCE = 1e-5;

  private final ModelSpec spec;
  private final TokenIds ids;
  private final Map<String, double[]> weights = new LinkedHashMap<>();

  ReferenceNetwork(ModelSpec spec, TokenIds ids, Map<String, float[]> weights) {
    this.spec = spec;
    this.ids = ids;
    weights.forEach((name, values) -> this.weights.put(name, toDoubles(values)));
  }

  /** The weights by name, in float64; changing them changes the network. */
  Map<String, double[]> weights() {
    return weights;
  }

  /** Logits after each position predicted: one for LAST, the window's for EVERY. */
  List<double[]> logits(int[] window) {
    List<double[]> features = new ArrayList<>();
    double[] table = weights.get("embedding/embeddings");
    for (int id : window) {
      features.add(Arrays.copyOfRange(table, id * spec.embedding(), (id + 1) * spec.embedding()));
    }
    List<Boolean> masked =
        Arrays.stream(window).mapToObj(id -> spec.maskPadding() && id == ids.pad()).toList();
    List<double[]> forward = List.of();
    List<double[]> backward = Collections.nCopies(window.length, new double[0]);
    for (int layer = 0; layer < spec.layers(); layer++) {
      if (spec.directions() == Directions.BOTH) {
        forward = gru("bidirectional_" + layer + "/forward", features, masked);
        backward =
            reversed(
                gru("bidirectional_" + layer + "/backward", reversed(features), reversed(masked)));
      } else {
        forward = gru("gru_" + layer, features, masked);
      }
      features = new ArrayList<>();
      for (int step = 0; step < window.length; step++) {
        double[] states = concat(forward.get(step), backward.get(step));
        boolean zero = masked.get(step) && spec.directions() == Directions.BOTH;
        features.add(zero ? new double[states.length] : states);
      }
    }
    if (spec.targets() == Targets.LAST) {
      features = List.of(concat(forward.get(window.length - 1), backward.get(0)));
    }
    double[] kernel = weights.get("dense/kernel");
    return features.stream().map(x -> affine(x, kernel, weights.get("dense/bias"), 0)).toList();
  }

  /** The loss of rows of window + 1 ids. */
  BatchLoss loss(int[] batch) {
    int width = spec.window() + 1;
    BatchLoss loss = BatchLoss.NONE;
    for (int start = 0; start < batch.length; start += width) {
      List<double[]> logits = logits(Arrays.copyOfRange(batch, start, start + spec.window()));
      for (int i = 0; i < logits.size(); i++) {
        int target = batch[start + width - logits.size() + i];
        if (target != ids.pad()) {
          double[] probabilities = softmax(logits.get(i));
          long right = argMax(probabilities) == target ? 1 : 0;
          loss = loss.plus(new BatchLoss(-Math.log(probabilities[target]), right, 1));
        }
      }
    }
    return loss;
  }

  /** The gradient of the batch's mean loss by central differences. */
  Map<String, double[]> gradients(int[] batch) {
    Map<String, double[]> gradients = new LinkedHashMap<>();
    weights.forEach(
        (name, values) -> {
          double[] gradient = new double[values.length];
          for (int i = 0; i < values.length; i++) {
            double value = values[i];
            values[i] = value + DIFFERENCE;
            double above = loss(batch).loss();
            values[i] = value - DIFFERENCE;
            double below = loss(batch).loss();
            values[i] = value;
            gradient[i] = (above - below) / (2 * DIFFERENCE);
          }
          gradients.put(name, gradient);
        });
    return gradients;
  }

  static double[] softmax(double[] logits) {
    double max = Arrays.stream(logits).max().orElseThrow();
    double[] powers = Arrays.stream(logits).map(logit -> Math.exp(logit - max)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  /** The states after each input of a GRU with reset_after, gates z, r, h; they stay if masked. */
  private List<double[]> gru(String name, List<double[]> inputs, List<Boolean> masked) {
    double[] kernel = weights.get(name + "/kernel");
    double[] recurrentKernel = weights.get(name + "/recurrent_kernel");
    double[] bias = weights.get(name + "/bias");
    int units = bias.length / 6;
    List<double[]> states = new ArrayList<>();
    double[] state = new double[units];
    for (int step = 0; step < inputs.size(); step++) {
      double[] x = affine(inputs.get(step), kernel, bias, 0);
      double[] s = affine(state, recurrentKernel, bias, 3 * units);
      double[] next = new double[units];
      for (int i = 0; i < units; i++) {
        double z = sigmoid(x[i] + s[i]);
        double r = sigmoid(x[units + i] + s[units + i]);
        double candidate = Math.tanh(x[2 * units + i] + r * s[2 * units + i]);
        next[i] = z * state[i] + (1 - z) * candidate;
      }
      state = masked.get(step) ? state : next;
      states.add(state);
    }
    return states;
  }

  /** x·W + b; W row-major [x, n], and n values of the biases from an offset on. */
  private static double[] affine(double[] x, double[] kernel, double[] bias, int offset) {
    int columns = kernel.length / x.length;
    double[] y = Arrays.copyOfRange(bias, offset, offset + columns);
    for (int row = 0; row < x.length; row++) {
      for (int column = 0; column < columns; column++) {
        y[column] += x[row] * kernel[row * columns + column];
      }
    }
    return y;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static int argMax(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private static <T> List<T> reversed(List<T> values) {
    List<T> reversed = new ArrayList<>(values);
    Collections.reverse(reversed);
    return reversed;
  }

  private static double[] concat(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
