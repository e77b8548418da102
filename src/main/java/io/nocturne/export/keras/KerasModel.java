package io.nocturne.export.keras;

import io.nocturne.base.Require;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelState;
import io.nocturne.model.ModelState.OptimizerState;
import io.nocturne.model.OptimizerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The contents of a Keras archive.
 *
 * @param spec the network
 * @param vocabularySize number of tokens that it reads and predicts, at least 2
 * @param state its weights under nocturne's names, and the optimizer's state after the first step
 * @param training its optimizer and loss
 * @param vocabulary the content of {@code vocabulary.json}, if the archive has it; Keras drops it
 *     when it saves the model again
 */
public record KerasModel(
    ModelSpec spec,
    int vocabularySize,
    ModelState state,
    KerasTraining training,
    Optional<String> vocabulary) {

  public KerasModel {
    Require.atLeast("vocabulary size", vocabularySize, 2);
    if (state.optimizer().isPresent() && training.optimizer().isEmpty()) {
      throw new IllegalArgumentException("training must have an optimizer if the state has it");
    }
    Weight.requireAll(spec, vocabularySize, state.weights());
    for (OptimizerState optimizer : state.optimizer().stream().toList()) {
      for (Map<String, float[]> slot : optimizer.slots().values()) {
        Weight.requireAll(spec, vocabularySize, slot);
      }
    }
  }

  /** Returns the number of weights. */
  long weightCount() {
    return Weight.all(spec, vocabularySize).stream().mapToLong(Weight::size).sum();
  }

  /**
   * The training of a Keras model: the arguments of {@code compile}.
   *
   * @param optimizer the optimizer; empty if the model was not compiled, or if nocturne does not
   *     support its optimizer, as a note then says
   * @param ignoredClass the token that is never a target, the loss's {@code ignore_class}
   * @param notes the differences to a training in nocturne, a sentence each that names the layer or
   *     the setting
   */
  public record KerasTraining(
      Optional<OptimizerSpec> optimizer, OptionalInt ignoredClass, List<String> notes) {

    public KerasTraining {
      notes = List.copyOf(notes);
      if (ignoredClass.isPresent() && ignoredClass.getAsInt() < 0) {
        throw new IllegalArgumentException(
            "ignored class must be at least 0, was " + ignoredClass.getAsInt());
      }
    }

    /** Returns a training that ignores the padding. */
    public static KerasTraining with(OptimizerSpec optimizer, int pad) {
      return new KerasTraining(Optional.of(optimizer), OptionalInt.of(pad), List.of());
    }
  }
}
