package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThroughputTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void countsFromTheFirstStep() {
    Throughput three =
        Throughput.NONE.after(0, 64, 0).after(0, 128, SECOND).after(0, 192, 2 * SECOND);

    assertThat(three.isKnown()).isTrue();
    assertThat(three.notesPerSecond()).isEqualTo(64);
  }

  @Test
  void isNotKnownAfterOneStep() {
    assertThat(Throughput.NONE.after(0, 64, SECOND).isKnown()).isFalse();
  }

  @Test
  void leavesOutTheTimeBetweenEpochs() {
    Throughput next =
        Throughput.NONE.after(0, 64, 0).after(1, 64, 100 * SECOND).after(1, 128, 101 * SECOND);

    assertThat(next.notesPerSecond()).isEqualTo(64);
  }

  @Test
  void countsAgainAfterARestart() {
    Throughput next =
        Throughput.NONE.after(0, 64, 0).after(0, 128, SECOND).restarted().after(0, 192, 3 * SECOND);

    assertThat(next.notesPerSecond()).isEqualTo(32);
  }
}
