package io.nocturne.evaluate;

import io.nocturne.checkpoint.CheckpointWriter;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.Corpus;
import io.nocturne.memory.FittedMemory;
import io.nocturne.memory.MemoryFitter;
import io.nocturne.model.Context;
import io.nocturne.model.InferenceModel;
import io.nocturne.runtime.Precision;
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
    try (CheckpointWriter writer = run.write()) { // From here on no training replaces the best.
      Path best = run.checkpoints().best();
      if (run.checkpoints().memory().filter(old -> best.endsWith(old.checkpoint())).isEmpty()) {
        writer.save(fit(run, corpus, best.getFileName().toString()));
      }
    }
  }

  private static FittedMemory fit(RunFolder run, Corpus corpus, String checkpoint)
      throws IOException {
    TrainSpec spec = TrainSpec.of(run);
    Context context = spec.partContext();
    try (InferenceModel model = run.openBest(spec.session().with(Precision.FLOAT32))) {
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
      MemoryFitter fitter = new MemoryFitter();
      music
          .predictions(model)
          .forEach((target, probabilities) -> music.observe(fitter, target, probabilities));
      return fitter.fit(checkpoint);
    }
  }
}
