package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.runtime.SessionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerSummaryTest {
  private static final TokenIds IDS = new TokenIds(89, 88);

  @ParameterizedTest
  @CsvSource({"LAST, BOTH", "EVERY, BOTH", "LAST, FORWARD", "EVERY, FORWARD"})
  void countsTheWeightsThatTheNetworkHas(Targets targets, Directions directions) {
    ModelSpec spec = new ModelSpec(7, 5, 3, 4, 0.2, targets, directions);
    try (TrainingModel model =
        TrainingModel.create(spec, IDS, OptimizerSpec.ADAM, 1, new SessionSettings(1, 1))) {
      assertThat(LayerSummary.weights(spec, IDS)).isEqualTo(model.weightCount());
    }
  }

  /** Keras 3's model.summary() of Embedding(89, 128) and two Bidirectional(GRU(256)). */
  @Test
  void agreesWithKerasOnThePapersNetwork() {
    assertThat(LayerSummary.of(ModelSpec.PAPER, IDS))
        .extracting(LayerSummary::weights)
        .containsExactly(11_392L, 592_896L, 0L, 1_182_720L, 0L, 45_657L);
  }

  /** Keras 3's model.summary() of Embedding(89, 128) and two GRU(256). */
  @Test
  void agreesWithKerasOnANetworkThatReadsForward() {
    ModelSpec forward = ModelSpec.PAPER.with(Directions.FORWARD);
    assertThat(LayerSummary.of(forward, IDS))
        .extracting(LayerSummary::weights)
        .containsExactly(11_392L, 296_448L, 0L, 394_752L, 0L, 22_873L);
    assertThat(LayerSummary.of(forward, IDS))
        .extracting(LayerSummary::name)
        .containsExactly("embedding", "gru_0", "dropout_0", "gru_1", "dropout_1", "dense");
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
