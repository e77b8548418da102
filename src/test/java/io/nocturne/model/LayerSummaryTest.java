package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.runtime.SessionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerSummaryTest {
  private static final TokenIds IDS = new TokenIds(89, 88);

  @ParameterizedTest
  @EnumSource(Targets.class)
  void countsTheWeightsThatTheNetworkHas(Targets targets) {
    ModelSpec spec = new ModelSpec(7, 5, 3, 4, 0.2, targets);
    try (TrainingModel model =
        TrainingModel.create(spec, IDS, AdamSpec.KERAS, 1, new SessionSettings(1, 1))) {
      assertThat(LayerSummary.of(spec, IDS).stream().mapToLong(LayerSummary::weights).sum())
          .isEqualTo(model.weightCount());
    }
  }

  /** Keras 3's model.summary() of Embedding(89, 128) and two Bidirectional(GRU(256)). */
  @Test
  void agreesWithKerasOnThePapersNetwork() {
    assertThat(LayerSummary.of(ModelSpec.PAPER, IDS))
        .extracting(LayerSummary::weights)
        .containsExactly(11_392L, 592_896L, 0L, 1_182_720L, 0L, 45_657L);
  }

  @Test
  void showsThatTheLastLayerGivesItsLastStateOrEveryStep() {
    ModelSpec every = new ModelSpec(7, 5, 1, 4, 0.2, Targets.EVERY);

    assertThat(LayerSummary.of(ModelSpec.PAPER, IDS))
        .extracting(LayerSummary::outputShape)
        .containsExactly(
            "[B, 40, 128]", "[B, 40, 512]", "[B, 40, 512]", "[B, 512]", "[B, 512]", "[B, 89]");
    assertThat(LayerSummary.of(every, IDS))
        .extracting(LayerSummary::outputShape)
        .containsExactly("[B, 4, 7]", "[B, 4, 10]", "[B, 4, 10]", "[B, 4, 89]");
  }
}
