package io.nocturne.runtime;

/**
 * NVIDIA's TensorFloat-32: products of float32 numbers of which 10 bits of the fraction are read.
 *
 * <p>TensorFlow 2.18 computes float32 so on every GPU that can, unless it is told otherwise, and
 * the function that tells it has no name in its C interface.
 */
final class TensorFloat32 {
  private static final String ENABLE = "_ZN3tsl32enable_tensor_float_32_executionEb";
  private static final String ENABLED = "_ZN3tsl33tensor_float_32_execution_enabledEv";
  private static final int LOW_BYTE = 0xff;

  private TensorFloat32() {}

  /** Lets float32 products on GPUs be computed so from now on, in the whole process. */
  static void allow() {
    call(ENABLE, 1);
  }

  /** Has float32 products on GPUs computed in full from now on, in the whole process. */
  static void forbid() {
    call(ENABLE, 0);
  }

  /** Whether they may be computed so. */
  static boolean isAllowed() {
    return (call(ENABLED, 0) & LOW_BYTE) == 1;
  }

  private static int call(String symbol, int argument) {
    return NativeFunction.call(symbol, NativeFunction.word(argument), 0)
        .orElseThrow(
            () -> new IllegalStateException("TensorFlow's library has no function " + symbol));
  }
}
