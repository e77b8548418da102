package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Against Keras 3.15.1; see {@code make_training_goldens.py}. */
class LossTest {
  private static final int TOKENS = 5;
  private static final Float32Tolerance TOLERANCE = new Float32Tolerance(4 * TOKENS);

  private final LayerBench bench = new LayerBench();

  @AfterEach
  void close() {
    bench.close();
  }

  static Stream<JsonNode> losses() {
    return StreamSupport.stream(KerasGoldens.optimizers().path("losses").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void isThatOfKerasWithSmoothedLabels(JsonNode golden) {
    Loss loss = loss(golden, golden.path("targets"));
    float mean = golden.path("loss").floatValue();
    assertThat(bench.value(loss.sum())[0] / 4)
        .isCloseTo(mean, within((float) TOLERANCE.bound(mean)));
    float[] gradient = KerasGoldens.floats(golden.path("gradient"));
    assertThat(bench.value(loss.gradient())).containsExactly(gradient, TOLERANCE.around(gradient));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void leavesPaddingOutHoweverSmooth(JsonNode golden) {
    JsonNode targets = golden.path("targets").deepCopy();
    ((ArrayNode) targets).set(1, TOKENS - 1);
    Loss loss = loss(golden, targets);
    float[] gradient = bench.value(loss.gradient());
    assertThat(bench.value(loss.targets())).containsExactly(3);
    assertThat(Arrays.copyOfRange(gradient, TOKENS, 2 * TOKENS))
        .containsExactly(new float[TOKENS], within(0f));
    assertThat(gradient[0] * 3 / 4)
        .isCloseTo(golden.path("gradient").get(0).floatValue(), TOLERANCE.around(1f));
  }

  private Loss loss(JsonNode golden, JsonNode targets) {
    int[] ids = new int[targets.size()];
    Arrays.setAll(ids, i -> targets.get(i).asInt());
    Operand<TInt32> fed = bench.tf().constant(ids);
    Operand<TFloat32> logits =
        bench.constant(Shape.of(4, TOKENS), KerasGoldens.floats(golden.path("logits")));
    return Loss.of(
        bench.tf(),
        logits,
        fed,
        new TokenIds(TOKENS, TOKENS - 1),
        golden.path("smoothing").asDouble());
  }
}
