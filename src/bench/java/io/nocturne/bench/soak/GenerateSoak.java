package io.nocturne.bench.soak;

import io.nocturne.Nocturne;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.GenerateJob.Output;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSpec;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Sampler;
import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.token.EvenTiming;
import io.nocturne.train.FitSpec;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.TrainSpec.DataSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Calls {@link Nocturne#generate}, each time from the run's folder, as a service would. */
final class GenerateSoak {
  private static final int NOTES = 4;
  private static final ModelSpec WINDOWS = new ModelSpec(8, 8, 1, 4, 0, Targets.LAST);
  private static final ModelSpec CARRIED =
      new ModelSpec(8, 8, 1, 4, 0, Targets.EVERY).with(Directions.FORWARD);
  private static final DataSpec FEW_WINDOWS =
      new DataSpec(32, WindowSpec.Openings.SKIP, SplitSpec.By.PIECE, SplitSpec.DEFAULT_VALIDATION);

  private GenerateSoak() {}

  /** Trains two tiny networks, one that reads windows and one that carries a state. */
  static void run(int calls, Path work, Recorder recorder) throws IOException {
    List<Path> runs = List.of(train(WINDOWS, work, "windows"), train(CARRIED, work, "carried"));
    for (int call = 0; call < calls; call++) {
      GenerateJob job =
          new GenerateJob(
              RunFolder.open(runs.get(call % runs.size())),
              Optional.empty(),
              new GenerateSpec(NOTES, 1, call, Sampler.ofTemperature(1)),
              EvenTiming.DEFAULT,
              Output.CONTINUATION);
      Nocturne.generate(job, (done, all) -> {});
      recorder.at(call + 1);
    }
  }

  private static Path train(ModelSpec network, Path work, String name) throws IOException {
    Path run = work.resolve("checkpoints").resolve(name);
    TrainSpec spec =
        TrainSpec.paper().with(network).with(FEW_WINDOWS).with(FitSpec.PAPER.withEpochs(1));
    Nocturne.train(
        new TrainJob(
            run,
            work.resolve("tensorboard").resolve(name),
            EmbeddedCorpus.NAME,
            EmbeddedCorpus.corpus(),
            spec));
    return run;
  }
}
