package io.nocturne.train.tensorboard;

import com.google.protobuf.Value;
import java.util.Objects;

/**
 * What may differ between runs that are compared, and its value in one of them.
 *
 * @param name the same in all of them; not blank
 * @param value a number, a text, or true or false
 */
record Hyperparameter(String name, Value value) {

  Hyperparameter {
    if (name.isBlank()) {
      throw new IllegalArgumentException("hyperparameter must have a name, was \"" + name + "\"");
    }
    Objects.requireNonNull(value, "value");
  }

  /** A number. */
  static Hyperparameter of(String name, double value) {
    return new Hyperparameter(name, Value.newBuilder().setNumberValue(value).build());
  }

  /** A text. */
  static Hyperparameter of(String name, String value) {
    return new Hyperparameter(name, Value.newBuilder().setStringValue(value).build());
  }

  /** True or false. */
  static Hyperparameter of(String name, boolean value) {
    return new Hyperparameter(name, Value.newBuilder().setBoolValue(value).build());
  }
}
