package io.nocturne.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A network in one graph: its weights and the passes through its layers. Training and inference are
 * built from the same code.
 */
final class Network {
  // Up to here a vocabulary has fewer products with a kernel than a batch of windows has.
  private static final int MAX_TABLE = 1024;
  private static final String EMBEDDING = "embedding";
  private static final String EMBEDDINGS = EMBEDDING + "/embeddings";

  private final ModelSpec spec;
  private final TokenIds ids;
  private final Computation computation;
  private final Operand<TFloat32> embeddings;
  private final List<RecurrentLayer> layers = new ArrayList<>();
  private final Dense dense;

  /**
   * Adds the weights of a network to a graph.
   *
   * @param initializers of the weights, before they are trained or restored
   */
  Network(
      WeightSource weights,
      ModelSpec spec,
      TokenIds ids,
      Initializers initializers,
      Computation computation) {
    this.spec = spec;
    this.ids = ids;
    this.computation = spec.maskPadding() ? computation.withMasks() : computation;
    embeddings =
        weights.weight(
            EMBEDDINGS, Shape.of(ids.count(), spec.embedding()), initializers.embedding());
    for (int i = 0; i < spec.layers(); i++) {
      GruShape shape = new GruShape(spec.inputWidth(i), spec.units(i), spec.directions());
      layers.add(this.computation.layer(weights, spec.directions().layer(i), shape, initializers));
    }
    dense =
        new Dense(weights, "dense", spec.outputWidth(spec.layers() - 1), ids.count(), initializers);
  }

  /**
   * Returns the logits of the predicted tokens and the backward pass to every weight: [B, V] of the
   * token after the window for {@link Targets#LAST}, [T·B, V] of the token after each position,
   * time-major, for {@link Targets#EVERY}.
   *
   * @param notes token ids, [B, T]
   */
  LayerOutput logits(Ops tf, Operand<TInt32> notes, Dropout dropout) {
    return logits(
        tf,
        notes,
        dropout,
        MAX_TABLE,
        (scope, i, input) ->
            i == layers.size() - 1 && spec.targets() == Targets.LAST
                ? layers.get(i).lastStates(scope, input, spec.window(), computation.hoist())
                : sequence(scope, i, input));
  }

  /**
   * Adds a layer whose output is the states at all steps; Keras's Bidirectional masks them, too.
   */
  private LayerOutput sequence(Ops tf, int layer, GruInput input) {
    LayerOutput read = layers.get(layer).sequence(tf, input, spec.window(), computation.hoist());
    if (input.masked().isEmpty() || spec.directions() == Directions.FORWARD) {
      return read;
    }
    Operand<TFloat32> kept = // [T·B, 1]
        tf.math.sub(
            tf.constant(1f), tf.reshape(input.masked().get(), tf.constant(new int[] {-1, 1})));
    return new LayerOutput(
        tf.math.mul(read.output(), kept),
        (back, gradient, gradients) ->
            read.backward().apply(back, back.math.mul(gradient, kept), gradients));
  }

  /**
   * The predictions of a network that reads forward, after tokens that follow others.
   *
   * @param logits of the token after each position, time-major, [T·B, V], and the backward pass to
   *     every weight; no gradient flows into the states that the network started from
   * @param states of all layers after the last token, [B, S], as {@link CarriedStates} has them
   */
  record Continued(LayerOutput logits, Operand<TFloat32> states) {}

  /**
   * Returns the predictions after each token of a window that follows other tokens.
   *
   * @param notes token ids, [B, T]
   * @param states of all layers after the tokens before, [B, S]; zeros at a beginning
   * @throws IllegalStateException if the network also reads backwards
   */
  Continued continued(Ops tf, Operand<TInt32> notes, Operand<TFloat32> states, Dropout dropout) {
    int steps = spec.window();
    int count = layers.size();
    List<? extends Operand<TFloat32>> before =
        count == 1
            ? List.of(states)
            : tf.splitV(states, tf.constant(spec.stateWidths()), tf.constant(1), (long) count)
                .output();
    List<Operand<TFloat32>> after = new ArrayList<>();
    LayerOutput logits =
        logits(
            tf,
            notes,
            dropout,
            steps == 1 ? 0 : MAX_TABLE, // A step reads few tokens.
            (scope, i, input) -> {
              GruSpan span = GruSpan.after(before.get(i), steps);
              LayerOutput read = layers.get(i).sequence(scope, input, span, computation.hoist());
              after.add(steps == 1 ? read.output() : lastOf(scope, read.output(), before.get(i)));
              return read;
            });
    return new Continued(logits, count == 1 ? after.get(0) : tf.concat(after, tf.constant(1)));
  }

  /** Returns the last rows of a layer's states, [T·B, H]: as many as there are initial states. */
  private static Operand<TFloat32> lastOf(
      Ops tf, Operand<TFloat32> states, Operand<TFloat32> initial) {
    Operand<TInt32> size = tf.shape(initial);
    return tf.slice(
        states,
        tf.math.mul(tf.math.sub(tf.shape(states), size), tf.constant(new int[] {1, 0})),
        size);
  }

