package io.nocturne.train.tensorboard;

import com.google.protobuf.ByteString;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.checkpoint.TrainingProgress.PartialEpoch;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.corpus.FileReport;
import io.nocturne.corpus.FileReport.FileDiagnostic;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.PrepareReport;
import io.nocturne.dataset.Split;
import io.nocturne.input.FilePlace.InMidi;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.ModelView;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.callback.Callback.BatchLog;
import io.nocturne.train.callback.Callback.BatchLog.Phase;
import io.nocturne.train.tensorboard.TensorBoardLog.LoggedRun;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Made-up trainings of ten steps an epoch. */
final class Trainings {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  static final ByteString GRAPH = ByteString.copyFromUtf8("a graph");
  static final int STEPS = 10;

  private Trainings() {}

  /** Returns a network of two weights after a number of steps. */
  static ModelView model(long iterations) {
    return new FakeModel(
        iterations,
        Map.of("embedding/embeddings", new float[] {1, 2, 3, 4}, "dense/bias", new float[] {0, 0}),
        Map.of("embedding/embeddings", 3f, "dense/bias", 4f));
  }

  /** Returns the start of a process that resumes after a number of steps. */
  static TrainingStart start(long iterations, Optional<TrainingProgress> resumed) {
    return new TrainingStart(model(iterations), resumed, CLOCK);
  }

  static EpochLog epoch(int epoch) {
    return new EpochLog(
        epoch, new BatchLoss(400, 3, 100), new BatchLoss(90 + epoch, 1, 20), 0.001, 1.5);
  }

  /** A step of an epoch: 10 targets of loss 4 each, one of them right. */
  static BatchLog step(int epoch, int batch) {
    BatchLoss soFar = new BatchLoss(40.0 * batch, batch, 10L * batch);
    return new BatchLog(epoch, Phase.TRAINING, batch, STEPS, soFar);
  }

  /** Returns the progress of a run after a number of epochs. */
  static Optional<TrainingProgress> after(int epochs) {
    return Optional.of(progress("ckpt-" + epochs, epochs, PartialEpoch.NONE));
  }

  /** Returns the progress of a run that was interrupted within an epoch. */
  static Optional<TrainingProgress> after(int epochs, int batches) {
    PartialEpoch partial = new PartialEpoch(batches, step(epochs, batches).soFar(), 1);
    return Optional.of(progress("ckpt-" + epochs + "-" + batches, epochs, partial));
  }

  private static TrainingProgress progress(String checkpoint, int epochs, PartialEpoch partial) {
    List<EpochLog> logs = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      logs.add(epoch(epoch));
    }
    return new TrainingProgress(checkpoint, Optional.empty(), logs, partial, Optional.empty());
  }

  /** The paper's network on the embedded corpus, and a report of files that are not its. */
  static LoggedRun run() throws IOException {
    TrainSpec spec = TrainSpec.paper();
    CorpusInfo corpus = new CorpusInfo("a corpus", "f00d", 2, 1230);
    RunInfo info =
        new RunInfo("test", "2.18.0", "2026-01-01T00:00:00Z", Optional.of(corpus), spec.toJson());
    Split split = spec.split(EmbeddedCorpus.corpus());
    PrepareReport report =
        new PrepareReport(
            2,
            1230,
            1230,
            List.of(
                new FileReport("a.mid", Status.READ, 1200, List.of()),
                new FileReport(
                    "b|c.mid",
                    Status.REPAIRED,
                    30,
                    List.of(
                        new FileDiagnostic(
                            Optional.of(new InMidi(99, 2)), "track 2 ends 12 bytes early")))));
    return new LoggedRun(info, PitchTokenizer.piano(), split, Optional.of(report));
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record FakeModel(
      long iterations, Map<String, float[]> weights, Map<String, Float> gradientNorms)
      implements ModelView {

    @Override
    public long weightCount() {
      return 6;
    }

    @Override
    public byte[] graphDef() {
      return GRAPH.toByteArray();
    }

    @Override
    public float[][] logits(int[][] windows) {
      throw new UnsupportedOperationException("this network predicts nothing");
    }
  }
}
