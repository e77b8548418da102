package io.nocturne.runtime;

import java.util.OptionalInt;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TFE_CustomDeviceTensorHandle.Dim_Pointer_int_TF_Status;

/**
 * A function of the libraries of this process, which Java 17 cannot call by itself.
 *
 * <p>Some functions are not part of TensorFlow's C interface, and TF Java 1.1 binds only that.
 */
final class NativeFunction {
  private NativeFunction() {}

  /**
   * Calls a function by its symbol.
   *
   * @return its result, or empty if there is no function of that name
   */
  static OptionalInt call(String symbol, Pointer first, int second) {
    NativeLibrary.load(); // Only then does JavaCPP find functions of other libraries.
    Pointer address = Loader.addressof(symbol);
    if (address == null || address.isNull()) {
      return OptionalInt.empty();
    }
    try (PointerPointer<Pointer> table = new PointerPointer<>(1)) {
      table.put(address);
      // The call of this type passes a pointer and an int.
      return OptionalInt.of((int) new Dim_Pointer_int_TF_Status(table).call(first, second, null));
    }
  }

  /** Returns a number as a pointer. */
  static Pointer word(int number) {
    return new Word(number);
  }

  private static final class Word extends Pointer {
    Word(int number) {
      address = number;
    }
  }
}
