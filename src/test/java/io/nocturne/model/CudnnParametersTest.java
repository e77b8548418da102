package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.runtime.Precision;
import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class CudnnParametersTest {
  private static final GruShape UNEQUAL = new GruShape(5, 3, Directions.BOTH);
  private static final List<String> NAMES =
      List.of(
          "gru/forward/kernel",
          "gru/forward/recurrent_kernel",
          "gru/forward/bias",
          "gru/backward/kernel",
          "gru/backward/recurrent_kernel",
          "gru/backward/bias");

  @ParameterizedTest
  @CsvSource({"5, 3", "3, 5", "1, 1", "4, 4"})
  void cudnnsFormulasOnThePackedWeightsGiveWhatThePortableLayerGives(int inputs, int units) {
    int steps = 4;
    float[] x = random(steps * inputs, 3);
    Float32Tolerance tolerance = Float32Tolerance.ofSteps(steps, inputs + units);
    try (LayerBench bench = new LayerBench()) {
      GruShape shape = new GruShape(inputs, units, Directions.BOTH);
      Operand<TFloat32> portable =
          layer(bench, shape)
              .sequence(
                  bench.tf(),
                  GruInput.of(bench.constant(Shape.of(steps, inputs), x)),
                  steps,
                  ConstantHoisting.NONE)
              .output();
      float[] packed = bench.value(packed(bench, shape));
      double[][] expected = new CudnnReference(inputs, units, packed).outputs(rows(x, inputs));
      float[] outputs = bench.value(portable);
      for (int i = 0; i < outputs.length; i++) {
        assertThat(outputs[i])
            .isCloseTo((float) expected[i / (2 * units)][i % (2 * units)], tolerance.around(1f));
      }
    }
  }

  @Test
  void splitsWhatItPacked() {
    try (LayerBench bench = new LayerBench()) {
      layer(bench, UNEQUAL);
      List<GruWeights> split =
          new CudnnParameters(UNEQUAL).split(bench.tf(), packed(bench, UNEQUAL));
      List<Operand<TFloat32>> back = new ArrayList<>();
      split.forEach(
          weights ->
              back.addAll(List.of(weights.kernel(), weights.recurrentKernel(), weights.bias())));
      for (int i = 0; i < NAMES.size(); i++) {
        assertThat(bench.value(back.get(i))).isEqualTo(bench.value(weight(bench, NAMES.get(i))));
        assertThat(back.get(i).shape()).isEqualTo(weight(bench, NAMES.get(i)).shape());
      }
    }
  }

  @Test
  void packsEveryWeightOnce() {
    try (LayerBench bench = new LayerBench()) {
      layer(bench, UNEQUAL);
      long weights =
          bench.variables().all().stream().mapToLong(variable -> variable.shape().size()).sum();
      assertThat(packed(bench, UNEQUAL).shape()).isEqualTo(Shape.of(weights));
      assertThat(new CudnnParameters(UNEQUAL).size()).isEqualTo((int) weights);
    }
  }

  /** Adds a layer called gru to the bench. */
  private static BidirectionalGru layer(LayerBench bench, GruShape shape) {
    Initializer random =
        (tf, name, of) ->
            tf.reshape(tf.constant(random((int) of.size(), name.hashCode())), tf.constant(of));
    return new BidirectionalGru(
        WeightSource.variables(bench.tf(), bench.variables()),
        "gru",
        shape,
        new Initializers(random, random, random, random),
        new MatrixProduct(Precision.FLOAT32));
  }

  private static Operand<TFloat32> packed(LayerBench bench, GruShape shape) {
    List<Operand<TFloat32>> all = NAMES.stream().map(name -> weight(bench, name)).toList();
    return new CudnnParameters(shape)
        .pack(
            bench.tf(),
            List.of(
                new GruWeights(all.get(0), all.get(1), all.get(2)),
                new GruWeights(all.get(3), all.get(4), all.get(5))));
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> weight(LayerBench bench, String name) {
    Variable<?> variable =
        bench.variables().all().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    return (Operand<TFloat32>) variable.read();
  }

  private static double[][] rows(float[] values, int width) {
    double[][] rows = new double[values.length / width][width];
    for (int i = 0; i < values.length; i++) {
      rows[i / width][i % width] = values[i];
    }
    return rows;
  }

  private static float[] random(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }
}
