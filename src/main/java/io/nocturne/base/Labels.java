package io.nocturne.base;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The names of enum constants as files, options and pages show them. */
public final class Labels {
  private Labels() {}

  /** Returns a constant's name in lower case: {@code PITCH_RANGE} is {@code pitch_range}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the constant of a name as {@link #of} gives it; empty if there is none. */
  public static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(name))
        .findFirst();
  }

  /** Returns a constant's name as options have it: {@code C_MAJOR} is {@code c-major}. */
  public static String hyphenated(Enum<?> constant) {
    return of(constant).replace('_', '-');
  }
}
