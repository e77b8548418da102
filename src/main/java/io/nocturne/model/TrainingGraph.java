package io.nocturne.model;

import io.nocturne.model.TrainingStep.BackwardPass;
import io.nocturne.runtime.Precision;
import io.nocturne.runtime.Saver;
import io.nocturne.runtime.Variables;
import io.nocturne.runtime.Variables.Variable;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * The graph of a {@link TrainingModel}.
 *
 * @param weights those of the variables that are trained
 * @param rows the batch
 * @param training the pass with dropout
 * @param inference the pass without
 * @param step of the optimizer
 * @param inferenceLoss of the batch without dropout
 * @param nextLogits of the token after each row
 * @param finite whether no weight is NaN or infinite
 * @param chief the first worker's values, if there are several workers
 */
record TrainingGraph(
    Graph graph,
    ModelSpec spec,
    TokenIds ids,
    OptimizerSettings learning,
    Variables variables,
    List<Variable<TFloat32>> weights,
    BatchFeed rows,
    Optimizer optimizer,
    BatchPass training,
    BatchPass inference,
    TrainingStep step,
    BatchSum inferenceLoss,
    Operand<TFloat32> nextLogits,
    Operand<TBool> finite,
    Saver saver,
    Optional<ChiefState> chief) {

  /** Builds a graph. */
  static TrainingGraph of(
      Graph graph,
      ModelSpec spec,
      TokenIds ids,
      OptimizerSettings learning,
      Workers workers,
      Computation computation) {
    Ops tf = Ops.create(graph);
    Variables variables = new Variables(graph);
    Initializers initializers = Initializers.keras(learning.seed());
    Network network =
        new Network(WeightSource.variables(tf, variables), spec, ids, initializers, computation);
    List<Variable<TFloat32>> weights =
        variables.all().stream().map(TrainingGraph::asFloat).toList();
    Optimizer optimizer =
        new Optimizer(tf, variables, learning.optimizer(), learning.stepsPerEpoch());
    BatchFeed rows = new BatchFeed(tf, spec, ids);
    Dropout dropout =
        Dropout.keyed(
            spec.dropouts(), workers.dropoutSeed(learning.seed()), optimizer.iterations());
    BatchPass.Rows batch = new BatchPass.Rows(graph, spec, ids, rows, learning.rows());
    BatchPass training = BatchPass.of(tf, network, batch, dropout);
    double smoothing = learning.labelSmoothing();
    Loss loss = Loss.of(tf, training.logits().output(), rows, ids, smoothing);
    Ops validation = tf.withSubScope("validation");
    BatchPass inference = BatchPass.of(validation, network, batch, Dropout.none());
    Loss inferenceLoss = Loss.of(validation, inference.logits().output(), rows, ids, smoothing);
    Operand<TFloat32> nextLogits = inference.nextLogits(validation, network, batch);
    BackwardPass backward = new BackwardPass(training.logits(), loss, weights, workers);
    // Half precision needs a scaled loss; bfloat16 has the range of float32.
    TrainingStep step =
        computation.products().precision() == Precision.FP16
            ? TrainingStep.of(
                tf, backward, optimizer, new LossScale(tf, variables, LossScale.GROWTH_STEPS))
            : TrainingStep.of(tf, backward, optimizer);
    return new TrainingGraph(
        graph,
        spec,
        ids,
        learning,
        variables,
        weights,
        rows,
        optimizer,
        training,
        inference,
        step,
        BatchSum.of(validation, workers, inferenceLoss),
        nextLogits,
        Norms.allFinite(tf.withSubScope("finite"), weights),
        new Saver(tf, training.with(variables.all())),
        workers.server().map(server -> new ChiefState(tf, workers, server, variables)));
  }

  /** Gives all variables their initial values. */
  void initialize(Session session) {
    variables.initialize(session);
    optimizer.learningRate().initialize(session);
    training.initialize(session);
    inference.initialize(session);
  }

  @SuppressWarnings("unchecked")
  static Variable<TFloat32> asFloat(Variable<?> variable) {
    return (Variable<TFloat32>) variable;
  }
}
