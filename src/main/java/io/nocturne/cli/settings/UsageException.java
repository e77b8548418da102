package io.nocturne.cli.settings;

import io.nocturne.base.UserError;

/**
 * An invalid command line or configuration file. The message is one line for the user: it names the
 * option or key, the value found and the values allowed.
 */
public final class UsageException extends RuntimeException implements UserError {

  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
