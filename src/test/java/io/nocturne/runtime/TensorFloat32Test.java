package io.nocturne.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** TensorFlow's own flag, which products on GPUs follow; the GPU build is for Linux only. */
@EnabledOnOs(OS.LINUX)
class TensorFloat32Test {

  @AfterEach
  void setBack() {
    TensorFloat32.allow(); // TensorFlow's default.
  }

  @Test
  void isForbiddenAndAllowedInTensorFlowItself() {
    TensorFloat32.forbid();
    assertThat(TensorFloat32.isAllowed()).isFalse();
    TensorFloat32.allow();
    assertThat(TensorFloat32.isAllowed()).isTrue();
  }
}
