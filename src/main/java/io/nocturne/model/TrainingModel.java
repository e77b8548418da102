package io.nocturne.model;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.model.TrainingStep.BackwardPass;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.NativeLibrary;
import io.nocturne.runtime.Precision;
import io.nocturne.runtime.Saver;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.Variables;
import io.nocturne.runtime.Variables.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A network with its loss and optimizer, in a session of its own.
 *
 * <p>A batch is rows of window + 1 token ids: a window and the token after it. For {@link
 * Targets#LAST} that token is the target; for {@link Targets#EVERY} the targets are the row without
 * its first token.
 */
public final class TrainingModel implements ModelView, AutoCloseable {
  private final ModelSpec spec;
  private final TokenIds ids;
  private final Graph graph;
  private final Session session;
  private final Variables variables;
  private final List<Variable<TFloat32>> weights = new ArrayList<>();
  private final BatchFeed rows;
  private final Optimizer optimizer;
  private final TrainingStep step;
  private final BatchPass trainingPass;
  private final BatchPass inferencePass;
  private final Loss training;
  private final Loss inference;
  private final Operand<TFloat32> nextLogits;
  private final Operand<TBool> finite;
  private final Saver saver;
  private final StateTransfer transfer;
  private Optional<float[]> lastNorms = Optional.empty();

  private TrainingModel(
      ModelSpec spec,
      TokenIds ids,
      OptimizerSettings learning,
      SessionSettings settings,
      Computation computation) {
    this.spec = spec;
    this.ids = ids;
    double smoothing = learning.labelSmoothing();
    NativeLibrary.load();
    graph = new Graph();
    try {
      Ops tf = Ops.create(graph);
      variables = new Variables(graph);
      Initializers initializers = Initializers.keras(learning.seed());
      Network network =
          new Network(WeightSource.variables(tf, variables), spec, ids, initializers, computation);
      variables.all().forEach(variable -> weights.add(asFloat(variable)));
      optimizer = new Optimizer(tf, variables, learning.optimizer(), learning.stepsPerEpoch());
      rows = new BatchFeed(tf, spec, ids);
      Dropout dropout = Dropout.keyed(spec.dropouts(), learning.seed(), optimizer.iterations());
      BatchPass.Rows batch = new BatchPass.Rows(graph, spec, ids, rows, learning.rows());
      trainingPass = BatchPass.of(tf, network, batch, dropout);
      LayerOutput dropped = trainingPass.logits();
      training = Loss.of(tf, dropped.output(), rows, ids, smoothing);
      Ops validation = tf.withSubScope("validation");
      inferencePass = BatchPass.of(validation, network, batch, Dropout.none());
      inference = Loss.of(validation, inferencePass.logits().output(), rows, ids, smoothing);
      nextLogits = inferencePass.nextLogits(validation, network, batch);
      BackwardPass backward = new BackwardPass(dropped, training.gradient(), weights);
      // Half precision needs a scaled loss; bfloat16 has the range of float32.
      step =
          computation.products().precision() == Precision.FP16
              ? TrainingStep.of(
                  tf, backward, optimizer, new LossScale(tf, variables, LossScale.GROWTH_STEPS))
              : TrainingStep.of(tf, backward, optimizer);
      finite = Norms.allFinite(tf.withSubScope("finite"), weights);
      saver = new Saver(tf, trainingPass.with(variables.all()));
      session = settings.open(graph);
      transfer = new StateTransfer(session, variables, learning.optimizer());
    } catch (Throwable e) {
      graph.close();
      throw e;
    }
  }

  /**
   * Builds the network and gives it initial weights.
   *
   * @param seed of the initial weights and of dropout
   */
  @MustBeClosed
  public static TrainingModel create(
      ModelSpec spec, TokenIds ids, OptimizerSpec optimizer, long seed, SessionSettings settings) {
    return create(spec, ids, new OptimizerSettings(optimizer, seed), settings);
  }

  /** Builds the network and gives it initial weights. */
  @MustBeClosed
  public static TrainingModel create(
      ModelSpec spec, TokenIds ids, OptimizerSettings learning, SessionSettings settings) {
    return create(spec, ids, learning, settings, Computation.training(settings));
  }

  /** Builds a network that is computed in another way than the settings say. */
  @MustBeClosed
  static TrainingModel create(
      ModelSpec spec,
      TokenIds ids,
      OptimizerSettings learning,
      SessionSettings settings,
      Computation computation) {
    TrainingModel model = new TrainingModel(spec, ids, learning, settings, computation);
    try {
      model.variables.initialize(model.session);
      model.optimizer.learningRate().initialize(model.session);
      model.trainingPass.initialize(model.session);
      model.inferencePass.initialize(model.session);
      return model;
    } catch (Throwable e) {
      model.close();
      throw e;
    }
  }

  /**
   * Takes one step of the optimizer.
   *
   * @param batch {@code size} rows of window + 1 token ids, row-major; anything after them is
   *     ignored
   * @return the loss of the batch before the step, with dropout
   * @throws IllegalArgumentException if a token is not of the vocabulary or a row is missing
   */
  public BatchLoss train(int[] batch, int size) {
    try (TInt32 fed = rows.feed(batch, size);
        Result result =
            trainingPass
                .handOn(runner(fed, training))
                .fetch(step.norms())
                .addTarget(step.update())
                .run()) {
      lastNorms = Optional.of(Tensors.toArray((TFloat32) result.get(3)));
      return Loss.read(result);
    }
  }

  /** Returns the loss of a batch without dropout; changes nothing. */
  public BatchLoss evaluate(int[] batch, int size) {
    try (TInt32 fed = rows.feed(batch, size);
        Result result = inferencePass.handOn(runner(fed, inference)).run()) {
      return Loss.read(result);
    }
  }

  @Override
  public Map<String, Float> gradientNorms() {
    float[] all = lastNorms.orElseThrow(() -> new IllegalStateException("no step was taken yet"));
    Map<String, Float> byName = new LinkedHashMap<>();
    for (int i = 0; i < all.length; i++) {
      byName.put(weights.get(i).name(), all[i]);
    }
    return byName;
  }

  @Override
  public float[][] logits(int[][] windows) {
    try (TInt32 fed = rows.feedWindows(windows);
        Result result = session.runner().feed(rows.placeholder(), fed).fetch(nextLogits).run()) {
      return Tensors.toRows((TFloat32) result.get(0));
    }
  }

  @Override
  public long iterations() {
    try (Result result = session.runner().fetch(optimizer.iterations()).run()) {
      return ((TInt64) result.get(0)).getLong();
    }
  }

  /** Returns the learning rate of the next step. */
  public float learningRate() {
    return optimizer.learningRate().now(session);
  }

  /**
   * Sets the learning rate of the next steps, which no checkpoint holds.
   *
   * @throws IllegalStateException if the spec's schedule is not {@code PLATEAU}
   */
  public void setLearningRate(float rate) {
    optimizer.learningRate().set(session, rate);
  }

  /** Returns whether no weight is NaN or infinite. */
  public boolean isFinite() {
    try (Result result = session.runner().fetch(finite).run()) {
      return ((TBool) result.get(0)).getBoolean();
    }
  }

  /** Writes weights and optimizer state as a TensorFlow checkpoint, {@code PREFIX.index} etc. */
  public void save(Path prefix) {
    saver.save(session, prefix);
  }

  /** Reads a checkpoint that {@link #save} wrote. */
  public void restore(Path prefix) {
    saver.restore(session, prefix);
  }

  /** Reads the weights of a checkpoint, which may be of another optimizer. */
  public void restoreWeights(Path prefix) {
    try (InferenceModel model =
        InferenceModel.restore(spec, ids, prefix, SessionSettings.defaults().on(Device.CPU))) {
      transfer.set(ModelState.of(model.weights()));
    }
  }

  @Override
  public Map<String, float[]> weights() {
    return transfer.weights();
  }

  /** Returns the trained values, including the optimizer's state. */
  public ModelState state() {
    return transfer.state();
  }

  /**
   * Sets the trained values.
   *
   * @throws IllegalArgumentException if they are of another network, naming the weight
   */
  public void setState(ModelState state) {
    transfer.set(state);
  }

  @Override
  public long weightCount() {
    return weights.stream().mapToLong(weight -> weight.shape().size()).sum();
  }

  @Override
  public byte[] graphDef() {
    return graph.toGraphDef().toByteArray();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  /** Sets one weight, row-major. */
  void setWeight(String name, float[] values) {
    transfer.set(name, values);
  }

  /** Returns the gradients of a batch's mean loss by the weights' names, without taking a step. */
  Map<String, float[]> gradients(int[] batch, int size) {
    Map<String, float[]> byName = new LinkedHashMap<>();
    try (TInt32 fed = rows.feed(batch, size)) {
      Session.Runner runner = session.runner().feed(rows.placeholder(), fed);
      step.gradients().forEach(runner::fetch);
      try (Result result = runner.run()) {
        for (int i = 0; i < weights.size(); i++) {
          byName.put(weights.get(i).name(), Tensors.toArray((TFloat32) result.get(i)));
        }
      }
    }
    return byName;
  }

  private Session.Runner runner(TInt32 batch, Loss loss) {
    return loss.fetch(session.runner().feed(rows.placeholder(), batch));
  }

  @SuppressWarnings("unchecked")
  private static Variable<TFloat32> asFloat(Variable<?> variable) {
    return (Variable<TFloat32>) variable;
  }
}
