package io.nocturne.cli.settings;

import io.nocturne.base.UserError;
import java.util.List;

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

  /**
   * Returns the exception for a command that does not exist; it suggests the one that was meant.
   *
   * @param typed what the user wrote
   * @param commands the names of all commands
   */
  public static UsageException ofUnknownCommand(String typed, List<String> commands) {
    String hint = Suggestion.hint(typed, "", commands);
    return new UsageException(
        "unknown command " + typed + (hint.isEmpty() ? "; see nocturne --help" : hint));
  }
}
