package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.model.Computation.Recurrence;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.Precision;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Variables.Variable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;

class ComputationTest {
  private static final TokenIds IDS = new TokenIds(11, 10);

  @ParameterizedTest
  @MethodSource("specs")
  void aNetworkOfCudnnsLayersHasThePortableOnesVariablesAndLogits(ModelSpec spec) {
    try (LayerBench portable = new LayerBench();
        LayerBench cudnn = new LayerBench()) {
      LayerOutput expected = logits(portable, spec, Recurrence.PORTABLE);
      LayerOutput logits = logits(cudnn, spec, Recurrence.CUDNN_TRAINING);
      assertThat(logits.output().shape()).isEqualTo(expected.output().shape());
      assertThat(described(cudnn)).isEqualTo(described(portable));
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void theBackwardPassOfCudnnsLayersReachesEveryVariable(ModelSpec spec) {
    try (LayerBench bench = new LayerBench()) {
      LayerOutput logits = logits(bench, spec, Recurrence.CUDNN_TRAINING);
      Gradients gradients = new Gradients();
      logits.backward().apply(bench.tf(), logits.output(), gradients);
      for (Variable<?> variable : bench.variables().all()) {
        Shape shape = gradients.get(variable.name()).shape();
        assertThat(shape.isCompatibleWith(variable.shape())).as(variable.name()).isTrue();
      }
      assertThat(bench.opsOfType("CudnnRNNBackpropV3")).hasSize(2);
    }
  }

  @Test
  void aSessionOnTheCpuHasPortableLayersInItsPrecision() {
    SessionSettings cpu = SessionSettings.defaults().on(Device.CPU);
    assertThat(Computation.training(cpu).recurrence()).isEqualTo(Recurrence.SEGMENTED);
    assertThat(Computation.training(cpu).products().precision()).isEqualTo(Precision.FLOAT32);
    assertThat(Computation.prediction(cpu, ConstantHoisting.NONE).recurrence())
        .isEqualTo(Recurrence.PORTABLE);
  }

  @ParameterizedTest
  @CsvSource({"CUDNN_TRAINING, SEGMENTED", "CUDNN_INFERENCE, PORTABLE", "SEGMENTED, SEGMENTED"})
  void masksWithoutCudnn(Recurrence recurrence, Recurrence masked) {
    Computation computation =
        new Computation(ConstantHoisting.NONE, new MatrixProduct(Precision.FLOAT32), recurrence);
    assertThat(computation.withMasks().recurrence()).isEqualTo(masked);
  }

  private static Stream<ModelSpec> specs() {
    return Stream.of(Targets.values())
        .map(targets -> new ModelSpec(7, 5, 2, 4, 0, targets))
        .flatMap(
            spec ->
                Stream.of(
                    spec,
                    spec.with(Directions.FORWARD),
                    spec.withUnits(5, 3),
                    spec.withUnits(3, 5).with(Directions.FORWARD)));
  }

  private static LayerOutput logits(LayerBench bench, ModelSpec spec, Recurrence recurrence) {
    Ops tf = bench.tf();
    Computation computation =
        new Computation(ConstantHoisting.NONE, new MatrixProduct(Precision.FLOAT32), recurrence);
    WeightSource weights = WeightSource.variables(tf, bench.variables());
    Network network = new Network(weights, spec, IDS, Initializers.zeros(), computation);
    Operand<TInt32> notes = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(3, 4)));
    return network.logits(tf, notes, Dropout.none());
  }

  private static List<List<Object>> described(LayerBench bench) {
    return bench.variables().all().stream()
        .map(variable -> List.<Object>of(variable.name(), variable.shape()))
        .toList();
  }
}
