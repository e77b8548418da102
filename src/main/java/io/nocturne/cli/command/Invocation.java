package io.nocturne.cli.command;

import io.nocturne.cli.console.Console;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.Settings.Origin;
import io.nocturne.cli.settings.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One call of a command.
 *
 * @param settings the values of its settings
 * @param console where to print
 */
public record Invocation(Settings settings, Console console) {

  /** Returns the value of a setting of the command. */
  public <T> T value(Setting<T> setting) {
    return settings.value(setting);
  }

  /** Returns the value of an optional setting that is a whole number. */
  public OptionalInt wholeNumber(Setting<Optional<Integer>> setting) {
    return value(setting).stream().mapToInt(Integer::intValue).findFirst();
  }

  /** Returns whether the user gave a value, so that it is not the default. */
  public boolean isGiven(Setting<?> setting) {
    return settings.origin(setting) != Origin.DEFAULT;
  }

  /** Returns the text of a value that is not the default. */
  public <T> Optional<String> changedText(Setting<T> setting) {
    T value = value(setting);
    return setting.defaultValue().filter(value::equals).isPresent()
        ? Optional.empty()
        : Optional.of(setting.type().writer().apply(value));
  }

  /** Returns the words that are not options. */
  public List<String> operands() {
    return settings.operands();
  }

  /** Returns the words that are not options, as files or folders. */
  public List<Path> paths() {
    return operands().stream().map(Invocation::path).toList();
  }

  private static Path path(String operand) {
    if (operand.isEmpty()) {
      throw new UsageException("\"\": an empty argument; name a file or folder");
    }
    try {
      return Path.of(operand);
    } catch (InvalidPathException e) {
      throw new UsageException(operand + ": is not a valid file name: " + e.getReason(), e);
    }
  }
}
