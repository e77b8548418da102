package io.nocturne.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;

class CheckpointErrorsTest {
  private static final Path PREFIX = Path.of("my runs/a/ckpt-3");
  private static final String TEMPORARY =
      "my runs/a/.ckpt-3-0123456789abcdef0123456789abcdef.tmp.data-00000-of-00001.tempstate48; ";

  @ParameterizedTest
  @CsvSource({
    "No space left on device, the disk is full; make room there or choose another place",
    "Permission denied, 'permission denied; check who owns it, or choose another place'",
    "Something new, Something new"
  })
  void namesTheCheckpointInPlaceOfATemporaryFile(String reason, String clause) {
    TensorFlowException failure =
        new TensorFlowException(TEMPORARY + reason + "\n\t [[{{node save/SaveV2}}]]");

    assertThat(CheckpointErrors.writing(PREFIX, failure)).hasMessage(PREFIX + ": " + clause);
  }

  @ParameterizedTest
  @CsvSource({
    "No space left on device, the disk is full; make room there",
    "Permission denied, permission denied; check who owns it"
  })
  void saysHowToResumeATraining(String reason, String clause) {
    assertThat(CheckpointErrors.interrupting(PREFIX, new TensorFlowException(TEMPORARY + reason)))
        .hasMessage(PREFIX + ": " + clause + ", then resume the run");
  }

  @Test
  void saysWhenMemoryIsFull() {
    String text = "OOM when allocating tensor";

    assertThat(CheckpointErrors.writing(PREFIX, new TFResourceExhaustedException(text)))
        .hasMessageStartingWith(PREFIX + ": TensorFlow is out of memory (" + text + "): ");
  }
}
