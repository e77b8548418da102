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
 * How a value is written as text and which values are allowed.
 *
 * @param placeholder what stands for the value in help, such as N, DIR or on|off; empty for a
 *     switch, which takes no value on the command line
 * @param allowed completes "must be", such as "a whole number from 1 to 10"
 * @param reader text to value; empty when the text is no allowed value
 * @param writer value to the text that the reader takes
 * @param <T> the value in Java
 */
public record ValueType<T>(
    String placeholder,
    String allowed,
    Function<String, Optional<T>> reader,
    Function<T, String> writer) {

  /** Choices that are longer together are named in the description, not in the option's place. */
  private static final int LONGEST_CHOICE = 16;

  /** True or false: given or not on the command line, {@code true} or {@code false} in a file. */
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

  /** A whole number from {@code low} to {@code high}, both included. */
  public static ValueType<Integer> wholeNumber(int low, int high) {
    return new ValueType<>(
        "N",
        wholeRange(low, high),
        text -> whole(text, low, high).map(Long::intValue),
        String::valueOf);
  }

  /** A whole number from {@code low} to {@code high}, both included, such as a seed. */
  public static ValueType<Long> bigNumber(long low, long high) {
    return new ValueType<>(
        "N", wholeRange(low, high), text -> whole(text, low, high), String::valueOf);
  }

  /** A number from {@code low} to {@code high}, both included. */
  public static ValueType<Double> number(double low, double high) {
    String range =
        high == Double.MAX_VALUE
            ? "a number, at least " + Numbers.plain(low)
            : "a number from " + Numbers.plain(low) + " to " + Numbers.plain(high);
    return real(range, x -> x >= low && x <= high);
  }

  /** A number from {@code low} on that is less than {@code limit}. */
  public static ValueType<Double> numberBelow(double low, double limit) {
    return real(
        "a number from " + Numbers.plain(low) + " to less than " + Numbers.plain(limit),
        x -> x >= low && x < limit);
  }

  /** A finite number above {@code low}. */
  public static ValueType<Double> numberAbove(double low) {
    return real("a number above " + Numbers.plain(low), x -> x > low);
  }

  /** A file or folder, whether or not it exists. */
  public static ValueType<Path> path(String placeholder) {
    return new ValueType<>(placeholder, "a path", ValueType::pathOf, Path::toString);
  }

  /** Any text but none. */
  public static ValueType<String> text(String placeholder) {
    return new ValueType<>(
        placeholder,
        "some text",
        text -> text.isBlank() ? Optional.empty() : Optional.of(text),
        Function.identity());
  }

  /**
   * One of the given names.
   *
   * @param placeholder for help, where the names together are too long to stand for themselves
   */
  public static ValueType<String> choice(String placeholder, List<String> names) {
    Map<String, String> choices = new LinkedHashMap<>();
    names.forEach(name -> choices.put(name, name));
    return choice(placeholder, choices);
  }

  /**
   * One of an enum's constants, written in lower case with dashes: {@code LAST_ONLY}, last-only.
   */
  public static <E extends Enum<E>> ValueType<E> choice(String placeholder, Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(nameOf(constant), constant);
    }
    return choice(placeholder, choices);
  }

  /** Some of an enum's constants, with commas between, each at most once and in any order. */
  public static <E extends Enum<E>> ValueType<List<E>> choices(String placeholder, Class<E> type) {
    ValueType<E> one = choice(placeholder, type);
    List<String> names = Arrays.stream(type.getEnumConstants()).map(ValueType::nameOf).toList();
    return new ValueType<>(
        placeholder,
        "some of %s with commas between".formatted(String.join(", ", names)),
        text -> {
          List<Optional<E>> read =
              Arrays.stream(text.split(",", -1)).map(one.reader()).distinct().toList();
          return read.stream().allMatch(Optional::isPresent)
              ? Optional.of(read.stream().flatMap(Optional::stream).toList())
              : Optional.empty();
        },
        chosen -> chosen.stream().map(one.writer()).collect(Collectors.joining(",")));
  }

  /** The same values, shown in help by another placeholder. */
  public ValueType<T> as(String otherPlaceholder) {
    return new ValueType<>(otherPlaceholder, allowed, reader, writer);
  }

  /** The same values, one of which also goes by a word and is written by it. */
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

  private static <T> ValueType<T> choice(String placeholder, Map<String, T> choices) {
    String names = String.join("|", choices.keySet());
    return new ValueType<>(
        names.length() <= LONGEST_CHOICE ? names : placeholder,
        alternatives(List.copyOf(choices.keySet())),
        text -> Optional.ofNullable(choices.get(text)),
        value -> value instanceof Enum<?> constant ? nameOf(constant) : value.toString());
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
    // Double.parseDouble also takes "1d", "0x1p3" and surrounding blanks; nobody means those.
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
