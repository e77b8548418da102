package io.nocturne.export.keras;

import io.nocturne.base.Require;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelState;
import java.util.Optional;

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
    if (state.adam().isPresent() && training.adam().isEmpty()) {
      throw new IllegalArgumentException("training must have adam if the state has it");
    }
    Weight.requireAll(spec, vocabularySize, state.weights());
    state
        .adam()
        .ifPresent(
            adam -> {
              Weight.requireAll(spec, vocabularySize, adam.means());
              Weight.requireAll(spec, vocabularySize, adam.squares());
            });
  }

  /** Returns the number of weights. */
  long weightCount() {
    return Weight.all(spec, vocabularySize).stream().mapToLong(Weight::size).sum();
  }
}
