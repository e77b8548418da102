package io.nocturne.runtime;

/**
 * How exactly a training computes the products of matrices. All else is float32: weights, loss,
 * gradients and the optimiser.
 */
public enum Precision {
  /** In float32. */
  FLOAT32,
  /**
   * Factors and products are rounded to bfloat16, which has the range of float32, so that nothing
   * has to be scaled, and 7 bits for a fraction. For GPUs and for processors that have such
   * products.
   */
  BF16,
  /**
   * Factors and products are rounded to half precision, IEEE 754's binary16: 10 bits for a
   * fraction, and a range from 6e-8 to 65,504, for which the loss is scaled. For GPUs.
   */
  FP16,
  /** Factors are rounded to NVIDIA's TensorFloat-32, with 10 bits for a fraction. For GPUs. */
  TF32
}
