package io.nocturne.runtime;

/**
 * NVIDIA's TensorFloat-32: products of float32 numbers that use 10 bits of the fraction.
 *
 * <p>TensorFlow 2.18 computes float32 products in this way on every GPU that can, unless it is
 * disabled, and the function that disables it is not part of the C interface.
 */
final class TensorFloat32 {
  private static final String ENABLE = "_ZN3tsl32enable_tensor_float_32_executionEb";
  private static final String ENABLED = "_ZN3tsl33tensor_float_32_execution_enabledEv";
  private static final int LOW_BYTE = 0xff;

  private TensorFloat32() {}

  /** Allows TensorFloat-32 on GPUs from now on, in the whole process. */
  static void allow() {
    call(ENABLE, 1);
  }

  /** Forbids TensorFloat-32 on GPUs from now on, in the whole process. */
  static void forbid() {
    call(ENABLE, 0);
  }

  /** Returns whether it is allowed. */
  static boolean isAllowed() {
    return (call(ENABLED, 0) & LOW_BYTE) == 1;
  }

  private static int call(String symbol, int argument) {
    return NativeFunction.call(symbol, NativeFunction.word(argument), 0)
        .orElseThrow(
            () -> new IllegalStateException("TensorFlow's library has no function " + symbol));
  }
}
