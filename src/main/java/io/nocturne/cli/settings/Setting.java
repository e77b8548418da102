package io.nocturne.cli.settings;

import java.util.Optional;
import org.apache.commons.cli.Option;

/**
 * A named, typed value of a command: option {@code --NAME} on the command line and key {@code NAME}
 * in a configuration file.
 *
 * @param <T> its value in Java
 */
public final class Setting<T> {

  private final String name;
  private final Optional<Character> letter;
  private final ValueType<T> type;
  private final String description;
  private final Fallback<T> fallback;

  /** The default value; the setting is required if it has none. */
  private record Fallback<T>(Optional<T> value, String text) {}

  private Setting(
      String name,
      Optional<Character> letter,
      ValueType<T> type,
      String description,
      Fallback<T> fallback) {
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("setting name must be in kebab-case, was " + name);
    }
    if (description.isBlank()) {
      throw new IllegalArgumentException("description of --" + name + " must not be blank");
    }
    this.name = name;
    this.letter = letter;
    this.type = type;
    this.description = description;
    this.fallback = fallback;
  }

  /** Returns a setting with a default, which help shows. */
  public static <T> Setting<T> of(
      String name, ValueType<T> type, T defaultValue, String description) {
    String text = type.writer().apply(defaultValue);
    if (type.reader().apply(text).isEmpty()) {
      throw new IllegalArgumentException(
          "default of --" + name + " must be " + type.allowed() + ", was " + text);
    }
    return new Setting<>(
        name, Optional.empty(), type, description, new Fallback<>(Optional.of(defaultValue), text));
  }

  /** Returns a setting that must be given. */
  public static <T> Setting<T> required(String name, ValueType<T> type, String description) {
    return new Setting<>(
        name, Optional.empty(), type, description, new Fallback<>(Optional.empty(), ""));
  }

  /**
   * Returns a setting that may be left out.
   *
   * @param absent the effect of leaving it out, shown in help as the default, such as "a new one
   *     each run"; may be empty if the description covers it
   */
  public static <T> Setting<Optional<T>> optional(
      String name, ValueType<T> type, String absent, String description) {
    return new Setting<>(
        name,
        Optional.empty(),
        type.optional(),
        description,
        new Fallback<>(Optional.of(Optional.empty()), absent));
  }

  /** Returns a switch, off unless given. */
  public static Setting<Boolean> flag(String name, String description) {
    return new Setting<>(
        name,
        Optional.empty(),
        ValueType.flag(),
        description,
        new Fallback<>(Optional.of(false), ""));
  }

  /** Returns this setting with an additional one-letter option. */
  public Setting<T> orShort(char shortName) {
    return new Setting<>(name, Optional.of(shortName), type, description, fallback);
  }

  /** The name, in kebab-case, without dashes in front. */
  public String name() {
    return name;
  }

  /** Returns the form for messages: {@code --name}. */
  public String option() {
    return "--" + name;
  }

  /** Returns its one-letter option, if it has one. */
  public Optional<Character> letter() {
    return letter;
  }

  public ValueType<T> type() {
    return type;
  }

  /** Returns its description, in a phrase. */
  public String description() {
    return description;
  }

  /** Returns the default; empty for a required setting. */
  public Optional<T> defaultValue() {
    return fallback.value();
  }

  /** Returns the default for help; empty if there is nothing to show. */
  public String defaultText() {
    return fallback.text();
  }

  /** Returns whether it must be given. */
  public boolean isRequired() {
    return fallback.value().isEmpty();
  }

  /** Returns whether it takes no value on the command line. */
  public boolean isFlag() {
    return type.placeholder().isEmpty();
  }

  /**
   * Parses a value that the user wrote.
   *
   * @param source where it was written, such as {@code --units} or {@code small.json: units}
   * @throws UsageException if the text is not an allowed value, naming source, text and rule
   */
  T parse(String source, String text) {
    return type.reader()
        .apply(text)
        .orElseThrow(
            () -> new UsageException(source + " " + quoted(text) + ": must be " + type.allowed()));
  }

  Option toOption() {
    return Option.builder(letter.map(String::valueOf).orElse(null))
        .longOpt(name)
        .desc(description)
        .hasArg(!isFlag())
        .argName(isFlag() ? null : type.placeholder())
        .get();
  }

  private static String quoted(String text) {
    return text.isBlank() ? '"' + text + '"' : text;
  }
}
