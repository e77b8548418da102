package io.nocturne.train.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.checkpoint.TrainingProgress.PartialEpoch;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.ModelView;
import io.nocturne.train.callback.Callback.BatchLog;
import io.nocturne.train.callback.Callback.EpochVerdict;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallbacksTest {
  private static final EpochLog EPOCH =
      new EpochLog(0, new BatchLoss(1, 1, 1), new BatchLoss(1, 1, 1), 0.001, 1);

  private final List<String> events = new ArrayList<>();

  @Test
  void areCalledInTheirOrder() throws IOException {
    Callbacks callbacks = new Callbacks(List.of(recorder("a"), recorder("b")));

    callbacks.trainingStarted(UnbuiltModel.INSTANCE, Optional.empty());
    callbacks.batchFinished(new BatchLog(0, BatchLog.Phase.TRAINING, 1, 1, BatchLoss.NONE));
    callbacks.epochFinished(EPOCH);
    callbacks.trainingFinished(new TrainingResult(TrainingOutcome.FINISHED, progress()));
    callbacks.close();

    assertThat(events)
        .containsExactly(
            "a starts",
            "b starts",
            "a batch",
            "b batch",
            "a epoch",
            "b epoch",
            "a ends",
            "b ends",
            "a closes",
            "b closes");
  }

  @Test
  void proceedWhenAllSaySo() throws IOException {
    assertThat(new Callbacks(List.of(recorder("a"), recorder("b"))).epochFinished(EPOCH))
        .isEqualTo(EpochVerdict.proceed());
  }

  @Test
  void goOnWhenThereAreNone() throws IOException {
    assertThat(new Callbacks(List.of()).epochFinished(EPOCH)).isEqualTo(EpochVerdict.proceed());
  }

  @Test
  void stopForTheFirstReasonAndAskTheOthersAllTheSame() throws IOException {
    Callbacks callbacks =
        new Callbacks(List.of(recorder("a"), stopper("first"), stopper("second"), recorder("b")));

    assertThat(callbacks.epochFinished(EPOCH)).isEqualTo(EpochVerdict.stop("first"));
    assertThat(events).containsExactly("a epoch", "b epoch");
  }

  @Test
  void areAllClosedWhenSomeFail() {
    Callbacks callbacks =
        new Callbacks(
            List.of(
                recorder("a"),
                failing(new IOException("first")),
                recorder("b"),
                failing(new IllegalStateException("second")),
                failing(new IOException("third")),
                recorder("c")));

    assertThatThrownBy(callbacks::close)
        .isInstanceOf(IOException.class)
        .hasMessage("first")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("second"))
        .satisfies(
            e ->
                assertThat(e.getSuppressed()[0].getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("third"));
    assertThat(events).containsExactly("a closes", "b closes", "c closes");
  }

  private static TrainingProgress progress() {
    return new TrainingProgress(
        "ckpt-1", Optional.empty(), List.of(EPOCH), PartialEpoch.NONE, Optional.of("done"));
  }

  private static Callback stopper(String reason) {
    return new Callback() {
      @Override
      public EpochVerdict epochFinished(EpochLog log) {
        return EpochVerdict.stop(reason);
      }
    };
  }

  private static <E extends Exception> Callback failing(E failure) {
    return new Callback() {
      @Override
      public void close() throws IOException {
        if (failure instanceof IOException e) {
          throw e;
        }
        throw (RuntimeException) failure;
      }
    };
  }

  private Callback recorder(String name) {
    return new Callback() {
      @Override
      public void trainingStarted(ModelView model, Optional<TrainingProgress> resumed) {
        events.add(name + " starts");
      }

      @Override
      public void batchFinished(BatchLog log) {
        events.add(name + " batch");
      }

      @Override
      public EpochVerdict epochFinished(EpochLog log) {
        events.add(name + " epoch");
        return EpochVerdict.proceed();
      }

      @Override
      public void trainingFinished(TrainingResult result) {
        events.add(name + " ends");
      }

      @Override
      public void close() {
        events.add(name + " closes");
      }
    };
  }
}
