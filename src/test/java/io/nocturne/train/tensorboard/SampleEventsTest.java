package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.ModelView;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.train.callback.Callback;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Summary;

class SampleEventsTest {
  @TempDir private Path folder;

  @Test
  void showsAndSoundsASampleInEpochsThatAreDue() throws IOException {
    log(2, Optional.empty(), 0, 1, 2);

    assertThat(events().tags("images")).containsExactly("piano_roll");
    assertThat(events().tags("audio")).containsExactly("audio");
    assertThat(events().shown("piano_roll")).containsExactly(0L, 2L);
    assertThat(events().shown("audio")).containsExactly(0L, 2L);
  }

  @Test
  void samplesTheNetworkAsItIsAfterTheEpoch() throws IOException {
    log(1, Optional.empty(), 0, 1);

    // The composer below makes a piece of as many notes as it was called before.
    assertThat(content("piano_roll")).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void thePictureIsOneThatAnyReaderReads() throws IOException {
    log(1, Optional.empty(), 0);

    // TensorBoard's form: width and height as texts, then the files.
    assertThat(strings("piano_roll", 0)).isEqualTo("1200");
    assertThat(strings("piano_roll", 1)).isEqualTo("480");
    byte[] png = content("piano_roll").get(0);
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1200);
  }

  @Test
  void theSoundIsCutWhereItWouldFillTheDisk() throws Exception {
    log(1, Optional.empty(), 0);

    byte[] wav = content("audio").get(0);
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      assertThat(in.getFrameLength()).isEqualTo(30 * 22_050);
    }
  }

  @Test
  void writesWhatAKillAfterTheCheckpointHasCost() throws IOException {
    log(1, Optional.empty(), 0);
    log(1, Trainings.after(2), 2);

    assertThat(events().starts()).containsExactly(0L, 1L);
    assertThat(events().shown("piano_roll")).containsExactly(0L, 1L, 2L);
  }

  @Test
  void voidsWhatComesAfterTheCheckpoint() throws IOException {
    log(1, Optional.empty(), 0, 1, 2);
    log(1, Trainings.after(2), 2, 3);

    assertThat(events().starts()).containsExactly(0L, 2L);
    assertThat(events().shown("piano_roll")).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void writesNothingAgainWhenResumedWithinAnEpoch() throws IOException {
    log(1, Optional.empty(), 0, 1);
    log(1, Trainings.after(2, 4), 2);

    assertThat(events().starts()).containsExactly(0L, 2L);
    assertThat(events().shown("audio")).containsExactly(0L, 1L, 2L);
  }

  private void log(int sampleFreq, Optional<TrainingProgress> resumed, int... epochs)
      throws IOException {
    int[] calls = new int[1];
    try (Callback events =
        new SampleEvents(
            folder, sampleFreq, model -> piece(model, calls), Trainings.start(0, resumed))) {
      events.trainingStarted(Trainings.model(0), resumed);
      for (int epoch : epochs) {
        events.epochFinished(Trainings.epoch(epoch));
      }
    }
  }

  /** Minutes of a note, and a note more each time. */
  private static Piece piece(ModelView model, int[] calls) {
    assertThat(model.weightCount()).isEqualTo(6);
    Note pedalPoint = new Note(0, 100_000, 40, 80, 0);
    calls[0]++;
    Note melody = new Note(480, 240, 60 + calls[0], 80, 0);
    return Piece.of("sample", 480, List.of(pedalPoint, melody));
  }

  private EventFolder events() {
    return new EventFolder(folder);
  }

  /** The files of a tag: the last string of its tensor, or the first of a sound's. */
  private List<byte[]> content(String tag) throws IOException {
    int index = tag.equals("audio") ? 0 : 2;
    return values(tag).stream()
        .map(value -> value.getTensor().getStringVal(index).toByteArray())
        .toList();
  }

  private String strings(String tag, int index) throws IOException {
    return values(tag).get(0).getTensor().getStringVal(index).toStringUtf8();
  }

  private List<Summary.Value> values(String tag) throws IOException {
    return events().events().stream()
        .flatMap(event -> event.getSummary().getValueList().stream())
        .filter(value -> value.getTag().equals(tag))
        .toList();
  }
}
