package io.nocturne.model;

import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Two weights, [3] and [2, 2], which an optimizer updates with gradients that are fed. */
final class SteppedWeights implements AutoCloseable {
  private static final List<Shape> SHAPES = List.of(Shape.of(3), Shape.of(2, 2));

  private final LayerBench bench = new LayerBench();
  private final List<Variable<TFloat32>> weights = new ArrayList<>();
  private final List<Operand<TFloat32>> gradients = new ArrayList<>();
  private final Placeholder<TBool> taken =
      bench.tf().placeholder(TBool.class, Placeholder.shape(Shape.scalar()));
  private final Optimizer optimizer;
  private final Op update;
  private final Session session;

  private SteppedWeights(OptimizerSpec spec, boolean conditional, List<float[]> initial) {
    for (int i = 0; i < SHAPES.size(); i++) {
      Shape shape = SHAPES.get(i);
      Operand<TFloat32> value = bench.constant(shape, initial.get(i));
      weights.add(bench.variables().addFloat("weight_" + i, shape, value));
      gradients.add(bench.tf().placeholder(TFloat32.class, Placeholder.shape(shape)));
    }
    optimizer = new Optimizer(bench.tf(), bench.variables(), spec, 1);
    update =
        conditional
            ? optimizer.updateIf(taken, weights, gradients)
            : optimizer.update(weights, gradients);
    session = bench.session();
    optimizer.learningRate().initialize(session);
  }

  /** Weights whose steps are always taken. */
  static SteppedWeights always(OptimizerSpec spec, List<float[]> initial) {
    return new SteppedWeights(spec, false, initial);
  }

  /** Weights whose steps are taken or not. */
  static SteppedWeights conditionally(OptimizerSpec spec, List<float[]> initial) {
    return new SteppedWeights(spec, true, initial);
  }

  void step(List<float[]> values) {
    step(values, true);
  }

  void step(List<float[]> values, boolean isTaken) {
    try (TFloat32 first = Tensors.floats(SHAPES.get(0), values.get(0));
        TFloat32 second = Tensors.floats(SHAPES.get(1), values.get(1));
        TBool fed = TBool.scalarOf(isTaken)) {
      session
          .runner()
          .feed(gradients.get(0).asOutput(), first)
          .feed(gradients.get(1).asOutput(), second)
          .feed(taken, fed)
          .addTarget(update)
          .run()
          .close();
    }
  }

  /** The values of the weights. */
  List<float[]> weights() {
    return weights.stream().map(this::value).toList();
  }

  /** The values of the weights and of what the optimizer keeps for them. */
  List<float[]> state() {
    return bench.variables().all().stream()
        .filter(variable -> variable.type() == TFloat32.class)
        .map(this::value)
        .toList();
  }

  long iterations() {
    try (Result result = session.runner().fetch(optimizer.iterations()).run()) {
      return ((TInt64) result.get(0)).getLong();
    }
  }

  private float[] value(Variable<?> variable) {
    try (Result result = session.runner().fetch(variable.read()).run()) {
      return Tensors.toArray((TFloat32) result.get(0));
    }
  }

  @Override
  public void close() {
    session.close();
    bench.close();
  }
}
