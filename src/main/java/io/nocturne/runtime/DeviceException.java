package io.nocturne.runtime;

/** The machine or this build lacks what was asked for; the message says what to do. */
public final class DeviceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The reason in one sentence. */
  public DeviceException(String message) {
    super(message);
  }
}
