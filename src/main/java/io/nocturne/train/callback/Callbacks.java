package io.nocturne.train.callback;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.ModelView;
import io.nocturne.train.callback.Callback.BatchLog;
import io.nocturne.train.callback.Callback.EpochVerdict;
import io.nocturne.train.callback.Callback.TrainingResult;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A list of callbacks as one, called in order. */
public final class Callbacks implements Callback {
  private final List<Callback> all;

  public Callbacks(List<Callback> all) {
    this.all = new ArrayList<>(List.copyOf(all)); // Without a null.
  }

  /** Adds a callback after the others. */
  public void add(Callback callback) {
    all.add(Objects.requireNonNull(callback, "callback"));
  }

  @Override
  public void trainingStarted(ModelView model, Optional<TrainingProgress> resumed)
      throws IOException {
    for (Callback callback : all) {
      callback.trainingStarted(model, resumed);
    }
  }

  @Override
  public void batchFinished(BatchLog log) throws IOException {
    for (Callback callback : all) {
      callback.batchFinished(log);
    }
  }

  /** Returns the first verdict to stop, if there is one; all callbacks are called in any case. */
  @Override
  public EpochVerdict epochFinished(EpochLog log) throws IOException {
    EpochVerdict verdict = EpochVerdict.proceed();
    for (Callback callback : all) {
      EpochVerdict next = callback.epochFinished(log);
      verdict = verdict instanceof EpochVerdict.Stop ? verdict : next;
    }
    return verdict;
  }

  @Override
  public void trainingFinished(TrainingResult result) throws IOException {
    for (Callback callback : all) {
      callback.trainingFinished(result);
    }
  }

  /** Closes every callback, also if one fails; then throws the first failure. */
  @Override
  public void close() throws IOException {
    closeFrom(0);
  }

  @SuppressWarnings("try") // The resource is closed after the body.
  private void closeFrom(int first) throws IOException {
    if (first < all.size()) {
      try (Closeable rest = () -> closeFrom(first + 1)) {
        all.get(first).close();
      }
    }
  }
}
