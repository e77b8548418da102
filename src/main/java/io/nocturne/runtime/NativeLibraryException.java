package io.nocturne.runtime;

/** TensorFlow's native library cannot be had; the message names the folder and what to do. */
public final class NativeLibraryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** For this reason. */
  public NativeLibraryException(String message) {
    super(message);
  }

  /** For this reason, which has a cause. */
  public NativeLibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