  /** Adds one recurrent layer. */
  @FunctionalInterface
  private interface LayerReading {
    LayerOutput read(Ops tf, int layer, GruInput input);
  }

  private LayerOutput logits(
      Ops tf, Operand<TInt32> notes, Dropout dropout, int maxTable, LayerReading reading) {
    Operand<TInt32> timeMajor = tf.linalg.transpose(notes, tf.constant(new int[] {1, 0}));
    Optional<Operand<TFloat32>> padding =
        spec.maskPadding() ? Optional.of(padding(tf, timeMajor)) : Optional.empty();
    Chain chain = new Chain();
    GruInput input = embedded(tf, timeMajor, dropout, maxTable, chain);
    for (int i = 0; i < layers.size(); i++) {
      if (dropout.changesInputs(i)) {
        String name = "spatial_dropout_" + i;
        Ops scope = tf.withSubScope(name);
        input =
            GruInput.of(
                chain.add(name, dropout.ofInputs(scope, input.vectors(), i, spec.window())));
      }
      String recurrent = spec.directions().layer(i);
      LayerOutput layer = reading.read(tf.withSubScope(recurrent), i, input.with(padding));
      Operand<TFloat32> states = chain.add(recurrent, layer);
      String name = "dropout_" + i;
      input = GruInput.of(chain.add(name, dropout.ofOutputs(tf.withSubScope(name), states, i)));
    }
    Operand<TFloat32> logits =
        chain.add(
            "dense",
            dense.apply(tf.withSubScope("dense"), input.vectors(), computation.products()));
    return new LayerOutput(logits, chain);
  }

  /**
   * Returns the logits by position, [T, B, V], for {@link Targets#EVERY}.
   *
   * @param logits the output of {@link #logits}
   */
  Operand<TFloat32> byPosition(Ops tf, Operand<TFloat32> logits) {
    return tf.reshape(logits, tf.constant(new int[] {spec.window(), -1, ids.count()}));
  }

  /**
   * Returns the logits of the token after the window, [B, V].
   *
   * @param logits the output of {@link #logits}
   */
  Operand<TFloat32> nextLogits(Ops tf, Operand<TFloat32> logits) {
    if (spec.targets() == Targets.LAST) {
      return logits;
    }
    Operand<TFloat32> last =
        tf.slice(
            byPosition(tf, logits),
            tf.constant(new int[] {spec.window() - 1, 0, 0}),
            tf.constant(new int[] {1, -1, -1}));
    return tf.reshape(last, tf.constant(new int[] {-1, ids.count()}));
  }

  /** Returns 1 where a token is padding and 0 elsewhere, [T, B, 1]. */
  private Operand<TFloat32> padding(Ops tf, Operand<TInt32> timeMajor) {
    return tf.expandDims(
        tf.dtypes.cast(tf.math.equal(timeMajor, tf.constant(ids.pad())), TFloat32.class),
        tf.constant(2));
  }

  private GruInput embedded(
      Ops graphOps, Operand<TInt32> timeMajor, Dropout dropout, int maxTable, Chain chain) {
    Ops tf = graphOps.withSubScope(EMBEDDING);
    boolean hoists = computation.hoist() != ConstantHoisting.NONE;
    if ((ids.count() <= maxTable || hoists) && !dropout.changesEmbedding()) {
      chain.add(EMBEDDING, new LayerOutput(embeddings, Network::embeddingGradient));
      return GruInput.lookup(embeddings, timeMajor);
    }
    Operand<TInt32> rows = tf.reshape(timeMajor, tf.constant(new int[] {-1}));
    LayerOutput gathered =
        new LayerOutput(
            tf.gather(embeddings, rows, tf.constant(0)), // [T·B, E]
            (back, gradient, gradients) ->
                embeddingGradient(
                    back,
                    back.math.unsortedSegmentSum(gradient, rows, back.constant(ids.count())),
                    gradients));
    Operand<TFloat32> vectors = chain.add(EMBEDDING, gathered);
    String name = "embedding_dropout";
    return GruInput.of(chain.add(name, dropout.ofEmbedding(graphOps.withSubScope(name), vectors)));
  }

  private static Operand<TFloat32> embeddingGradient(
      Ops tf, Operand<TFloat32> gradient, Gradients gradients) {
    gradients.put(EMBEDDINGS, gradient);
    return gradient;
  }

  /** The layers in order; the backward pass takes them from the last to the first. */
  private static final class Chain implements LayerOutput.Backward {
    private final List<String> scopes = new ArrayList<>();
    private final List<LayerOutput> outputs = new ArrayList<>();

    /** Adds a layer and returns its output. */
    Operand<TFloat32> add(String scope, LayerOutput layer) {
      scopes.add(scope);
      outputs.add(layer);
      return layer.output();
    }

    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> gradient, Gradients gradients) {
      Operand<TFloat32> carried = gradient;
      for (int i = outputs.size() - 1; i >= 0; i--) {
        Ops scope = tf.withSubScope(scopes.get(i));
        carried = outputs.get(i).backward().apply(scope, carried, gradients);
      }
      return carried;
    }
  }
}
