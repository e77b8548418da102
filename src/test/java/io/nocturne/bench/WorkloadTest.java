package io.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  @Test
  void countsTheProductsOfASmallNetworkAsByHand() {
    // Embedding 2, 3 units, 1 layer, window 5, batch 7, vocabulary 100. Inputs: [35, 2] x [2, 9] is
    // 630 multiplications; states: 5 times [7, 3] x [3, 9], 945; two directions, 3,150; logits:
    // [7, 6] x [6, 100], 4,200. A multiplication and its addition are two operations: 14,700.
    Workload workload = new Workload(new ModelSpec(2, 3, 1, 5, 0.2, Targets.LAST), 100, 7, 1000);
    assertThat(workload.forwardFlops()).isEqualTo(14_700);
  }

  @Test
  void givesASecondLayerTheStatesOfBothDirectionsAsInputs() {
    // As above, and [35, 6] x [6, 9], 1,890, with 945 for the states, twice: 5,670 more.
    Workload workload = new Workload(new ModelSpec(2, 3, 2, 5, 0.2, Targets.LAST), 100, 7, 1000);
    assertThat(workload.forwardFlops()).isEqualTo(14_700 + 2 * 5_670);
  }

  @Test
  void comesToTwentySevenGflopForATrainingStepOfTheReference() {
    // 3 x 2 x (2 x 2560 x (128 + 256) x 768 + 2 x 2560 x (512 + 256) x 768 + 64 x 512 x 128)
    assertThat(Workload.REFERENCE.trainingFlops()).isEqualTo(27_204_255_744L);
  }

  @Test
  void changesOneSizeAndLeavesTheOthers() {
    assertThat(Growth.UNITS.workload(512).settings())
        .containsEntry("units", 512)
        .containsEntry("embedding", 128)
        .containsEntry("batch", 64);
  }

  @Test
  void refusesAVocabularyThatThePianoDoesNotFit() {
    assertThatThrownBy(() -> Workload.REFERENCE.withVocabulary(88))
        .hasMessage("vocabulary must be at least 89, was 88");
  }
}
