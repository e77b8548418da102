package io.nocturne.fetch;

import io.nocturne.base.UserError;
import java.io.IOException;
import java.net.URI;

/** A page or file could not be had; the message is a sentence that begins with its address. */
final class FetchException extends IOException implements UserError {
  private static final long serialVersionUID = 1L;

  FetchException(URI address, String problem) {
    super(address + ": " + problem);
  }

  FetchException(URI address, String problem, Throwable cause) {
    super(address + ": " + problem, cause);
  }
}
