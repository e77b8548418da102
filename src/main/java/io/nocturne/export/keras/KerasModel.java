package io.nocturne.export.keras;

import io.nocturne.base.Require;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelState;
import java.util.Optional;

/**
 * What a Keras archive holds.
 *
 * @param spec the network
 * @param vocabularySize how many tokens it reads and predicts, at least 2
 * @param state its weights under nocturne's names, and the optimiser's state if it has stepped
 * @param training how it is trained
 * @param vocabulary the content of {@code vocabulary.json}, if it travels in the archive; Keras
 *     leaves it out when it saves the model again
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
      throw new IllegalArgumentException(
          "training must have adam where the state has it, had none");
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

  /** How many numbers its weights are. */
  long weightCount() {
    return Weight.all(spec, vocabularySize).stream().mapToLong(Weight::size).sum();
  }
}
