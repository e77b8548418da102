package io.nocturne.cli.settings;

import java.util.List;

/**
 * The words of a command that are not options, such as file names.
 *
 * @param placeholder the placeholder in help, such as FILE
 * @param min the minimum number, at least 0
 * @param max the maximum number
 * @param description a description, in a phrase
 */
public record Operands(String placeholder, int min, int max, String description) {

  public Operands {
    if (min < 0 || max < min) {
      throw new IllegalArgumentException(
          "operands must have a minimum of at least 0 and a maximum of at least the minimum, were "
              + min
              + " to "
              + max);
    }
  }

  /** Returns the operands of a command that takes options alone. */
  public static Operands none() {
    return new Operands("", 0, 0, "");
  }

  /** Returns exactly one operand. */
  public static Operands one(String placeholder, String description) {
    return new Operands(placeholder, 1, 1, description);
  }

  /** Returns one or more operands. */
  public static Operands some(String placeholder, String description) {
    return new Operands(placeholder, 1, Integer.MAX_VALUE, description);
  }

  /**
   * Returns the form for the usage line: {@code FILE}, {@code [FILE]}, {@code FILE...} or empty.
   */
  public String usage() {
    String word = max > 1 ? placeholder + "..." : placeholder;
    return min == 0 && max > 0 ? "[" + word + "]" : word;
  }

  void check(String command, List<String> given) {
    if (given.size() < min) {
      throw new UsageException(
          command + ": " + placeholder + " is missing: " + description + Syntax.seeHelp(command));
    }
    if (given.size() > max) {
      throw new UsageException(
          command + ": unexpected argument " + given.get(max) + Syntax.seeHelp(command));
    }
  }
}
