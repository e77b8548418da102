package io.nocturne.model;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.runtime.NativeLibrary;
import io.nocturne.runtime.Saver;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.Variable;
import io.nocturne.runtime.Variables;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A trained network without loss and optimiser, in a session of its own. */
public final class InferenceModel implements AutoCloseable {
  private final ModelSpec spec;
  private final SessionSettings settings;
  private final TokenIds ids;
  private final Graph graph;
  private final Session session;
  private final Variables variables;
  private final Placeholder<TInt32> notes;
  private final Operand<TFloat32> logits;
  private final Operand<TFloat32> probabilities;
  private final Optional<Operand<TFloat32>> logitsAtEveryPosition;
  private final Saver saver;
  private Optional<Prediction> prediction = Optional.empty();
  private Optional<Scoring> scoring = Optional.empty();
  private Optional<GenerationLoop> generationLoop = Optional.empty();

  private InferenceModel(ModelSpec spec, TokenIds ids, SessionSettings settings) {
    this.spec = spec;
    this.settings = settings;
    this.ids = ids;
    NativeLibrary.load();
    graph = new Graph();
    try {
      Ops tf = Ops.create(graph);
      variables = new Variables(graph);
      Network network =
          new Network(
              WeightSource.variables(tf, variables),
              spec,
              ids.count(),
              Initializers.zeros(),
              Computation.portable(ConstantHoisting.NONE));
      notes =
          tf.withName("notes")
              .placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, spec.window())));
      Operand<TFloat32> all =
          network.logits(tf.withSubScope("network"), notes, Dropout.none()).output();
      logits = tf.withName("logits").identity(network.nextLogits(tf, all));
      if (spec.targets() == Targets.LAST) {
        logitsAtEveryPosition = Optional.empty();
      } else {
        Operand<TFloat32> batchMajor =
            tf.linalg.transpose(
                tf.nn.softmax(network.byPosition(tf, all)), tf.constant(new int[] {1, 0, 2}));
        logitsAtEveryPosition = Optional.of(tf.withName("every_step").identity(batchMajor));
      }
      probabilities = tf.withName("probabilities").nn.softmax(logits);
      saver = new Saver(tf, variables.all());
      session = settings.open(graph);
    } catch (Throwable e) {
      graph.close();
      throw e;
    }
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
    saver.restore(session, prefix);
  }

  /**
   * Logits of the token after each window.
   *
   * @param windows [B][T] token ids, at least one window
   * @return [B][V]
   * @throws IllegalArgumentException if a window is of another length or a token is not of the
   *     vocabulary
   */
  public float[][] logits(int[][] windows) {
    int[] flat = ids.flatten(windows, spec.window());
    if (prediction.isEmpty()) {
      prediction = Optional.of(Prediction.add(graph, this, settings));
    }
    Prediction fast = prediction.get();
    try (TInt32 fed = Tensors.ints(Shape.of(windows.length, spec.window()), flat);
        Result result = session.runner().feed(fast.notes(), fed).fetch(fast.logits()).run()) {
      return Tensors.toRows((TFloat32) result.get(0));
    }
  }

  /**
   * How the network does on windows whose next tokens are known.
   *
   * @param batch {@code size} rows of window + 1 token ids, row-major: a window and the token after
   *     it; what follows is ignored
   * @throws IllegalArgumentException if a token is not of the vocabulary or a row is missing
   */
  public TargetScores score(int[] batch, int size) {
    if (scoring.isEmpty()) {
      scoring = Optional.of(Scoring.add(graph, this, settings));
    }
    return scoring.get().run(session, batch, size);
  }

  /** What it has learnt. */
  public ModelState state() {
    return new StateTransfer(session, variables).state();
  }

  /** The network's sizes. */
  public ModelSpec spec() {
    return spec;
  }

  /** The ids that it reads and predicts. */
  public TokenIds ids() {
    return ids;
  }

  /** The network's variables, in the order of the layers. */
  public List<Variable<?>> variables() {
    return variables.all();
  }

  /** The session that holds the weights; this model owns and closes it. */
  public Session session() {
    return session;
  }

  /** The graph as it stands, without the variables' values. */
  public GraphDef graphDef() {
    return graph.toGraphDef();
  }

  /** Where token ids are fed, int32 [B, T]. */
  public Operand<TInt32> notes() {
    return notes;
  }

  /** Logits of the next token, [B, V]. */
  public Operand<TFloat32> logits() {
    return logits;
  }

  /** Probabilities of the next token, [B, V]. */
  public Operand<TFloat32> probabilities() {
    return probabilities;
  }

  /** For {@link Targets#EVERY}: probabilities of the token after each position, [B, T, V]. */
  public Optional<Operand<TFloat32>> logitsAtEveryPosition() {
    return logitsAtEveryPosition;
  }

  /**
   * The loop that generates inside the graph. The first call adds it to the graph: who predicts
   * only need not have it.
   */
  public GenerationLoop generationLoop() {
    if (generationLoop.isEmpty()) {
      generationLoop = Optional.of(GenerationLoop.add(Ops.create(graph), this));
    }
    return generationLoop.get();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
