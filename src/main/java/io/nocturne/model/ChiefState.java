package io.nocturne.model;

import io.nocturne.runtime.Variables;
import io.nocturne.runtime.Variables.Variable;
import io.nocturne.runtime.WorkerServer;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The values of the first worker's variables, which all workers take over: a sum to which the
 * others add zeros.
 */
final class ChiefState {
  private final Workers workers;
  private final Placeholder<TInt64> decision;
  private final Operand<TInt64> decided;
  private final List<Op> updates = new ArrayList<>();

  /** Adds the ops that set the variables, of float32 and scalars of int64. */
  ChiefState(Ops root, Workers workers, WorkerServer server, Variables variables) {
    this.workers = workers;
    Ops tf = root.withSubScope("chief");
    boolean chief = server.index() == 0;
    List<Variable<?>> floats = new ArrayList<>(variables.all());
    List<Variable<?>> longs = new ArrayList<>(variables.all());
    floats.removeIf(variable -> variable.type() != TFloat32.class);
    longs.removeAll(floats);
    FusedTensors fused = new FusedTensors();
    floats.forEach(each -> fused.add(TrainingGraph.asFloat(each).read(), each.shape()));
    List<Operand<TFloat32>> values =
        fused.apply(tf, mine -> server.sum(tf, chief ? mine : tf.zerosLike(mine)));
    for (int i = 0; i < floats.size(); i++) {
      updates.add(tf.assignVariableOp(floats.get(i).handle(), values.get(i)));
    }
    decision = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    List<Operand<TInt64>> counts = new ArrayList<>(List.of(decision));
    longs.forEach(each -> counts.add(tf.dtypes.cast(each.read(), TInt64.class)));
    Operand<TInt64> mine = tf.stack(counts);
    List<Output<TInt64>> each =
        tf.unstack(
                server.sum(tf, chief ? mine : tf.zerosLike(mine)),
                (long) counts.size(),
                Unstack.axis(0L))
            .output();
    decided = each.get(0);
    for (int i = 0; i < longs.size(); i++) {
      updates.add(tf.assignVariableOp(longs.get(i).handle(), each.get(i + 1)));
    }
  }

  /**
   * Sets the variables.
   *
   * @param mine the first worker's decision; that of others has no effect
   * @return the first worker's decision
   */
  boolean takeOver(Session session, boolean mine) {
    workers.beginExchange();
    try (TInt64 fed = TInt64.scalarOf(mine ? 1 : 0)) {
      Session.Runner runner = session.runner().feed(decision, fed).fetch(decided);
      updates.forEach(runner::addTarget);
      try (Result result = runner.run()) {
        return ((TInt64) result.get(0)).getLong() > 0;
      }
    } finally {
      workers.endExchange(false);
    }
  }
}
