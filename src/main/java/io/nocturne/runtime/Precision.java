package io.nocturne.runtime;

/**
 * The precision of matrix products in training. All else is float32: weights, loss, gradients and
 * the optimizer.
 */
public enum Precision {
  /** Everything is float32. */
  FLOAT32,
  /**
   * Factors and products are rounded to bfloat16, which has the range of float32, so that nothing
   * has to be scaled, and 7 bits for the fraction. It needs a GPU or a processor that has such
   * products.
   */
  BF16,
  /**
   * Factors and products are rounded to half precision, IEEE 754's binary16: 10 bits for the
   * fraction, and a range from 6e-8 to 65,504, for which the loss is scaled. It needs a GPU.
   */
  FP16,
  /**
   * Factors are rounded to NVIDIA's TensorFloat-32, with 10 bits for the fraction. It needs a GPU.
   */
  TF32
}
