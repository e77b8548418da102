package io.nocturne.evaluate.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.dataset.SplitSpec.By;
import io.nocturne.evaluate.reproduction.StudyPlan.Ablation;
import io.nocturne.evaluate.reproduction.StudyPlan.Trial;
import io.nocturne.model.Directions;
import io.nocturne.model.LayerSummary;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import io.nocturne.train.TrainSpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StudyPlanTest {
  private static final TokenIds PIANO = new TokenIds(89, 88);

  @Test
  void readsTheTextInFourWays() {
    assertThat(study(1).trials(PIANO))
        .extracting(Trial::run)
        .containsExactly("last-window-1", "every-window-1", "last-piece-1", "every-piece-1");
  }

  @Test
  void aReadingDecidesTargetsAndSplitAlone() {
    TrainSpec spec = Interpretation.EVERY_WINDOW.of(TrainSpec.paper()).spec();
    assertThat(spec.model().targets()).isEqualTo(Targets.EVERY);
    assertThat(spec.data().split()).isEqualTo(By.WINDOW);
    TrainSpec paper = Interpretation.LAST_PIECE.of(spec).spec();
    assertThat(paper).isEqualTo(TrainSpec.paper());
  }

  @Test
  void trainsEachReadingOnceASeed() {
    assertThat(study(2).readings().get(Interpretation.LAST_PIECE))
        .extracting(Trial::seed)
        .containsExactly(1L, 2L);
  }

  @Test
  void anAblationBeginsWithTheReadingThatItVaries() {
    List<List<Trial>> layers = study(2, Ablation.LAYERS).ablations(PIANO).get(Ablation.LAYERS);
    assertThat(layers.get(0)).isEqualTo(study(2).readings().get(Interpretation.LAST_PIECE));
    assertThat(layers)
        .extracting(trials -> trials.get(1).run())
        .containsExactly("last-piece-2", "layers-1-2", "layers-3-2");
    assertThat(layers.get(2).get(0).spec().model().layers()).isEqualTo(3);
  }

  @Test
  void nothingIsTrainedTwice() {
    StudyPlan study = study(1, Ablation.values());
    assertThat(study.trials(PIANO))
        .hasSize(4 + 2 + 2 + 2 + 2)
        .extracting(Trial::run)
        .doesNotHaveDuplicates();
  }

  @Test
  void theForwardNetworkOfEqualWeightsIsTheNearest() {
    ModelSpec small = new ModelSpec(32, 64, 2, 40, 0.2, Targets.LAST);
    ModelSpec forward = WeightBudget.ofEqualWeights(small, Directions.FORWARD, PIANO);
    assertThat(forward.directions()).isEqualTo(Directions.FORWARD);
    assertThat(forward.units(0)).isEqualTo(107);
    assertThat(LayerSummary.weights(small, PIANO)).isEqualTo(126_457);
    assertThat(LayerSummary.weights(forward, PIANO)).isEqualTo(127_057);
  }

  @Test
  void aSingleLayerIsNotTakenAway() {
    ModelSpec one = ModelSpec.PAPER.withLayers(1);
    assertThat(Ablation.LAYERS.variations(TrainSpec.paper().with(one), PIANO))
        .extracting(Variation::label)
        .containsExactly("2 layers");
  }

  @Test
  void aForwardNetworkIsComparedWithOneThatReadsBothWays() {
    TrainSpec forward = TrainSpec.paper().with(ModelSpec.PAPER.with(Directions.FORWARD));
    assertThat(Ablation.DIRECTIONS.variations(forward, PIANO))
        .extracting(variation -> variation.spec().model().directions())
        .containsExactly(Directions.BOTH, Directions.BOTH);
  }

  @Test
  void refusesNoSeeds() {
    assertThatThrownBy(() -> study(0)).hasMessage("seeds must be at least 1, were 0");
  }

  @Test
  void refusesSeedsBeyondTheGreatestNumber() {
    TrainSpec paper = TrainSpec.paper();
    TrainSpec last = paper.with(paper.fit().withSeed(Long.MAX_VALUE - 1));
    assertThatThrownBy(() -> new StudyPlan(last, 2, new TreeSet<>()))
        .hasMessageStartingWith("seed must be at most 9223372036854775805 for 2 seeds");
  }

  private static StudyPlan study(int seeds, Ablation... ablations) {
    return new StudyPlan(TrainSpec.paper(), seeds, new TreeSet<>(Set.of(ablations)));
  }
}
