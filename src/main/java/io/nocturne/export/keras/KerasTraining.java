package io.nocturne.export.keras;

import io.nocturne.model.AdamSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The training of a Keras model: the arguments of {@code compile}.
 *
 * @param adam the optimizer; empty if the model was not compiled, or if nocturne does not support
 *     its optimizer, as a note then says
 * @param ignoredClass the token that is never a target, the loss's {@code ignore_class}
 * @param notes the differences to a training in nocturne, a sentence each that names the layer or
 *     the setting
 */
public record KerasTraining(Optional<AdamSpec> adam, OptionalInt ignoredClass, List<String> notes) {

  public KerasTraining {
    notes = List.copyOf(notes);
    if (ignoredClass.isPresent() && ignoredClass.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "ignored class must be at least 0, was " + ignoredClass.getAsInt());
    }
  }

  /** Returns a training with Adam that ignores the padding. */
  public static KerasTraining with(AdamSpec adam, int pad) {
    return new KerasTraining(Optional.of(adam), OptionalInt.of(pad), List.of());
  }
}
