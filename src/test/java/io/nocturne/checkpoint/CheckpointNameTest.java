package io.nocturne.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointNameTest {
  @Test
  void ordersNumbersByValue() {
    assertThat(
            Stream.of("ckpt-10", "ckpt-9-250", "ckpt-10-30", "ckpt-9", "ckpt-10-4", "ckpt-100")
                .map(name -> CheckpointName.parse(name).orElseThrow())
                .sorted(CheckpointName.IN_ORDER))
        .extracting(CheckpointName::epochs, CheckpointName::batches)
        .map(Object::toString)
        .containsExactly(
            "(9L, 0L)", "(9L, 250L)", "(10L, 0L)", "(10L, 4L)", "(10L, 30L)", "(100L, 0L)");
  }

  @Test
  void knowsTheBest() {
    assertThat(CheckpointName.parse("best-12")).contains(new CheckpointName("best", 12, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ckpt",
        "ckpt-",
        "ckpt-a",
        "ckpt-1-",
        "ckpt--1",
        "ckpt-1-2-3",
        "a/ckpt-1",
        "ckpt-1 ",
        "ckpt-99999999999",
        "checkpoint",
        "Best-1"
      })
  void takesNoOtherNameForACheckpoint(String name) {
    assertThat(CheckpointName.parse(name)).isEqualTo(Optional.empty());
  }
}
