package io.nocturne.train.callback;

import com.google.protobuf.ByteString;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.PartialEpoch;
import io.nocturne.checkpoint.Progress;
import io.nocturne.model.BatchLoss;
import io.nocturne.train.BatchLog;
import io.nocturne.train.BatchLog.Phase;
import io.nocturne.train.TrainedModel;
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

  /** A network of two weights after so many steps. */
  static TrainedModel model(long iterations) {
    return new FakeModel(
        iterations,
        GRAPH,
        Map.of("embedding/embeddings", new float[] {1, 2, 3, 4}, "dense/bias", new float[] {0, 0}),
        Map.of("embedding/embeddings", 3f, "dense/bias", 4f));
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

  /** A run right after so many epochs. */
  static Optional<Progress> after(int epochs) {
    return Optional.of(progress("ckpt-" + epochs, epochs, PartialEpoch.NONE));
  }

  /** A run that was interrupted within the epoch after so many. */
  static Optional<Progress> after(int epochs, int batches) {
    PartialEpoch partial = new PartialEpoch(batches, step(epochs, batches).soFar(), 1);
    return Optional.of(progress("ckpt-" + epochs + "-" + batches, epochs, partial));
  }

  private static Progress progress(String checkpoint, int epochs, PartialEpoch partial) {
    List<EpochLog> logs = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      logs.add(epoch(epoch));
    }
    return new Progress(checkpoint, Optional.empty(), logs, partial, Optional.empty());
  }

  private record FakeModel(
      long iterations,
      ByteString graphDef,
      Map<String, float[]> weights,
      Map<String, Float> gradientNorms)
      implements TrainedModel {

    @Override
    public long weightCount() {
      return 6;
    }

    @Override
    public float[][] logits(int[][] windows) {
      throw new UnsupportedOperationException("this network predicts nothing");
    }
  }
}
