package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class LossScaleTest {
  private final LayerBench bench = new LayerBench();
  private final Ops tf = bench.tf();

  @AfterEach
  void close() {
    bench.close();
  }

  /** Keras 3.15.1's LossScaleOptimizer with dynamic_growth_steps=3: its factors and its steps. */
  @Test
  void followsFiniteAndOverflowingStepsAsKerasDoes() {
    LossScale scale = new LossScale(tf, bench.variables(), 3);
    Placeholder<TBool> taken = tf.placeholder(TBool.class, Placeholder.shape(Shape.scalar()));
    Op update = tf.withControlDependencies(scale.update(tf, taken)).noOp();
    List<String> states = new ArrayList<>();
    try (Session session = bench.session()) {
      for (char step : "FFFFNNFFFNF".toCharArray()) {
        try (TBool fed = TBool.scalarOf(step == 'F')) {
          session.runner().feed(taken, fed).addTarget(update).run().close();
        }
        states.add(state(session, scale));
      }
    }
    assertThat(states)
        .containsExactly(
            "32768 1", "32768 2", "65536 0", "65536 1", "32768 0", "16384 0", "16384 1", "16384 2",
            "32768 0", "16384 0", "16384 1");
  }

  @Test
  void unscalesWhatItScaledWithoutRounding() {
    LossScale scale = new LossScale(tf, bench.variables(), 3);
    Operand<TFloat32> gradient = bench.constant(Shape.of(3), 1e-7f, -0.3f, 5f);
    assertThat(bench.value(scale.scaled(tf, gradient)))
        .containsExactly(
            1e-7f * LossScale.INITIAL, -0.3f * LossScale.INITIAL, 5f * LossScale.INITIAL);
    assertThat(bench.value(scale.unscaled(tf, scale.scaled(tf, gradient))))
        .containsExactly(1e-7f, -0.3f, 5f);
  }

  private static String state(Session session, LossScale scale) {
    try (Result result = session.runner().fetch(scale.value()).fetch(scale.stepsTaken()).run()) {
      return "%.0f %d"
          .formatted(((TFloat32) result.get(0)).getFloat(), ((TInt64) result.get(1)).getLong());
    }
  }
}
