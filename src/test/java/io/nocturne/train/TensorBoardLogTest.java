package io.nocturne.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.PartialEpoch;
import io.nocturne.checkpoint.Progress;
import io.nocturne.model.BatchLoss;
import io.nocturne.tfrecord.TfRecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog.SessionStatus;
import org.tensorflow.proto.Summary;

class TensorBoardLogTest {
  private static final ByteString GRAPH = ByteString.copyFromUtf8("a graph");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void writesTheTagsOfKerasWithEpochsFromZero() throws IOException {
    log(Optional.empty(), epoch(0), epoch(1));

    assertThat(scalars("train"))
        .containsExactly(
            Tuple.tuple("epoch_loss", 0L, 4f),
            Tuple.tuple("epoch_accuracy", 0L, 0.03f),
            Tuple.tuple("epoch_learning_rate", 0L, 0.001f),
            Tuple.tuple("epoch_loss", 1L, 4f),
            Tuple.tuple("epoch_accuracy", 1L, 0.03f),
            Tuple.tuple("epoch_learning_rate", 1L, 0.001f));
    assertThat(scalars("validation"))
        .containsExactly(
            Tuple.tuple("epoch_loss", 0L, 4.5f),
            Tuple.tuple("epoch_accuracy", 0L, 0.05f),
            Tuple.tuple("epoch_loss", 1L, 4.55f),
            Tuple.tuple("epoch_accuracy", 1L, 0.05f));
  }

  @Test
  void writesTheGraphAndTheConfigurationOnceAndForTrainingOnly() throws IOException {
    log(Optional.empty(), epoch(0), epoch(1));

    assertThat(graphs("train")).containsExactly(GRAPH);
    assertThat(texts("train")).containsExactly("```json\n{\"units\": 5}\n```");
    assertThat(graphs("validation")).isEmpty();
    assertThat(texts("validation")).isEmpty();
  }

  @Test
  void repeatsNeitherWhenResumed() throws IOException {
    log(Optional.empty(), epoch(0), epoch(1));
    log(Optional.of(progress(2)), epoch(2));

    assertThat(graphs("train")).hasSize(1);
    assertThat(texts("train")).hasSize(1);
  }

  @Test
  void voidsOnlyWhatItWritesAgainWhenResumed() throws IOException {
    log(Optional.empty(), epoch(0), epoch(1), epoch(2));
    log(Optional.of(progress(2)), epoch(2), epoch(3));

    assertThat(starts("train")).containsExactly(0L, 1L);
    assertThat(starts("validation")).containsExactly(0L, 1L);
    assertThat(shown("train", "epoch_loss")).containsExactly(0L, 1L, 2L, 3L);
    assertThat(shown("train", "epoch_learning_rate")).containsExactly(0L, 1L, 2L, 3L);
    assertThat(shown("validation", "epoch_loss")).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void catchesUpWithACheckpointThatAKillCameAfter() throws IOException {
    log(Optional.empty(), epoch(0), epoch(1));
    log(Optional.of(progress(3)), epoch(3));

    assertThat(shown("train", "epoch_loss")).containsExactly(0L, 1L, 2L, 3L);
    assertThat(shown("validation", "epoch_accuracy")).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void keepsTheConfigurationWhenResumedInTheSecondEpoch() throws IOException {
    log(Optional.empty(), epoch(0));
    log(Optional.of(progress(1)), epoch(1));

    assertThat(shown("train", "configuration")).containsExactly(0L);
    assertThat(shown("train", "epoch_loss")).containsExactly(0L, 1L);
    assertThat(graphs("train")).hasSize(1);
  }

  @Test
  void keepsTheConfigurationWhenResumedInTheFirstEpoch() throws IOException {
    log(Optional.empty());
    log(Optional.of(progress(0)), epoch(0));

    assertThat(shown("train", "configuration")).containsExactly(0L);
    assertThat(shown("train", "epoch_loss")).containsExactly(0L);
    assertThat(graphs("train")).hasSize(1);
  }

  @Test
  void writesNothingBeforeTheTrainingStarts() throws IOException {
    new TensorBoardLog(folder.resolve("run"), "{}", CLOCK).close();

    assertThat(folder.resolve("run")).doesNotExist();
  }

  private void log(Optional<Progress> resumed, EpochLog... epochs) throws IOException {
    try (Callback log = new TensorBoardLog(folder, "{\"units\": 5}", CLOCK)) {
      log.trainingStarts(new FakeModel(GRAPH, Map.of(), Map.of()), resumed);
      for (EpochLog epoch : epochs) {
        assertThat(log.epochEnds(epoch)).isEqualTo(Verdict.goOn());
      }
    }
  }

  private static EpochLog epoch(int epoch) {
    return new EpochLog(
        epoch, new BatchLoss(400, 3, 100), new BatchLoss(90 + epoch, 1, 20), 0.001, 1.5);
  }

  private static Progress progress(int epochs) {
    List<EpochLog> logs = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      logs.add(epoch(epoch));
    }
    String checkpoint = epochs == 0 ? "ckpt-0-1" : "ckpt-" + epochs;
    return new Progress(checkpoint, Optional.empty(), logs, PartialEpoch.NONE, Optional.empty());
  }

  /** Every event of a folder, in the order in which TensorBoard reads them. */
  private List<Event> events(String name) throws IOException {
    List<Event> events = new ArrayList<>();
    List<Path> paths;
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      paths = files.sorted().toList();
    }
    for (Path path : paths) {
      try (TfRecordReader reader = TfRecordReader.open(path)) {
        for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
          events.add(Event.parseFrom(next.get()));
        }
      }
    }
    return events;
  }

  private List<Tuple> scalars(String name) throws IOException {
    List<Tuple> scalars = new ArrayList<>();
    for (Event event : events(name)) {
      for (Summary.Value value : event.getSummary().getValueList()) {
        if (value.getMetadata().getPluginData().getPluginName().equals("scalars")) {
          scalars.add(
              Tuple.tuple(value.getTag(), event.getStep(), value.getTensor().getFloatVal(0)));
        }
      }
    }
    return scalars;
  }

  private List<String> texts(String name) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Event event : events(name)) {
      for (Summary.Value value : event.getSummary().getValueList()) {
        if (value.getTag().startsWith("configuration")) {
          texts.add(value.getTensor().getStringVal(0).toStringUtf8());
        }
      }
    }
    return texts;
  }

  private List<ByteString> graphs(String name) throws IOException {
    return events(name).stream().filter(Event::hasGraphDef).map(Event::getGraphDef).toList();
  }

  private List<Long> starts(String name) throws IOException {
    return events(name).stream()
        .filter(event -> event.getSessionLog().getStatus() == SessionStatus.START)
        .map(Event::getStep)
        .toList();
  }

  /** The steps of a tag that are left once a later start has voided what it writes again. */
  private List<Long> shown(String name, String tag) throws IOException {
    List<Long> steps = new ArrayList<>();
    for (Event event : events(name)) {
      if (event.getSessionLog().getStatus() == SessionStatus.START) {
        steps.removeIf(step -> step >= event.getStep());
      }
      for (Summary.Value value : event.getSummary().getValueList()) {
        if (value.getTag().equals(tag)) {
          steps.add(event.getStep());
        }
      }
    }
    return steps;
  }
}
