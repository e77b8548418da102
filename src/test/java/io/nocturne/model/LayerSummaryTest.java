package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nocturne.model.ModelSpec.DropoutSpec;
import io.nocturne.runtime.SessionSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerSummaryTest {
  private static final TokenIds IDS = new TokenIds(89, 88);

  @ParameterizedTest
  @CsvSource({"LAST, BOTH", "EVERY, BOTH", "LAST, FORWARD", "EVERY, FORWARD"})
  void countsTheWeightsThatTheNetworkHas(Targets targets, Directions directions) {
    ModelSpec spec = new ModelSpec(7, 5, 3, 4, 0.2, targets, directions).withUnits(5, 2, 3);
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

  @Test
  void showsDropoutWhereItIs() {
    ModelSpec spec =
        new ModelSpec(7, 5, 2, 4, 0, Targets.LAST)
            .withUnits(5, 3)
            .with(new DropoutSpec(List.of(0.2, 0.3), 0.1, List.of(0.0, 0.4)));
    assertThat(LayerSummary.of(spec, IDS))
        .extracting(LayerSummary::type, LayerSummary::outputShape)
        .containsExactly(
            tuple("Embedding", "[B, 4, 7]"),
            tuple("Dropout 0.1", "[B, 4, 7]"),
            tuple("Bidirectional GRU", "[B, 4, 10]"),
            tuple("Dropout 0.2", "[B, 4, 10]"),
            tuple("SpatialDropout1D 0.4", "[B, 4, 10]"),
            tuple("Bidirectional GRU", "[B, 6]"),
            tuple("Dropout 0.3", "[B, 6]"),
            tuple("Dense, softmax", "[B, 89]"));
  }
}
