package io.nocturne.model;

import io.nocturne.base.Require;

/**
 * The settings of Keras's Adam.
 *
 * @param learningRate above 0
 * @param beta1 decay of the mean of the gradients, 0 to below 1
 * @param beta2 decay of the mean of their squares, 0 to below 1
 * @param epsilon added to the root of that mean, above 0
 * @param clipNorm maximum global norm of the gradients; 0 leaves them unchanged
 */
public record AdamSpec(
    double learningRate, double beta1, double beta2, double epsilon, double clipNorm) {

  /** Keras's defaults. */
  public static final AdamSpec KERAS = new AdamSpec(1e-3, 0.9, 0.999, 1e-7, 0);

  public AdamSpec {
    requirePositive("learning rate", learningRate);
    Require.fractionBelowOne("beta 1", beta1);
    Require.fractionBelowOne("beta 2", beta2);
    requirePositive("epsilon", epsilon);
    if (!(clipNorm >= 0 && Double.isFinite(clipNorm))) {
      throw new IllegalArgumentException("clip norm must be 0 or more, was " + clipNorm);
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must be above 0, was " + value);
    }
  }
}
