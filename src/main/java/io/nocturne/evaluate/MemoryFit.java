package io.nocturne.evaluate;

import io.nocturne.checkpoint.CheckpointWriter;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.Corpus;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.memory.FittedMemory;
import io.nocturne.memory.MemoryFitter;
import io.nocturne.memory.MemoryModel;
import io.nocturne.memory.SuggestionReader;
import io.nocturne.model.Context;
import io.nocturne.model.InferenceModel;
import io.nocturne.runtime.Precision;
import io.nocturne.token.Tokenizer;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.nio.file.Path;

/** Fits the memory of a run to its validation part, from which the network has not learned. */
public final class MemoryFit {
  private MemoryFit() {}

  /**
   * Fits the memory of a run whose training is finished and saves it, unless it has been fitted to
   * its best weights before.
   *
   * @param corpus that the run was trained on
   * @throws IOException if the weights cannot be read or the memory cannot be written
   */
  public static void ensure(Path folder, Corpus corpus) throws IOException {
    RunFolder run = RunFolder.open(folder);
    Path best = run.checkpoints().best();
    if (run.checkpoints().memory().filter(old -> best.endsWith(old.checkpoint())).isPresent()) {
      return;
    }
    TrainSpec spec = TrainSpec.of(run);
    Context context =
        spec.data().split() == SplitSpec.By.WINDOW ? Context.WINDOW : run.model().context();
    try (CheckpointWriter writer = run.write();
        InferenceModel model = run.openBest(spec.session().with(Precision.FLOAT32))) {
      TargetSpec targets = TargetSpec.of(run);
      EvaluatedMusic music =
          EvaluatedMusic.of(
              run,
              spec.split(corpus).validation(),
              spec.windows().leadingPads(),
              context,
              context == Context.PIECE
                  ? targets
                  : targets.last(Math.min(spec.data().stride(), run.model().window() / 2)));
      writer.save(
          fit(music, music.predictions(model), run.tokenizer(), best.getFileName().toString()));
    }
  }

  /**
   * Fits a memory to predictions.
   *
   * @param model the name of the model that they are of
   */
  static FittedMemory fit(
      EvaluatedMusic music, Predictions predictions, Tokenizer tokenizer, String model) {
    MemoryModel memory = MemoryModel.unfitted(tokenizer);
    SuggestionReader suggestions = music.suggestions(piece -> memory);
    MemoryFitter fitter = new MemoryFitter();
    predictions.forEach(
        (target, probabilities) ->
            fitter.add(
                target.piece(),
                suggestions.before(target.piece(), target.place()),
                target.id(),
                probabilities));
    return fitter.fit(model);
  }
}
