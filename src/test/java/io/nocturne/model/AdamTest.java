package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.Variables.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class AdamTest {
  private static final int STEPS = 20;

  /** Each step is added to a weight. */
  private static final Float32Tolerance TOLERANCE = new Float32Tolerance(STEPS);

  static Stream<AdamSpec> specs() {
    return Stream.of(
        AdamSpec.KERAS,
        new AdamSpec(1e-2, 0.8, 0.99, 1e-3, 0),
        new AdamSpec(1e-2, 0.8, 0.99, 1e-3, 0.5), // clips nearly every step
        new AdamSpec(1e-2, 0.8, 0.99, 1e-3, 1.2), // clips some
        new AdamSpec(1e-2, 0, 0, 1, 0));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void twentyStepsAgreeWithTheReference(AdamSpec spec) {
    try (LayerBench bench = new LayerBench()) {
      Rig rig = new Rig(bench, spec);
      Map<String, double[]> weights = rig.initialWeights();
      ReferenceAdam reference = new ReferenceAdam(spec);
      Random random = new Random(31);
      try (Session session = bench.session()) {
        for (int step = 0; step < STEPS; step++) {
          float[] first = gradient(random, 3);
          float[] second = gradient(random, 2);
          rig.step(session, first, second);
          reference.step(
              weights,
              Map.of(
                  "first", ReferenceNetwork.toDoubles(first),
                  "second", ReferenceNetwork.toDoubles(second)));
        }
        weights.forEach(
            (name, expected) ->
                assertThat(ReferenceNetwork.toDoubles(rig.weight(session, name)))
                    .containsExactly(expected, TOLERANCE.around(expected)));
      }
    }
  }

  @Test
  void firstStepIsAboutTheLearningRateWhateverTheGradient() {
    try (LayerBench bench = new LayerBench()) {
      Rig rig = new Rig(bench, AdamSpec.KERAS);
      try (Session session = bench.session()) {
        rig.step(session, new float[] {1e-3f, -5f, 0f}, new float[] {100f, -1e-2f});
        assertThat(rig.weight(session, "first"))
            .containsExactly(new float[] {0.5f - 1e-3f, -0.25f + 1e-3f, 1f}, within(1e-5f));
      }
    }
  }

  @Test
  void countsItsSteps() {
    try (LayerBench bench = new LayerBench()) {
      Rig rig = new Rig(bench, AdamSpec.KERAS);
      try (Session session = bench.session()) {
        assertThat(rig.iterations(session)).isZero();
        rig.step(session, new float[3], new float[2]);
        rig.step(session, new float[3], new float[2]);
        assertThat(rig.iterations(session)).isEqualTo(2);
      }
    }
  }

  /** Gradients from 1e-8, where ε decides, to 1. */
  private static float[] gradient(Random random, int size) {
    float[] gradient = new float[size];
    for (int i = 0; i < size; i++) {
      gradient[i] = (float) (random.nextGaussian() * Math.pow(10, -8 * i / 2.0));
    }
    return gradient;
  }

  /** Two variables whose gradients are fed. */
  private static final class Rig {
    private final List<Variable<TFloat32>> weights;
    private final List<Operand<TFloat32>> gradients;
    private final Adam adam;
    private final Op update;

    Rig(LayerBench bench, AdamSpec spec) {
      Ops tf = bench.tf();
      weights =
          List.of(
              bench
                  .variables()
                  .addFloat("first", Shape.of(3), tf.constant(new float[] {0.5f, -0.25f, 1f})),
              bench
                  .variables()
                  .addFloat("second", Shape.of(2), tf.constant(new float[] {0.75f, -2f})));
      gradients = List.of(tf.placeholder(TFloat32.class), tf.placeholder(TFloat32.class));
      adam = new Adam(tf, bench.variables(), spec);
      update = adam.update(tf, weights, gradients);
    }

    Map<String, double[]> initialWeights() {
      Map<String, double[]> byName = new LinkedHashMap<>();
      byName.put("first", new double[] {0.5, -0.25, 1});
      byName.put("second", new double[] {0.75, -2});
      return byName;
    }

    void step(Session session, float[] first, float[] second) {
      try (TFloat32 one = Tensors.floats(Shape.of(first.length), first);
          TFloat32 two = Tensors.floats(Shape.of(second.length), second)) {
        session
            .runner()
            .feed(gradients.get(0), one)
            .feed(gradients.get(1), two)
            .addTarget(update)
            .run()
            .close();
      }
    }

    float[] weight(Session session, String name) {
      Variable<TFloat32> weight =
          weights.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
      try (Result result = session.runner().fetch(weight.read()).run()) {
        return Tensors.toArray((TFloat32) result.get(0));
      }
    }

    long iterations(Session session) {
      try (Result result = session.runner().fetch(adam.iterations()).run()) {
        return ((TInt64) result.get(0)).getLong();
      }
    }
  }
}
