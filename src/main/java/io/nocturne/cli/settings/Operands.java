package io.nocturne.cli.settings;

import java.util.List;

/**
 * The words of a command that are no options, such as file names.
 *
 * @param placeholder what stands for one in help, such as FILE
 * @param least how many there must be, at least 0
 * @param most how many there may be
 * @param description what they are, in a phrase
 */
public record Operands(String placeholder, int least, int most, String description) {

  public Operands {
    if (least < 0 || most < least) {
      throw new IllegalArgumentException(
          "operands must be at least 0 and at most as many as allowed, were "
              + least
              + " to "
              + most);
    }
  }

  /** A command that takes options alone. */
  public static Operands none() {
    return new Operands("", 0, 0, "");
  }

  /** Exactly one. */
  public static Operands one(String placeholder, String description) {
    return new Operands(placeholder, 1, 1, description);
  }

  /** One or more. */
  public static Operands some(String placeholder, String description) {
    return new Operands(placeholder, 1, Integer.MAX_VALUE, description);
  }

  /** As the usage line shows them: {@code FILE}, {@code [FILE]}, {@code FILE...}; empty if none. */
  public String usage() {
    String word = most > 1 ? placeholder + "..." : placeholder;
    return least == 0 && most > 0 ? "[" + word + "]" : word;
  }

  void check(String command, List<String> given) {
    if (given.size() < least) {
      throw new UsageException(
          command + ": " + placeholder + " is missing: " + description + Syntax.seeHelp(command));
    }
    if (given.size() > most) {
      throw new UsageException(
          command + ": unexpected argument " + given.get(most) + Syntax.seeHelp(command));
    }
  }
}
