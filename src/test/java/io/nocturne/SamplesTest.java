package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.io.tfrecord.TfRecordReader;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.Targets;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.train.FitSpec;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.TrainSpec.DataSpec;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** Music that a run generates while it is trained. */
class SamplesTest {
  private static final int EPOCHS = 3;
  private static final TrainSpec SPEC =
      TrainSpec.paper()
          .with(new ModelSpec(6, 5, 2, 8, 0.3, Targets.LAST))
          .with(OptimizerSpec.ADAM.withLearningRate(0.01))
          .with(new DataSpec(16, DataSpec.DEFAULT.openings(), DataSpec.DEFAULT.split(), 0.2))
          .with(new FitSpec(16, EPOCHS, 10, 0, 1, EPOCHS, 7))
          .with(new SessionSettings(1, 2));

  @TempDir private Path folder;

  @Test
  void changeNothingOfTheTraining() throws IOException {
    Nocturne.train(job("silent", 0));
    Nocturne.train(job("sampled", 1));

    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      String weights = "ckpt-" + epoch + ".data-00000-of-00001";
      assertThat(folder.resolve("sampled").resolve(weights))
          .hasSameBinaryContentAs(folder.resolve("silent").resolve(weights));
    }
    assertThat(folder.resolve("silent-events/samples")).doesNotExist();
  }

  @Test
  void areOfEveryEpochAndFollowWhatIsLearnt() throws IOException {
    Nocturne.train(job("run", 1));

    assertThat(pictures("run")).containsOnlyKeys(0L, 1L, 2L);
    assertThat(pictures("run").values()).doesNotHaveDuplicates();
  }

  @Test
  void areOfTheEpochsAskedFor() throws IOException {
    Nocturne.train(job("run", 2));

    assertThat(pictures("run")).containsOnlyKeys(0L, 2L);
  }

  @Test
  void areTheSameWhenTheRunIsResumed() throws IOException {
    AtomicInteger steps = new AtomicInteger();
    Nocturne.train(job("whole", 1));
    Nocturne.train(job("resumed", 1).stoppedBy(() -> steps.incrementAndGet() == 10));
    Nocturne.resume(job("resumed", 1));

    assertThat(pictures("resumed")).isEqualTo(pictures("whole"));
  }

  private TrainJob job(String name, int sampleFreq) {
    return new TrainJob(
            folder.resolve(name),
            folder.resolve(name + "-events"),
            "embedded",
            EmbeddedCorpus.corpus(),
            SPEC)
        .with(new TensorBoardSpec(0, 0, sampleFreq));
  }

  /** The PNG files by epoch. */
  private Map<Long, ByteString> pictures(String name) throws IOException {
    Map<Long, ByteString> pictures = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder.resolve(name + "-events/samples"))) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      try (TfRecordReader reader = TfRecordReader.open(file)) {
        for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
          Event event = Event.parseFrom(next.get());
          for (Summary.Value value : event.getSummary().getValueList()) {
            if (value.getTag().equals("piano_roll")) {
              pictures.put(event.getStep(), value.getTensor().getStringVal(2));
            }
          }
        }
      }
    }
    return pictures;
  }
}
