package io.nocturne.model;

import io.nocturne.runtime.Variables.Variable;
import io.nocturne.runtime.WorkerServer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Loss and gradients of a whole batch, from those of the workers' shares.
 *
 * <p>A worker's gradients are of the mean over its own targets. They are multiplied by the number
 * of these, summed and divided by the number of all targets, so that shares may have different
 * numbers of targets, or none.
 *
 * @param gradients of the mean loss of the batch, one for each of the weights
 * @param loss of the batch; its own gradient is that of the share
 * @param vote on stopping, exchanged with the sums; empty with one worker
 */
record BatchSum(List<Operand<TFloat32>> gradients, Loss loss, Optional<Vote> vote) {

  /**
   * The vote of the workers on stopping.
   *
   * @param mine 1 to stop, 0 to proceed, a scalar
   * @param sum over the workers, a scalar
   */
  record Vote(Workers workers, Placeholder<TFloat32> mine, Operand<TFloat32> sum) {}

  /** Adds the sum of losses alone. */
  static BatchSum of(Ops tf, Workers workers, Loss loss) {
    return of(tf, workers, loss, List.of(), List.of());
  }

  /**
   * Adds the sum.
   *
   * @param loss of this worker's share
   * @param gradients of its mean, one for each of the weights
   */
  static BatchSum of(
      Ops tf,
      Workers workers,
      Loss loss,
      List<Variable<TFloat32>> weights,
      List<Operand<TFloat32>> gradients) {
    if (workers.server().isEmpty()) {
      return new BatchSum(gradients, loss, Optional.empty());
    }
    Ops scope = tf.withSubScope("workers");
    WorkerServer server = workers.server().get();
    Placeholder<TFloat32> mine =
        scope.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    FusedTensors fused = new FusedTensors();
    for (int i = 0; i < weights.size(); i++) {
      fused.add(scope.math.mul(gradients.get(i), loss.targets()), weights.get(i).shape());
    }
    for (Operand<TFloat32> scalar : List.of(loss.sum(), loss.correct(), loss.targets(), mine)) {
      fused.add(scalar, Shape.scalar());
    }
    List<Operand<TFloat32>> sums = fused.apply(scope, vector -> server.sum(scope, vector));
    List<Operand<TFloat32>> scalars = sums.subList(weights.size(), sums.size());
    Operand<TFloat32> targets = scalars.get(2);
    return new BatchSum(
        sums.subList(0, weights.size()).stream()
            .<Operand<TFloat32>>map(sum -> scope.math.divNoNan(sum, targets))
            .toList(),
        new Loss(scalars.get(0), scalars.get(1), targets, loss.gradient()),
        Optional.of(new Vote(workers, mine, scalars.get(3))));
  }

  /**
   * Runs a computation that contains this sum, and the vote if there is one.
   *
   * @param runner to which the loss is added first
   */
  BatchLoss run(Session.Runner runner, Function<Result, BatchLoss> reading) {
    if (vote.isEmpty()) {
      try (Result result = runner.run()) {
        return reading.apply(result);
      }
    }
    Vote each = vote.get();
    boolean stop = false;
    try (TFloat32 mine = TFloat32.scalarOf(each.workers().beginExchange());
        Result result = runner.feed(each.mine(), mine).fetch(each.sum()).run()) {
      stop = ((TFloat32) result.get(result.size() - 1)).getFloat() > 0;
      return reading.apply(result);
    } finally {
      each.workers().endExchange(stop);
    }
  }
}
