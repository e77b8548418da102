package io.nocturne.model;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is made when it is first needed. */
final class Lazy<T> {
  private final Supplier<T> maker;
  private Optional<T> value = Optional.empty();

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  T get() {
    if (value.isEmpty()) {
      value = Optional.of(maker.get());
    }
    return value.get();
  }
}
