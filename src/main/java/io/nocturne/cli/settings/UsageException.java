package io.nocturne.cli.settings;

import io.nocturne.base.UserError;

/**
 * The command line, or a configuration file it names, asks for something that cannot be done as
 * written. The message is one line for the user: it names the option or key, what was found and
 * what is allowed.
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
