package io.nocturne.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.tensorflow.exceptions.TFPermissionDeniedException;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;

/** Messages as TensorFlow 2.18 gave them on Linux. */
class TensorFlowProblemTest {
  @Test
  void namesTheFileThatADiskHasNoRoomFor() {
    assertThat(
            TensorFlowProblem.sentence(
                new TFResourceExhaustedException(
                    "disk/variables/variables.data-00000-of-00001.tempstate4844958502314262675; No"
                        + " space left on device\n\t [[{{node save/SaveV2}}]]")))
        .contains(
            "disk/variables/variables.data-00000-of-00001.tempstate4844958502314262675: the disk is"
                + " full; make room there or choose another place");
  }

  @Test
  void saysWhatWouldNeedLessMemory() {
    assertThat(
            TensorFlowProblem.sentence(
                new TFResourceExhaustedException(
                    "OOM when allocating tensor with shape[65536,196608] and type float on"
                        + " /job:localhost/replica:0/task:0/device:CPU:0 by allocator cpu\n"
                        + "\t [[{{node a}}]]")))
        .contains(
            "TensorFlow is out of memory (OOM when allocating tensor with shape[65536,196608] and"
                + " type float on /job:localhost/replica:0/task:0/device:CPU:0 by allocator cpu):"
                + " lower the batch size, units or window, or end other programs");
  }

  @Test
  void namesTheFileThatMayNotBeWritten() {
    assertThat(
            TensorFlowProblem.sentence(
                new TFPermissionDeniedException("closed/a.index; Permission denied")))
        .contains(
            "closed/a.index: permission denied; check who owns the folder, or choose another"
                + " place");
  }

  @Test
  void leavesOtherFailuresAlone() {
    assertThat(TensorFlowProblem.sentence(new TensorFlowException("x"))).isEmpty();
    assertThat(TensorFlowProblem.sentence(new IOException())).isEmpty();
  }
}
