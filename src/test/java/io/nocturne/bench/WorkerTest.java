package io.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerTest {

  @Test
  void seesGpusOnceTheVariableThatHidesThemIsGone() {
    Worker worker = new Worker(List.of("python", "worker.py"), "step", Map.of());
    assertThat(worker.seeingGpus().command())
        .containsExactly("env", "-u", "CUDA_VISIBLE_DEVICES", "python", "worker.py");
    assertThat(Environment.VARIABLES).containsEntry("CUDA_VISIBLE_DEVICES", "-1");
  }
}
