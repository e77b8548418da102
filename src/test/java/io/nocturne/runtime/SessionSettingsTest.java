package io.nocturne.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;

class SessionSettingsTest {
  @Test
  void configurationCarriesTheThreads() {
    ConfigProto config = new SessionSettings(3, 5).toConfig();
    assertThat(config.getIntraOpParallelismThreads()).isEqualTo(3);
    assertThat(config.getInterOpParallelismThreads()).isEqualTo(5);
  }

  @Test
  void configurationTurnsTheSlowFirstStepOff() {
    assertThat(
            SessionSettings.defaults()
                .toConfig()
                .getGraphOptions()
                .getRewriteOptions()
                .getDisableMetaOptimizer())
        .isTrue();
  }

  @Test
  void rejectsSettingsWithoutThreads() {
    assertThatThrownBy(() -> new SessionSettings(0, 1))
        .hasMessage("intra-op threads must be at least 1, was 0");
    assertThatThrownBy(() -> new SessionSettings(1, 0))
        .hasMessage("inter-op threads must be at least 1, was 0");
  }
}
