package io.nocturne.model;

import io.nocturne.runtime.Loop;
import io.nocturne.runtime.Loop.State;
import io.nocturne.runtime.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Generation inside a graph, so that one call of a server returns a melody: the network reads a
 * window, a token is drawn, the window moves on by it.
 *
 * <p>Values that are not allowed are errors of the ops named {@code generate/check_...}, whose
 * messages say what was expected.
 *
 * @param primer int32 [B, T], the windows to go on from, with padding on the left where they are
 *     shorter
 * @param steps int32 [], how many tokens to draw, at least 0; by default as many as the window has
 * @param temperature float32 [], finite and at least 0, as {@link NextToken} says; by default 1
 * @param topK int32 [], at least 0, as {@link NextToken} says; by default 0
 * @param seed int32 [2], where chance begins; row b depends on the seed, on b and on its own primer
 *     alone; by default zeros
 * @param notes int32 [B, steps], the tokens drawn; never padding
 */
public record GenerationLoop(
    Operand<TInt32> primer,
    Operand<TInt32> steps,
    Operand<TFloat32> temperature,
    Operand<TInt32> topK,
    Operand<TInt32> seed,
    Operand<TInt32> notes) {

  /** Adds the loop to the model's graph. */
  static GenerationLoop add(Ops graphOps, InferenceModel model) {
    Ops tf = graphOps.withSubScope("generate");
    int window = model.spec().window();
    Operand<TInt32> primer =
        tf.withName("primer").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, window)));
    Operand<TInt32> steps =
        tf.withName("steps").placeholderWithDefault(tf.constant(window), Shape.scalar());
    Operand<TFloat32> temperature =
        tf.withName("temperature").placeholderWithDefault(tf.constant(1f), Shape.scalar());
    Operand<TInt32> topK =
        tf.withName("top_k").placeholderWithDefault(tf.constant(0), Shape.scalar());
    Operand<TInt32> seed =
        tf.withName("seed").placeholderWithDefault(tf.constant(new int[] {0, 0}), Shape.of(2));
    GenerationLoop inputs = new GenerationLoop(primer, steps, temperature, topK, seed, primer);
    Operand<TInt32> all = inputs.drawn(tf, model, inputs.checks(tf, model.ids()));
    Operand<TInt32> notes =
        tf.withName("notes")
            .slice(all, tf.constant(new int[] {0, window}), tf.constant(new int[] {-1, -1}));
    return new GenerationLoop(primer, steps, temperature, topK, seed, notes);
  }

  private List<Op> checks(Ops tf, TokenIds ids) {
    Operand<TBool> inside =
        tf.math.logicalAnd(
            tf.math.greaterEqual(primer, tf.constant(0)),
            tf.math.less(primer, tf.constant(ids.count())));
    Operand<TBool> usable =
        tf.math.logicalAnd(
            tf.math.isFinite(temperature), tf.math.greaterEqual(temperature, tf.constant(0f)));
    return List.of(
        check(
            tf,
            "primer",
            tf.reduceAll(inside, tf.constant(new int[] {0, 1})),
            "primer must have ids 0 to " + (ids.count() - 1) + ", was",
            primer),
        check(
            tf,
            "steps",
            tf.math.greaterEqual(steps, tf.constant(0)),
            "steps must be at least 0, was",
            steps),
        check(
            tf,
            "temperature",
            usable,
            "temperature must be finite and at least 0 (0 is greedy), was",
            temperature),
        check(
            tf,
            "top_k",
            tf.math.greaterEqual(topK, tf.constant(0)),
            "top_k must be at least 0 (0 is off), was",
            topK));
  }

  private static Op check(
      Ops tf, String name, Operand<TBool> holds, String rule, Operand<?> value) {
    return tf.withName("check_" + name).assertThat(holds, List.of(tf.constant(rule), value));
  }

  /** The primer and the tokens drawn after it, [B, T + steps]. */
  private Operand<TInt32> drawn(Ops tf, InferenceModel model, List<Op> checks) {
    // Two seeds give unrelated numbers, and so do two steps: as tf.random's fold_in does it.
    Operand<TInt64> key =
        tf.random.statelessRandomUniformFullInt(tf.constant(new long[0]), seed, TInt64.class);
    List<State> states =
        new ArrayList<>(
            List.of(
                new State(tf.constant(0), Shape.scalar()),
                new State(tf.withControlDependencies(checks).identity(primer), Shape.of(-1, -1)),
                new State(steps, Shape.scalar()),
                new State(temperature, Shape.scalar()),
                new State(topK, Shape.scalar()),
                new State(key, Shape.scalar())));
    List<String> names = new ArrayList<>();
    for (Variable<?> variable : model.variables()) {
      names.add(variable.name());
      states.add(new State(variable.read(), variable.shape()));
    }
    Turn turn = new Turn(model.spec(), model.ids(), names);
    return GenerationLoop.<TInt32>as(
        Loop.run(tf, "generate", states, Turn::goesOn, turn::body).get(Turn.NOTES));
  }

  /** Of a value known by its place in the state. */
  @SuppressWarnings("unchecked")
  private static <T extends org.tensorflow.types.family.TType> Operand<T> as(Operand<?> value) {
    return (Operand<T>) value;
  }

  /**
   * One turn of the loop.
   *
   * @param names the weights' names, in the order in which they follow the other states
   */
  private record Turn(ModelSpec spec, TokenIds ids, List<String> names) {
    static final int STEP = 0;
    static final int NOTES = 1;
    static final int STEPS = 2;
    static final int TEMPERATURE = 3;
    static final int TOP_K = 4;
    static final int KEY = 5;
    static final int WEIGHTS = 6;

    static List<Operand<?>> goesOn(Ops tf, List<Operand<?>> state) {
      return List.of(
          tf.math.less(
              GenerationLoop.<TInt32>as(state.get(STEP)),
              GenerationLoop.<TInt32>as(state.get(STEPS))));
    }

    List<Operand<?>> body(Ops tf, List<Operand<?>> state) {
      Operand<TInt32> step = as(state.get(STEP));
      Operand<TInt32> notes = as(state.get(NOTES));
      Operand<TInt32> window =
          tf.slice(
              notes,
              tf.stack(List.of(tf.constant(0), step)),
              tf.constant(new int[] {-1, spec.window()}));
      Operand<TInt64> key =
          tf.stack(
              List.of(
                  GenerationLoop.<TInt64>as(state.get(KEY)), tf.dtypes.cast(step, TInt64.class)));
      Operand<TInt32> drawn =
          new NextToken(as(state.get(TEMPERATURE)), as(state.get(TOP_K)))
              .draw(tf, logits(tf, window, state), ids, key);
      List<Operand<?>> next = new ArrayList<>();
      next.add(tf.math.add(step, tf.constant(1)));
      next.add(tf.concat(List.of(notes, drawn), tf.constant(1)));
      // TF Java 1.1: a function must not return an argument as it is.
      state.subList(STEPS, state.size()).forEach(value -> next.add(tf.identity(value)));
      return next;
    }

    private Operand<TFloat32> logits(Ops tf, Operand<TInt32> window, List<Operand<?>> state) {
      Map<String, Operand<TFloat32>> weights = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        weights.put(names.get(i), as(state.get(WEIGHTS + i)));
      }
      Network network =
          new Network(Weights.given(weights), spec, ids.count(), Initializers.zeros());
      return network.nextLogits(
          tf, network.logits(tf.withSubScope("network"), window, Dropout.none()));
    }
  }
}
