package io.nocturne.train.tensorboard;

import com.google.protobuf.Value;
import java.util.Objects;

/**
 * A setting that may differ between runs that are compared, and its value in one of them.
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

  /** Creates a hyperparameter with a number. */
  static Hyperparameter of(String name, double value) {
    return new Hyperparameter(name, Value.newBuilder().setNumberValue(value).build());
  }

  /** Creates a hyperparameter with a text. */
  static Hyperparameter of(String name, String value) {
    return new Hyperparameter(name, Value.newBuilder().setStringValue(value).build());
  }

  /** Creates a hyperparameter that is true or false. */
  static Hyperparameter of(String name, boolean value) {
    return new Hyperparameter(name, Value.newBuilder().setBoolValue(value).build());
  }
}
