package io.nocturne.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Fits a {@link Gate} to observed tokens: minimizes their mean negative log-likelihood with Adam
 * (Kingma and Ba, 2015), at a learning rate that falls to 0.
 */
final class GateFitter {
  static final int UNITS = 16;

  private static final int BATCH = 256;
  private static final int EPOCHS = 5;
  private static final int MIN_STEPS = 100;
  private static final int MAX_STEPS = 4000;
  private static final double LEARNING_RATE = 0.01;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final double SMALLEST = 1e-12;

  private final List<Standardized> samples;
  private final double[] means = new double[Gate.INPUTS];
  private final double[] deviations = new double[Gate.INPUTS];
  private final double[] weights = new double[Gate.size(UNITS)];
  private final double[] gradients = new double[weights.length];
  private final double[] means1 = new double[weights.length];
  private final double[] means2 = new double[weights.length];
  private final Gate gate = new Gate(weights, UNITS);
  private final Random random = new Random(1);

  /** An observation whose inputs have mean 0 and deviation 1. */
  @SuppressWarnings("ArrayRecordComponent") // It does not leave the class.
  private record Standardized(double network, float[][] inputs, double[] shares, int found) {}

  private GateFitter(List<Observation> observations) {
    measure(observations);
    samples = new ArrayList<>(observations.stream().map(this::standardized).toList());
    for (int i = 0; i < UNITS * Gate.WIDTH; i++) {
      boolean isBias = i % Gate.WIDTH == Gate.INPUTS;
      weights[i] = isBias ? 0 : random.nextGaussian() / Math.sqrt(Gate.INPUTS);
    }
    for (int i = UNITS * Gate.WIDTH; i < weights.length - 1; i++) {
      weights[i] = random.nextGaussian() / UNITS;
    }
  }

  /**
   * Returns the weights of a gate of {@link #UNITS} units.
   *
   * @param observations of tokens before which the memory suggested any, at least one
   */
  static double[] fit(List<Observation> observations) {
    GateFitter fitter = new GateFitter(observations);
    fitter.fit();
    return fitter.unstandardized();
  }

  private void fit() {
    int size = samples.size();
    int batches = (size + BATCH - 1) / BATCH;
    int steps = Math.max(MIN_STEPS, Math.min(MAX_STEPS, EPOCHS * batches));
    for (int step = 0; step < steps; step++) {
      int batch = step % batches;
      if (batch == 0) {
        Collections.shuffle(samples, random);
      }
      List<Standardized> some = samples.subList(batch * BATCH, Math.min(size, (batch + 1) * BATCH));
      Arrays.fill(gradients, 0);
      some.forEach(this::addGradients);
      update(step + 1, LEARNING_RATE * (steps - step) / steps, some.size());
    }
  }

  /** Adds the gradients of the negative log-likelihood of a token. */
  private void addGradients(Standardized one) {
    float[][] evidence = one.inputs();
    double[][] active = new double[evidence.length][UNITS];
    double[] odds = new double[evidence.length];
    double sum = 1;
    for (int i = 0; i < odds.length; i++) {
      odds[i] = one.shares()[i] * gate.factor(evidence[i], active[i]);
      sum += odds[i];
    }
    for (int i = 0; i < odds.length; i++) {
      double found = i == one.found() ? odds[i] / Math.max(SMALLEST, one.network() + odds[i]) : 0;
      addGradients(evidence[i], active[i], odds[i] / sum - found);
    }
  }

  /**
   * Adds the gradients that a suggested token has.
   *
   * @param ofScore the gradient with respect to the logarithm of its odds
   */
  private void addGradients(float[] inputs, double[] active, double ofScore) {
    gradients[gradients.length - 1] += ofScore;
    for (int unit = 0; unit < UNITS; unit++) {
      if (active[unit] > 0) {
        int output = UNITS * Gate.WIDTH + unit;
        int first = unit * Gate.WIDTH;
        gradients[output] += ofScore * active[unit];
        double ofUnit = ofScore * weights[output];
        for (int i = 0; i < Gate.INPUTS; i++) {
          gradients[first + i] += ofUnit * inputs[i];
        }
        gradients[first + Gate.INPUTS] += ofUnit;
      }
    }
  }

  private void update(int step, double rate, int count) {
    double corrected = rate * Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
    for (int i = 0; i < weights.length; i++) {
      double gradient = gradients[i] / count;
      means1[i] += (1 - BETA1) * (gradient - means1[i]);
      means2[i] += (1 - BETA2) * (gradient * gradient - means2[i]);
      weights[i] -= corrected * means1[i] / (Math.sqrt(means2[i]) + EPSILON);
    }
  }

  /** Measures mean and standard deviation of each input; 1 for one that is always the same. */
  private void measure(List<Observation> all) {
    long count = all.stream().mapToInt(one -> one.evidence().length).sum();
    double[] squares = new double[Gate.INPUTS];
    for (Observation one : all) {
      for (float[] inputs : one.evidence()) {
        for (int i = 0; i < Gate.INPUTS; i++) {
          means[i] += inputs[i] / (double) count;
          squares[i] += (double) inputs[i] * inputs[i] / count;
        }
      }
    }
    for (int i = 0; i < Gate.INPUTS; i++) {
      double variance = squares[i] - means[i] * means[i];
      deviations[i] = variance > SMALLEST ? Math.sqrt(variance) : 1;
    }
  }

  private Standardized standardized(Observation one) {
    float[][] inputs = new float[one.evidence().length][Gate.INPUTS];
    double[] shares = new double[inputs.length];
    for (int token = 0; token < inputs.length; token++) {
      shares[token] = Gate.meanShare(one.evidence()[token]);
      for (int i = 0; i < Gate.INPUTS; i++) {
        inputs[token][i] = (float) ((one.evidence()[token][i] - means[i]) / deviations[i]);
      }
    }
    return new Standardized(one.network(), inputs, shares, one.found());
  }

  /** Returns weights that have the same effect on inputs as they are. */
  private double[] unstandardized() {
    double[] plain = weights.clone();
    for (int unit = 0; unit < UNITS; unit++) {
      int first = unit * Gate.WIDTH;
      for (int i = 0; i < Gate.INPUTS; i++) {
        plain[first + i] /= deviations[i];
        plain[first + Gate.INPUTS] -= plain[first + i] * means[i];
      }
    }
    return plain;
  }
}
