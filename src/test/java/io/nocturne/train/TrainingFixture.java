package io.nocturne.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.checkpoint.CheckpointWriter;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.Workers;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokens;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callbacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Small runs for the tests. */
final class TrainingFixture {
  private TrainingFixture() {}

  /** Eight pieces of scales with slips, which a small network learns in a few epochs. */
  static Corpus corpus() {
    Random random = new Random(20261122);
    List<TokenizedPiece> pieces = new ArrayList<>();
    for (int piece = 0; piece < 8; piece++) {
      int[] ids = new int[40];
      ids[0] = random.nextInt(88);
      for (int i = 1; i < ids.length; i++) {
        ids[i] = random.nextInt(10) == 0 ? random.nextInt(88) : (ids[i - 1] + 2) % 88;
      }
      pieces.add(new TokenizedPiece("piece " + piece, "0".repeat(64), Tokens.of(ids)));
    }
    return new Corpus(PitchTokenizer.piano(), pieces);
  }

  /** A tiny network with dropout; the epochs and the learning rate are the test's. */
  static TrainSpec spec(int epochs, double learningRate) {
    TrainSpec paper = TrainSpec.paper();
    return new TrainSpec(
        new ModelSpec(6, 5, 2, 8, 0.2, Targets.LAST),
        OptimizerSpec.ADAM.withLearningRate(learningRate),
        paper.data(),
        new FitSpec(16, epochs, 10, 0, 1, 2, 7),
        new SessionSettings(1, 2));
  }

  static RunFolder begin(Path folder, TrainSpec spec) throws IOException {
    ObjectNode config = spec.toJson();
    CorpusInfo corpus = new CorpusInfo("corpus", corpus().fingerprint(), 8, 320);
    return RunFolder.create(
        folder,
        new RunInfo("test", "2.18.0", "2026-01-01T00:00:00Z", Optional.of(corpus), config),
        PitchTokenizer.piano());
  }

  static TrainJob job(RunFolder run, TrainSpec spec, Callback... callbacks) {
    return new TrainJob(run.path(), run.path(), "corpus", corpus(), spec).with(callbacks);
  }

  static TrainingResult train(RunFolder run, TrainSpec spec, Callback... callbacks)
      throws IOException {
    return train(job(run, spec, callbacks), run);
  }

  /** Trains with the callbacks of the job alone: nothing is logged. */
  static TrainingResult train(TrainJob job, RunFolder run) throws IOException {
    EpochBatches batches =
        EpochBatches.of(job.spec().split(job.corpus()), job.spec(), run.tokenizer());
    try (CheckpointWriter checkpoints = run.write()) {
      return TrainingLoop.train(
          job.spec(),
          new RunStore(run, checkpoints),
          batches,
          Workers.alone(job.spec().session(), job.stopRequested()),
          new Callbacks(job.callbacks()));
    }
  }
}
