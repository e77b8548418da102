package io.nocturne.export.keras;

import io.nocturne.model.AdamSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a Keras model is trained: what {@code compile} was given.
 *
 * @param adam the optimiser; empty if the model was not compiled, or with one that is not Adam as
 *     nocturne has it, which a note then tells
 * @param ignoredClass the token that is never a target, the loss's {@code ignore_class}
 * @param notes what of the model's training cannot go on here, a sentence each that names the layer
 *     or the setting
 */
public record KerasTraining(Optional<AdamSpec> adam, OptionalInt ignoredClass, List<String> notes) {

  public KerasTraining {
    notes = List.copyOf(notes);
    if (ignoredClass.isPresent() && ignoredClass.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "ignored class must be at least 0, was " + ignoredClass.getAsInt());
    }
  }

  /** Training with Adam that leaves the padding out. */
  public static KerasTraining with(AdamSpec adam, int pad) {
    return new KerasTraining(Optional.of(adam), OptionalInt.of(pad), List.of());
  }
}
