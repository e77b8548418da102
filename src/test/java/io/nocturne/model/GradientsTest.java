package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.model.ModelSpec.DropoutSpec;
import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.Variables;
import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Compares the written-out backward pass with TensorFlow's automatic differentiation. */
class GradientsTest {
  private static final int ROWS = 3;

  private static Stream<Arguments> networks() {
    return Stream.of(Targets.values())
        .flatMap(
            targets ->
                Stream.of(
                    new Arguments(new ModelSpec(4, 3, 1, 5, 0.5, targets), 7),
                    new Arguments(new ModelSpec(3, 4, 3, 4, 0.5, targets), 7),
                    new Arguments(new ModelSpec(3, 4, 2, 6, 0, targets), 1500),
                    // Segments of 20 and 21 steps, and more of them than are inlined.
                    new Arguments(new ModelSpec(3, 2, 1, 41, 0.5, targets), 7),
                    new Arguments(
                        new ModelSpec(3, 2, 1, 123, 0, targets).with(Directions.FORWARD), 7),
                    new Arguments(
                        new ModelSpec(3, 2, 1, 41, 0, targets).with(Directions.FORWARD), 1500),
                    // Five outputs: dropout has half a random number left over.
                    new Arguments(
                        new ModelSpec(4, 5, 2, 6, 0.5, targets).with(Directions.FORWARD), 7),
                    new Arguments(everywhere(targets), 7),
                    new Arguments(everywhere(targets).with(Directions.FORWARD), 7)));
  }

