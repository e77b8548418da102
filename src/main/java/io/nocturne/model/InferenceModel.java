package io.nocturne.model;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.runtime.NativeLibrary;
import io.nocturne.runtime.Saver;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.Variables;
import io.nocturne.runtime.Variables.Variable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A trained network without loss and optimizer, in a session of its own. */
public final class InferenceModel implements AutoCloseable {
  private final InferenceGraph network;
  private final Lazy<PortableOutputs> outputs;
  private final Saver saver;
  private final StateTransfer transfer;
  private final Lazy<Prediction> prediction;
  private final Lazy<Scoring> scoring;
  private final Lazy<RecurrentNetwork> recurrence;

  private InferenceModel(ModelSpec spec, TokenIds ids, SessionSettings settings) {
    NativeLibrary.load();
    Graph graph = new Graph();
    try {
      Ops tf = Ops.create(graph);
      Variables variables = new Variables(graph);
      Network layers =
          new Network(
              WeightSource.variables(tf, variables),
              spec,
              ids,
              Initializers.zeros(),
              Computation.portable(ConstantHoisting.NONE));
      outputs = new Lazy<>(() -> PortableOutputs.add(tf, layers, spec));
      saver = new Saver(tf, variables.all());
      network =
          new InferenceGraph(spec, ids, settings, graph, settings.open(graph), variables.all());
      transfer = new StateTransfer(network.session(), variables);
    } catch (Throwable e) {
      graph.close();
      throw e;
    }
    prediction = new Lazy<>(() -> Prediction.add(network));
    scoring = new Lazy<>(() -> Scoring.add(network));
    recurrence = new Lazy<>(() -> new RecurrentNetwork(network));
  }

  /**
   * Builds the network and reads its weights.
   *
   * @param prefix of a checkpoint that {@link TrainingModel#save} wrote for the same spec and ids
   * @throws org.tensorflow.exceptions.TensorFlowException if the checkpoint cannot be read or is of
   *     another network
   */
  @MustBeClosed
  public static InferenceModel restore(
      ModelSpec spec, TokenIds ids, Path prefix, SessionSettings settings) {
    InferenceModel model = new InferenceModel(spec, ids, settings);
    try {
      model.restore(prefix);
      return model;
    } catch (Throwable e) {
      model.close();
      throw e;
    }
  }

  /** Builds the network; it has no weights before {@link #restore(Path)}. */
  @MustBeClosed
  public static InferenceModel blank(ModelSpec spec, TokenIds ids, SessionSettings settings) {
    return new InferenceModel(spec, ids, settings);
  }

  /**
   * Reads the weights. If that fails, some may have been read; it can be called again.
   *
   * @param prefix of a checkpoint that {@link TrainingModel#save} wrote for the same spec and ids
   * @throws org.tensorflow.exceptions.TensorFlowException if the checkpoint cannot be read or is of
   *     another network
   */
  public void restore(Path prefix) {
    saver.restore(network.session(), prefix);
  }

  /**
   * Returns the logits of the token after each window.
   *
   * @param windows [B][T] token ids, at least one window
   * @return [B][V]
   * @throws IllegalArgumentException if a window is of another length or a token is not of the
   *     vocabulary
   */
  public float[][] logits(int[][] windows) {
    int window = spec().window();
    int[] flat = ids().flatten(windows, window);
    Prediction fast = prediction.get();
    try (TInt32 fed = Tensors.ints(Shape.of(windows.length, window), flat);
        Result result = session().runner().feed(fast.notes(), fed).fetch(fast.logits()).run()) {
      return Tensors.toRows((TFloat32) result.get(0));
    }
  }

  /**
   * Predicts the targets of windows.
   *
   * @param batch {@code size} rows of window + 1 token ids, row-major: a window and the token after
   *     it; anything after the rows is ignored
   * @throws IllegalArgumentException if a token is not of the vocabulary or a row is missing
   */
  public TargetLogits targetLogits(int[] batch, int size) {
    return scoring.get().run(network, batch, size);
  }

  /**
   * Returns the same network as one that carries its state from token to token.
   *
   * @throws IllegalStateException if the network also reads backwards
   */
  public RecurrentNetwork recurrence() {
    return recurrence.get();
  }

  /** Returns the shape of the network. */
  public ModelSpec spec() {
    return network.spec();
  }

  /** Returns the ids that the network reads and predicts. */
  public TokenIds ids() {
    return network.ids();
  }

  /** Returns the network's variables, in the order of the layers. */
  public List<Variable<?>> variables() {
    return network.variables();
  }

  /** Returns the weights by name, in the order of the layers; each row-major. */
  public Map<String, float[]> weights() {
    return transfer.weights();
  }

  /** Returns the session that holds the weights; this model owns and closes it. */
  public Session session() {
    return network.session();
  }

  /** Returns the current graph, without the variables' values. */
  public GraphDef graphDef() {
    outputs.get();
    return network.graph().toGraphDef();
  }

  /** Returns the placeholder of the token ids, int32 [B, T]. */
  public Operand<TInt32> notes() {
    return outputs.get().notes();
  }

  /** Returns the logits of the next token, [B, V]. */
  public Operand<TFloat32> logits() {
    return outputs.get().logits();
  }

  /** Returns the probabilities of the next token, [B, V]. */
  public Operand<TFloat32> probabilities() {
    return outputs.get().probabilities();
  }

  /**
   * Returns the probabilities of the token after each position, [B, T, V], for {@link
   * Targets#EVERY}.
   */
  public Optional<Operand<TFloat32>> probabilitiesAtEveryPosition() {
    return outputs.get().everyPosition();
  }

  /**
   * Adds a loop that generates inside the graph.
   *
   * @param memory of the pieces; without one the network predicts alone
   */
  public GenerationLoop addGenerationLoop(Optional<MemoryTables> memory) {
    return GenerationLoop.add(network, memory);
  }

  @Override
  public void close() {
    network.session().close();
    network.graph().close();
  }
}
