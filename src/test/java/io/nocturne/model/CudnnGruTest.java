package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.model.CudnnGru.Use;
import io.nocturne.runtime.Precision;
import io.nocturne.runtime.Variables.Variable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Tests without a GPU: TensorFlow checks attributes, types and shapes when an op is added to a
 * graph. What the op computes is for {@link CudnnGpuTest}.
 */
class CudnnGruTest {
  private static final int STEPS = 4;
  private static final GruShape SHAPE = new GruShape(5, 3, Directions.BOTH);
  private static final long BATCH = 2;

  private final LayerBench bench = new LayerBench();
  private final Ops tf = bench.tf();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void hasThePortableLayersVariables() {
    layer(Use.TRAINING);
    try (LayerBench other = new LayerBench()) {
      WeightSource weights = WeightSource.variables(other.tf(), other.variables());
      new BidirectionalGru(
          weights, "gru", SHAPE, Initializers.zeros(), new MatrixProduct(Precision.FLOAT32));
      assertThat(described(bench)).isEqualTo(described(other));
    }
  }

  @Test
  void givesTheStatesAtEveryStepAsRows() {
    assertThat(
            layer(Use.TRAINING)
                .sequence(tf, vectors(), STEPS, ConstantHoisting.NONE)
                .output()
                .shape())
        .isEqualTo(Shape.of(STEPS * BATCH, 6));
  }

  @Test
  void givesTheLastStatesAsRows() {
    assertThat(
            layer(Use.INFERENCE)
                .lastStates(tf, vectors(), STEPS, ConstantHoisting.NONE)
                .output()
                .shape())
        .isEqualTo(Shape.of(BATCH, 6));
  }

  @Test
  void takesVectorsFromATable() {
    Operand<TFloat32> table = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(9, 5)));
    Operand<TInt32> lookup =
        tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(STEPS, BATCH)));
    LayerOutput pass =
        layer(Use.TRAINING)
            .sequence(tf, GruInput.lookup(table, lookup), STEPS, ConstantHoisting.NONE);
    assertThat(pass.output().shape()).isEqualTo(Shape.of(STEPS * BATCH, 6));
    Operand<TFloat32> gradient = pass.backward().apply(tf, pass.output(), new Gradients());
    assertThat(gradient.shape().get(1)).isEqualTo(5);
  }

  @Test
  void passesGradientsBackToEveryWeightAndTheInput() {
    LayerOutput pass = layer(Use.TRAINING).sequence(tf, vectors(), STEPS, ConstantHoisting.NONE);
    Gradients gradients = new Gradients();
    Operand<TFloat32> byInput = pass.backward().apply(tf, pass.output(), gradients);
    assertThat(byInput.shape()).isEqualTo(Shape.of(STEPS * BATCH, 5));
    for (Variable<?> weight : bench.variables().all()) {
      assertThat(gradients.get(weight.name()).shape()).isEqualTo(weight.shape());
    }
  }

  @Test
  void passesGradientsBackFromTheLastStates() {
    LayerOutput pass = layer(Use.TRAINING).lastStates(tf, vectors(), STEPS, ConstantHoisting.NONE);
    Operand<TFloat32> byInput = pass.backward().apply(tf, pass.output(), new Gradients());
    assertThat(byInput.shape()).isEqualTo(Shape.of(STEPS * BATCH, 5));
  }

  @Test
  void asksForOneBidirectionalGru() {
    layer(Use.INFERENCE).sequence(tf, vectors(), STEPS, ConstantHoisting.NONE);
    assertThat(bench.opsOfType("CudnnRNNV3"))
        .singleElement()
        .satisfies(
            op -> {
              assertThat(op.getAttrOrThrow("rnn_mode").getS().toStringUtf8()).isEqualTo("gru");
              assertThat(op.getAttrOrThrow("direction").getS().toStringUtf8())
                  .isEqualTo("bidirectional");
              assertThat(op.getAttrOrThrow("time_major").getB()).isTrue();
              assertThat(op.getAttrOrThrow("is_training").getB()).isFalse();
            });
  }

  @Test
  void asksForAUnidirectionalGruWhereALayerReadsForward() {
    WeightSource variables = WeightSource.variables(tf, bench.variables());
    GruShape shape = new GruShape(5, 3, Directions.FORWARD);
    List<GruWeights> weights = GruWeights.ofLayer(variables, "gru", shape, Initializers.zeros());
    CudnnGru layer = new CudnnGru(weights, "gru", shape, Precision.FLOAT32, Use.TRAINING);
    LayerOutput pass = layer.lastStates(tf, vectors(), STEPS, ConstantHoisting.NONE);
    assertThat(pass.output().shape()).isEqualTo(Shape.of(BATCH, 3));
    pass.backward().apply(tf, pass.output(), new Gradients());
    for (String type : List.of("CudnnRNNV3", "CudnnRNNBackpropV3")) {
      assertThat(bench.opsOfType(type))
          .extracting(op -> op.getAttrOrThrow("direction").getS().toStringUtf8())
          .containsExactly("unidirectional");
    }
  }

  @ParameterizedTest
  @CsvSource({"BF16, DT_BFLOAT16", "FP16, DT_HALF", "TF32, DT_FLOAT"})
  void computesInThePrecisionThatIsAskedFor(Precision precision, DataType type) {
    LayerOutput pass =
        layer(Use.TRAINING, precision).sequence(tf, vectors(), STEPS, ConstantHoisting.NONE);
    Gradients gradients = new Gradients();
    assertThat(pass.output().type()).isEqualTo(TFloat32.class);
    assertThat(pass.backward().apply(tf, pass.output(), gradients).type())
        .isEqualTo(TFloat32.class);
    assertThat(bench.opsOfType("CudnnRNNBackpropV3"))
        .extracting(op -> op.getAttrOrThrow("T").getType())
        .containsExactly(type);
  }

  @Test
  void hasNoBackwardPassForInference() {
    LayerOutput pass = layer(Use.INFERENCE).sequence(tf, vectors(), STEPS, ConstantHoisting.NONE);
    assertThatThrownBy(() -> pass.backward().apply(tf, pass.output(), new Gradients()))
        .hasMessage("gru was built for inference and has no backward pass");
  }

  private CudnnGru layer(Use use) {
    return layer(use, Precision.FLOAT32);
  }

  private CudnnGru layer(Use use, Precision precision) {
    WeightSource variables = WeightSource.variables(tf, bench.variables());
    List<GruWeights> weights = GruWeights.ofLayer(variables, "gru", SHAPE, Initializers.zeros());
    return new CudnnGru(weights, "gru", SHAPE, precision, use);
  }

  private GruInput vectors() {
    Shape rows = Shape.of(STEPS * BATCH, SHAPE.inputs());
    return GruInput.of(tf.placeholder(TFloat32.class, Placeholder.shape(rows)));
  }

  private static List<List<Object>> described(LayerBench bench) {
    return bench.variables().all().stream()
        .map(variable -> List.<Object>of(variable.name(), variable.shape()))
        .toList();
  }
}
