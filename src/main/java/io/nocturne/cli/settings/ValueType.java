package io.nocturne.cli.settings;

import io.nocturne.base.Labels;
import io.nocturne.base.Numbers;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The type of a setting's value: its text form and the allowed values.
 *
 * @param placeholder the placeholder in help, such as N, DIR or on|off; empty for a switch, which
 *     takes no value on the command line
 * @param allowed the allowed values, in words that complete "must be", such as "a whole number from
 *     1 to 10"
 * @param reader converts text to a value; returns empty for text that is not an allowed value
 * @param writer converts a value to text for the reader
 * @param <T> the value in Java
 */
public record ValueType<T>(
    String placeholder,
    String allowed,
    Function<String, Optional<T>> reader,
    Function<T, String> writer) {

  /** The maximum length of a list of choices as placeholder; longer ones follow the description. */
  private static final int MAX_CHOICE_LENGTH = 16;

  /**
   * Returns true or false: given or not on the command line, {@code true} or {@code false} in a
   * file.
   */
  public static ValueType<Boolean> flag() {
    return new ValueType<>(
        "",
        "true or false",
        text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            },
        String::valueOf);
  }

  /**
   * Reads a text for {@link #reader}.
   *
   * @param parser throws an {@link IllegalArgumentException} for a text that is not allowed
   * @return empty for such a text
   */
  public static <T> Optional<T> parsed(Function<String, T> parser, String text) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns whole numbers from {@code low} to {@code high}, both included. */
  public static ValueType<Integer> wholeNumber(int low, int high) {
    return new ValueType<>(
        "N",
        wholeRange(low, high),
        text -> whole(text, low, high).map(Long::intValue),
        String::valueOf);
  }

  /** Returns 64-bit whole numbers from {@code low} to {@code high}, both included. */
  public static ValueType<Long> bigNumber(long low, long high) {
    return new ValueType<>(
        "N", wholeRange(low, high), text -> whole(text, low, high), String::valueOf);
  }

  /** Returns numbers from {@code low} to {@code high}, both included. */
  public static ValueType<Double> number(double low, double high) {
    String range =
        high == Double.MAX_VALUE
            ? "a number, at least " + Numbers.plain(low)
            : "a number from " + Numbers.plain(low) + " to " + Numbers.plain(high);
    return real(range, x -> x >= low && x <= high);
  }

  /** Returns numbers from {@code low} to less than {@code limit}. */
  public static ValueType<Double> numberBelow(double low, double limit) {
    return real(
        "a number from " + Numbers.plain(low) + " to less than " + Numbers.plain(limit),
        x -> x >= low && x < limit);
  }

  /** Returns finite numbers above {@code low}. */
  public static ValueType<Double> numberAbove(double low) {
    return real("a number above " + Numbers.plain(low), x -> x > low);
  }

  /** Returns paths of files and folders, which need not exist. */
  public static ValueType<Path> path(String placeholder) {
    return new ValueType<>(placeholder, "a path", ValueType::pathOf, Path::toString);
  }

  /** Returns texts that are not blank. */
  public static ValueType<String> text(String placeholder) {
    return new ValueType<>(
        placeholder,
        "some text",
        text -> text.isBlank() ? Optional.empty() : Optional.of(text),
        Function.identity());
  }

  /**
   * Returns a choice of names.
   *
   * @param placeholder the placeholder in help, if the list of names is too long
   */
  public static ValueType<String> choice(String placeholder, List<String> names) {
    Map<String, String> choices = new LinkedHashMap<>();
    names.forEach(name -> choices.put(name, name));
    return choice(placeholder, choices);
  }

  /**
   * Returns a choice of an enum's constants, written in lower case with dashes: {@code LAST_ONLY},
   * last-only.
   */
  public static <E extends Enum<E>> ValueType<E> choice(String placeholder, Class<E> type) {
    return choice(placeholder, type, ValueType::nameOf);
  }

  /** Returns a choice of an enum's constants under other names. */
  public static <E extends Enum<E>> ValueType<E> choice(
      String placeholder, Class<E> type, Function<E, String> names) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(names.apply(constant), constant);
    }
    ValueType<E> named = choice(placeholder, choices);
    return new ValueType<>(named.placeholder, named.allowed, named.reader, names);
  }

  /** Returns lists of an enum's constants, separated by commas, each at most once, in any order. */
  public static <E extends Enum<E>> ValueType<List<E>> choices(String placeholder, Class<E> type) {
    ValueType<E> one = choice(placeholder, type);
    List<String> names = Arrays.stream(type.getEnumConstants()).map(ValueType::nameOf).toList();
    return new ValueType<>(
        placeholder,
        "some of %s, separated by commas".formatted(String.join(", ", names)),
        text -> all(text, one).map(read -> read.stream().distinct().toList()),
        chosen -> chosen.stream().map(one.writer()).collect(Collectors.joining(",")));
  }

  /** Returns lists of values of this type, one or more, separated by commas. */
  public ValueType<List<T>> list() {
    return new ValueType<>(
        placeholder + ",...",
        allowed + ", or several, separated by commas",
        text -> all(text, this),
        values -> values.stream().map(writer).collect(Collectors.joining(",")));
  }

  /** Returns this type with another placeholder in help. */
  public ValueType<T> as(String otherPlaceholder) {
    return new ValueType<>(otherPlaceholder, allowed, reader, writer);
  }

  /** Returns this type, with a word for one of the values. */
  public ValueType<T> called(String word, T value) {
    return new ValueType<>(
        placeholder + "|" + word,
        allowed + ", or " + word,
        text -> text.equals(word) ? Optional.of(value) : reader.apply(text),
        other -> other.equals(value) ? word : writer.apply(other));
  }

  ValueType<Optional<T>> optional() {
    return new ValueType<>(
        placeholder,
        allowed,
        text -> {
          Optional<T> value = reader.apply(text);
          return value.isPresent() ? Optional.of(value) : Optional.empty();
        },
        value -> value.map(writer).orElse(""));
  }

  private static <T> Optional<List<T>> all(String text, ValueType<T> type) {
    List<Optional<T>> read = Arrays.stream(text.split(",", -1)).map(type.reader()).toList();
    return read.stream().allMatch(Optional::isPresent)
        ? Optional.of(read.stream().flatMap(Optional::stream).toList())
        : Optional.empty();
  }

  private static <T> ValueType<T> choice(String placeholder, Map<String, T> choices) {
    String names = String.join("|", choices.keySet());
    return new ValueType<>(
        names.length() <= MAX_CHOICE_LENGTH ? names : placeholder,
        alternatives(List.copyOf(choices.keySet())),
        text -> Optional.ofNullable(choices.get(text)),
        Object::toString);
  }

  private static String nameOf(Enum<?> constant) {
    return Labels.hyphenated(constant);
  }

  private static String alternatives(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static String wholeRange(long low, long high) {
    if (low == Long.MIN_VALUE && high == Long.MAX_VALUE) {
      return "a whole number of at most 64 bits";
    }
    boolean open = high == Integer.MAX_VALUE || high == Long.MAX_VALUE;
    return open ? "a whole number, at least " + low : "a whole number from " + low + " to " + high;
  }

  private static Optional<Long> whole(String text, long low, long high) {
    try {
      long value = Long.parseLong(text);
      return value < low || value > high ? Optional.empty() : Optional.of(value);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static ValueType<Double> real(String allowed, Function<Double, Boolean> test) {
    return new ValueType<>("X", allowed, text -> finite(text).filter(test::apply), Numbers::plain);
  }

  private static Optional<Double> finite(String text) {
    // Double.parseDouble also accepts "1d", "0x1p3" and surrounding spaces, which are mistakes
    // here.
    if (!text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      return Optional.empty();
    }
    return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
  }

  private static Optional<Path> pathOf(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
