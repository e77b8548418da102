package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.model.ModelState.OptimizerState;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelStateTest {
  private static final Map<String, float[]> WEIGHTS =
      Map.of(
          "embedding/embeddings", new float[] {1, 2, 3, 4, 5, 6}, // [3, 2]
          "dense/kernel", new float[] {1, 2, 3, 4, 5, 6}, // [2, 3]
          "dense/bias", new float[] {7, 8, 9});

  @Test
  void anUnpredictedTokenIsReadAsZeros() {
    assertThat(wider().get("embedding/embeddings")).containsExactly(1, 2, 3, 4, 5, 6, 0, 0);
  }

  @Test
  void anUnpredictedTokenIsTheLastColumnOfTheKernel() {
    assertThat(wider().get("dense/kernel")).containsExactly(1, 2, 3, 0, 4, 5, 6, 0);
  }

  @Test
  void anUnpredictedTokenHasProbabilityZeroInFloat32() {
    float[] bias = wider().get("dense/bias");
    assertThat(bias).startsWith(7, 8, 9).hasSize(4);
    assertThat((float) (1 + Math.exp(bias[3]))).isEqualTo(1f);
  }

  @Test
  void anUnpredictedTokenHasNoMomentsYet() {
    ModelState state =
        new ModelState(WEIGHTS, Optional.of(new OptimizerState(5, Map.of("m", WEIGHTS))))
            .withUnpredictedToken(3);
    OptimizerState optimizer = state.optimizer().orElseThrow();
    assertThat(optimizer.iterations()).isEqualTo(5);
    Map<String, float[]> means = optimizer.slots().get("m");
    assertThat(means.get("dense/bias")).containsExactly(7, 8, 9, 0);
    assertThat(means.get("dense/kernel")).containsExactly(1, 2, 3, 0, 4, 5, 6, 0);
  }

  @Test
  void refusesWeightsThatAreNotFinite() {
    assertThatThrownBy(() -> ModelState.of(Map.of("dense/bias", new float[] {0, Float.NaN})))
        .hasMessage("dense/bias must be finite, was NaN at 1");
  }

  @Test
  void refusesMomentsOfOtherWeights() {
    OptimizerState other = new OptimizerState(1, Map.of("m", Map.of()));
    assertThatThrownBy(() -> new ModelState(Map.of("dense/bias", new float[1]), Optional.of(other)))
        .hasMessage("optimizer must have m of the weights [dense/bias], had []");
  }

  private static Map<String, float[]> wider() {
    return ModelState.of(WEIGHTS).withUnpredictedToken(3).weights();
  }
}