  /** Layers that differ, dropout at every place, masked padding and several segments. */
  private static ModelSpec everywhere(Targets targets) {
    return new ModelSpec(4, 5, 2, 41, 0, targets)
        .withUnits(5, 3)
        .with(new DropoutSpec(List.of(0.2, 0.4), 0.3, List.of(0.25, 0.5)))
        .asMasked();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void areThoseOfAutomaticDifferentiation(Arguments network) {
    try (Graph graph = new Graph()) {
      Derivatives derivatives = new Derivatives(graph, network.spec(), network.vocabulary());
      Map<String, Distance> distances = derivatives.distances(graph);
      Float32Tolerance tolerance = Float32Tolerance.ofGradients(network.spec(), ROWS);
      int directions = network.spec().directions().count();
      assertThat(distances).hasSize(3 + 3 * directions * network.spec().layers());
      assertThat(distances)
          .allSatisfy(
              (weight, distance) -> {
                assertThat(distance.norm()).isPositive();
                assertThat(distance.difference()).isLessThan(tolerance.bound(distance.norm()));
              });
    }
  }

  @Test
  void areGivenOnceForEachWeight() {
    try (LayerBench bench = new LayerBench()) {
      Gradients gradients = new Gradients();
      Operand<TFloat32> gradient = bench.tf().constant(1f);
      gradients.put("dense/bias", gradient);
      assertThatThrownBy(() -> gradients.put("dense/bias", gradient))
          .hasMessage("the gradient with respect to dense/bias is set already");
      assertThatThrownBy(() -> gradients.get("dense/kernel"))
          .hasMessage("no gradient with respect to dense/kernel");
    }
  }

  private record Arguments(ModelSpec spec, int vocabulary) {}

  /**
   * Returns the distance of two gradients.
   *
   * @param difference Euclidean
   * @param norm of the one by automatic differentiation
   */
  private record Distance(double difference, double norm) {
    static Distance of(float[] written, float[] automatic) {
      double squares = 0;
      double differences = 0;
      for (int i = 0; i < automatic.length; i++) {
        squares += Math.pow(automatic[i], 2);
        differences += Math.pow(automatic[i] - written[i], 2);
      }
      return new Distance(Math.sqrt(differences), Math.sqrt(squares));
    }
  }

  /** One forward pass, dropout included, and both ways back. */
  private static final class Derivatives {
    private final Variables variables;
    private final Map<String, Operand<?>> written = new LinkedHashMap<>();
    private final Map<String, Operand<?>> automatic = new LinkedHashMap<>();

    Derivatives(Graph graph, ModelSpec spec, int vocabulary) {
      Ops tf = Ops.create(graph);
      variables = new Variables(graph);
      Initializer random = Initializer.uniform(5, 0.8);
      Initializers initializers = new Initializers(random, random, random, random);
      TokenIds ids = new TokenIds(vocabulary, vocabulary - 1);
      WeightSource weights = once(WeightSource.variables(tf, variables));
      Network network =
          new Network(weights, spec, ids, initializers, Computation.training(Fixtures.SETTINGS));
      Network differentiable =
          new Network(
              weights, spec, ids, initializers, Computation.portable(ConstantHoisting.NONE));
      Operand<TInt32> notes = tf.constant(notes(spec.window(), vocabulary));
      Dropout dropout = Dropout.keyed(spec.dropouts(), 11, tf.constant(4L));
      LayerOutput pass = network.logits(tf, notes, dropout);
      Operand<TFloat32> same =
          differentiable.logits(tf.withSubScope("portable"), notes, dropout).output();
      int targets = spec.targets() == Targets.LAST ? ROWS : ROWS * spec.window();
      int[] answers = new int[targets];
      for (int i = 0; i < targets; i++) {
        answers[i] = (i * 5 + 1) % vocabulary;
      }
      Loss loss = Loss.of(tf, pass.output(), tf.constant(answers), ids, 0);
      Gradients gradients = new Gradients();
      pass.backward().apply(tf.withSubScope("gradients"), loss.gradient(), gradients);
      variables.all().forEach(weight -> written.put(weight.name(), gradients.get(weight.name())));
      differentiate(graph, plainLoss(tf, same, tf.constant(answers), ids));
    }

    Map<String, Distance> distances(Graph graph) {
      Map<String, Distance> distances = new LinkedHashMap<>();
      try (Session session = new Session(graph, Fixtures.SETTINGS.toConfig())) {
        variables.initialize(session);
        for (String weight : written.keySet()) {
          try (Result result =
              session.runner().fetch(written.get(weight)).fetch(automatic.get(weight)).run()) {
            distances.put(
                weight,
                Distance.of(
                    Tensors.toArray((TFloat32) result.get(0)),
                    Tensors.toArray((TFloat32) result.get(1))));
          }
        }
      }
      return distances;
    }

    /** Returns the same weights to every network that asks. */
    private static WeightSource once(WeightSource source) {
      Map<String, Operand<TFloat32>> made = new HashMap<>();
      return (name, shape, initializer) ->
          made.computeIfAbsent(name, absent -> source.weight(name, shape, initializer));
    }

    /** The mean cross-entropy, from an op that TensorFlow can differentiate. */
    private static Operand<TFloat32> plainLoss(
        Ops tf, Operand<TFloat32> logits, Operand<TInt32> answers, TokenIds ids) {
      Operand<TFloat32> oneHot =
          tf.oneHot(answers, tf.constant(ids.count()), tf.constant(1f), tf.constant(0f));
      Operand<TFloat32> counted =
          tf.dtypes.cast(tf.math.notEqual(answers, tf.constant(ids.pad())), TFloat32.class);
      Operand<TFloat32> losses =
          tf.math.mul(tf.nn.softmaxCrossEntropyWithLogits(logits, oneHot).loss(), counted);
      return tf.math.div(sum(tf, losses), sum(tf, counted));
    }

    private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> values) {
      return tf.reduceSum(values, tf.constant(0), ReduceSum.keepDims(false));
    }

    private void differentiate(Graph graph, Operand<TFloat32> loss) {
      List<Variable<?>> weights = variables.all();
      Output<?>[] reads =
          weights.stream().map(weight -> weight.read().asOutput()).toArray(Output<?>[]::new);
      List<Output<?>> gradients =
          new ArrayList<>(List.of(graph.addGradients(loss.asOutput(), reads)));
      for (int i = 0; i < weights.size(); i++) {
        automatic.put(weights.get(i).name(), gradients.get(i));
      }
    }

    private static int[][] notes(int window, int vocabulary) {
      int[][] notes = new int[ROWS][window];
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < window; i++) {
          notes[row][i] = (row * 3 + i * i) % vocabulary;
        }
      }
      return notes;
    }
  }
}
