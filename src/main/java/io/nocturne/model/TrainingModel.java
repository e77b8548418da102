package io.nocturne.model;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.NativeLibrary;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
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
  private final TrainingGraph built;
  private final Session session;
  private final StateTransfer transfer;
  private Optional<float[]> lastNorms = Optional.empty();

  @SuppressWarnings("MustBeClosedChecker") // Closed with this.
  private TrainingModel(TrainingGraph built, Workers workers) {
    this.built = built;
    session = workers.open(built.graph());
    transfer = new StateTransfer(session, built.variables(), built.learning().optimizer());
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
    return create(spec, ids, learning, Workers.alone(settings, () -> false));
  }

  /** Builds the network as one of several workers, and gives it initial weights. */
  @MustBeClosed
  public static TrainingModel create(
      ModelSpec spec, TokenIds ids, OptimizerSettings learning, Workers workers) {
    return create(spec, ids, learning, workers, Computation.training(workers.settings()));
  }

  /** Builds a network that is computed in another way than the settings say. */
  @MustBeClosed
  static TrainingModel create(
      ModelSpec spec,
      TokenIds ids,
      OptimizerSettings learning,
      Workers workers,
      Computation computation) {
    NativeLibrary.load();
    Graph graph = new Graph();
    try {
      TrainingModel model =
          new TrainingModel(
              TrainingGraph.of(graph, spec, ids, learning, workers, computation), workers);
      try {
        model.built.initialize(model.session);
        return model;
      } catch (Throwable e) {
        model.session.close();
        throw e;
      }
    } catch (Throwable e) {
      graph.close();
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
    TrainingStep step = built.step();
    try (TInt32 fed = built.rows().feed(batch, size)) {
      Session.Runner runner =
          built
              .training()
              .handOn(runner(fed, step.sum().loss()))
              .fetch(step.norms())
              .addTarget(step.update());
      return step.sum()
          .run(
              runner,
              result -> {
                lastNorms = Optional.of(Tensors.toArray((TFloat32) result.get(3)));
                return Loss.read(result);
              });
    }
  }

  /** Returns the loss of a batch without dropout; changes nothing. */
  public BatchLoss evaluate(int[] batch, int size) {
    BatchSum sum = built.inferenceLoss();
    try (TInt32 fed = built.rows().feed(batch, size)) {
      return sum.run(built.inference().handOn(runner(fed, sum.loss())), Loss::read);
    }
  }

  @Override
  public Map<String, Float> gradientNorms() {
    float[] all = lastNorms.orElseThrow(() -> new IllegalStateException("no step was taken yet"));
    Map<String, Float> byName = new LinkedHashMap<>();
    for (int i = 0; i < all.length; i++) {
      byName.put(built.weights().get(i).name(), all[i]);
    }
    return byName;
  }

  @Override
  public float[][] logits(int[][] windows) {
    try (TInt32 fed = built.rows().feedWindows(windows);
        Result result =
            session
                .runner()
                .feed(built.rows().placeholder(), fed)
                .fetch(built.nextLogits())
                .run()) {
      return Tensors.toRows((TFloat32) result.get(0));
    }
  }

  @Override
  public long iterations() {
    try (Result result = session.runner().fetch(built.optimizer().iterations()).run()) {
      return ((TInt64) result.get(0)).getLong();
    }
  }

  /** Returns the learning rate of the next step. */
  public float learningRate() {
    return built.optimizer().learningRate().now(session);
  }

  /**
   * Sets the learning rate of the next steps, which no checkpoint holds.
   *
   * @throws IllegalStateException if the spec's schedule is not {@code PLATEAU}
   */
  public void setLearningRate(float rate) {
    built.optimizer().learningRate().set(session, rate);
  }

  /** Returns whether no weight is NaN or infinite. */
  public boolean isFinite() {
    try (Result result = session.runner().fetch(built.finite()).run()) {
      return ((TBool) result.get(0)).getBoolean();
    }
  }

  /** Writes weights and optimizer state as a TensorFlow checkpoint, {@code PREFIX.index} etc. */
  public void save(Path prefix) {
    built.saver().save(session, prefix);
  }

  /** Reads a checkpoint that {@link #save} wrote. */
  public void restore(Path prefix) {
    built.saver().restore(session, prefix);
  }

  /** Reads the weights of a checkpoint, which may be of another optimizer. */
  public void restoreWeights(Path prefix) {
    try (InferenceModel model =
        InferenceModel.restore(
            built.spec(), built.ids(), prefix, SessionSettings.defaults().on(Device.CPU))) {
      transfer.set(ModelState.of(model.weights()));
    }
  }

  /**
   * Takes over the values of the first worker's weights and optimizer, if there are several
   * workers, all of which have to call this.
   *
   * @param decision of this worker
   * @return the first worker's decision
   */
  public boolean takeOver(boolean decision) {
    return built.chief().map(chief -> chief.takeOver(session, decision)).orElse(decision);
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
    return built.weights().stream().mapToLong(weight -> weight.shape().size()).sum();
  }

  @Override
  public byte[] graphDef() {
    return built.graph().toGraphDef().toByteArray();
  }

  @Override
  public void close() {
    session.close();
    built.graph().close();
  }

  /** Sets one weight, row-major. */
  void setWeight(String name, float[] values) {
    transfer.set(name, values);
  }

  /** Returns the gradients of a batch's mean loss by the weights' names, without taking a step. */
  Map<String, float[]> gradients(int[] batch, int size) {
    Map<String, float[]> byName = new LinkedHashMap<>();
    try (TInt32 fed = built.rows().feed(batch, size)) {
      Session.Runner runner = session.runner().feed(built.rows().placeholder(), fed);
      built.step().sum().gradients().forEach(runner::fetch);
      try (Result result = runner.run()) {
        for (int i = 0; i < built.weights().size(); i++) {
          byName.put(built.weights().get(i).name(), Tensors.toArray((TFloat32) result.get(i)));
        }
      }
    }
    return byName;
  }

  private Session.Runner runner(TInt32 batch, Loss loss) {
    return loss.fetch(session.runner().feed(built.rows().placeholder(), batch));
  }
}
