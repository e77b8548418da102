package io.nocturne.train;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Several callbacks as one, called in their order. */
final class Callbacks implements Callback {
  private final List<Callback> all;

  Callbacks(List<Callback> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public void trainingStarts(TrainedModel model, Optional<Progress> resumed) throws IOException {
    for (Callback callback : all) {
      callback.trainingStarts(model, resumed);
    }
  }

  @Override
  public void batchEnds(BatchLog log) throws IOException {
    for (Callback callback : all) {
      callback.batchEnds(log);
    }
  }

  /** The first verdict to stop, if there is one; every callback is called all the same. */
  @Override
  public Verdict epochEnds(EpochLog log) throws IOException {
    Verdict verdict = Verdict.goOn();
    for (Callback callback : all) {
      Verdict next = callback.epochEnds(log);
      verdict = verdict instanceof Verdict.Stop ? verdict : next;
    }
    return verdict;
  }

  @Override
  public void trainingEnds(TrainingResult result) throws IOException {
    for (Callback callback : all) {
      callback.trainingEnds(result);
    }
  }

  /** Closes every callback, also if one fails; then throws the first failure. */
  @Override
  public void close() throws IOException {
    Exception failure = null;
    for (Callback callback : all) {
      try {
        callback.close();
      } catch (IOException | RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }
}
