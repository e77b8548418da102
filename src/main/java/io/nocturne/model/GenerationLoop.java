package io.nocturne.model;

import io.nocturne.runtime.Variables.Variable;
import io.nocturne.runtime.WhileLoop;
import io.nocturne.runtime.WhileLoop.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Generation inside a graph, so that one call of a server returns a melody: the network reads a
 * window, a token is sampled, and the window moves by one token. A network whose context is the
 * whole piece ({@link ModelSpec#context}) reads the primer, then each token once, and carries its
 * state.
 *
 * <p>The loop itself has neither random ops nor checks, which many runtimes do not have: a caller
 * who feeds random numbers runs none of them.
 *
 * @param inputs the placeholders that a caller feeds
 * @param notes int32 [B, steps], the sampled tokens; never padding. Logits that are not finite are
 *     an error
 * @param given what a caller feeds who brings the random numbers
 * @param unchecked the notes for that caller: of logits that are not finite any tokens
 */
public record GenerationLoop(
    Inputs inputs, Operand<TInt32> notes, Given given, Operand<TInt32> unchecked) {

  /**
   * The placeholders that a caller feeds. Values that are not allowed are errors of the ops named
   * {@code generate/check_...}, whose messages say what was expected.
   *
   * @param primer int32 [B, T], the windows to continue, with padding on the left where they are
   *     shorter
   * @param steps int32 [], the number of tokens to sample, at least 0; by default the length of the
   *     window
   * @param temperature float32 [], finite and at least 0: samples from the softmax of logits /
   *     temperature, and 0 always takes the most likely token; by default 1
   * @param topK int32 [], at least 0: samples from the K most likely tokens, and 0 samples from
   *     all; by default 0
   * @param seed int32 [2], of the random numbers; row b depends on the seed, on b and on its own
   *     primer alone; by default zeros
   * @param memory float32 [], 0 to 1: scales the weight of the memory, 0 leaves the network alone;
   *     by default as far as the memory is trusted. A loop without a memory takes 0 only
   */
  public record Inputs(
      Operand<TInt32> primer,
      Operand<TInt32> steps,
      Operand<TFloat32> temperature,
      Operand<TInt32> topK,
      Operand<TInt32> seed,
      Operand<TFloat32> memory) {

    private static Inputs add(Ops tf, int window, Optional<MemoryTables> memory) {
      float trust = memory.map(tables -> (float) tables.trust()).orElse(0f);
      return new Inputs(
          tf.withName("primer").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, window))),
          tf.withName("steps").placeholderWithDefault(tf.constant(window), Shape.scalar()),
          tf.withName("temperature").placeholderWithDefault(tf.constant(1f), Shape.scalar()),
          tf.withName("top_k").placeholderWithDefault(tf.constant(0), Shape.scalar()),
          tf.withName("seed").placeholderWithDefault(tf.constant(new int[] {0, 0}), Shape.of(2)),
          tf.withName("memory").placeholderWithDefault(tf.constant(trust), Shape.scalar()));
    }

    /** Returns what the loop takes, which is checked. */
    private Given given(Ops tf, TokenIds ids, Optional<MemoryTables> tables) {
      Operand<TInt32> rows = tf.gather(tf.shape(primer), tf.constant(0), tf.constant(0));
      Operand<TInt32> checked = tf.withControlDependencies(checks(tf, ids, tables)).identity(steps);
      return new Given(
          primer,
          tf.withName("uniforms")
              .identity(SeededNumbers.of(tf.withSubScope("random"), seed, rows, checked)),
          tf.withName("given_temperature").identity(temperature),
          tf.withName("given_top_k").identity(topK),
          tf.withName("given_memory").identity(memory));
    }

    private List<Op> checks(Ops tf, TokenIds ids, Optional<MemoryTables> tables) {
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
              topK),
          checkMemory(tf, tables));
    }

    private Op checkMemory(Ops tf, Optional<MemoryTables> tables) {
      Operand<TBool> inside =
          tf.math.logicalAnd(
              tf.math.greaterEqual(memory, tf.constant(0f)),
              tf.math.lessEqual(memory, tf.constant(tables.isPresent() ? 1f : 0f)));
      String rule =
          tables.isPresent()
              ? "memory must be 0 (off) to 1, was"
              : "memory must be 0 (off), because this network was exported without one, was";
      return check(tf, "memory", inside, rule, memory);
    }

    private static Op check(
        Ops tf, String name, Operand<TBool> holds, String rule, Operand<?> value) {
      return tf.withName("check_" + name).assertThat(holds, List.of(tf.constant(rule), value));
    }
  }

  /**
   * The values of {@link Inputs} from which the loop computes, and its random numbers. They can be
   * fed in place of the placeholders; none is checked then. They have no defaults, so that
   * converters do not take them for constants.
   *
   * @param uniforms float32 [B, steps], 0 to below 1: the number that decides on each token. They
   *     replace {@code steps} and {@code seed}
   */
  public record Given(
      Operand<TInt32> primer,
      Operand<TFloat32> uniforms,
      Operand<TFloat32> temperature,
      Operand<TInt32> topK,
      Operand<TFloat32> memory) {}

  /**
   * Adds the loop to the model's graph.
   *
   * @param memory of the pieces; without one the network predicts alone
   */
  static GenerationLoop add(InferenceGraph model, Optional<MemoryTables> memory) {
    Ops tf = Ops.create(model.graph()).withSubScope("generate");
    Inputs inputs = Inputs.add(tf, model.spec().window(), memory);
    Given given = inputs.given(tf, model.ids(), memory);
    Optional<LoopMemory> ofLoop = memory.map(tables -> new LoopMemory(tables, model.ids().pad()));
    List<State> remembered =
        ofLoop
            .map(one -> one.initial(tf.withSubScope("memory"), given.primer(), given.memory()))
            .orElse(List.of());
    GenerationTurn turn = GenerationTurn.of(model, ofLoop);
    int before = model.spec().window();
    List<Output<?>> after;
    if (model.spec().context() == Context.PIECE) {
      CarriedTurn.Opening opening = CarriedTurn.Opening.of(tf, model, given.primer());
      before = opening.length();
      after =
          new CarriedTurn(turn, opening)
              .run(tf, model, states(tf, given, opening.notes(), remembered));
    } else {
      after = run(tf, model, turn, states(tf, given, given.primer(), remembered));
    }
    Operand<TInt32> unchecked =
        tf.withName("unchecked_notes")
            .slice(
                GenerationTurn.<TInt32>as(after.get(GenerationTurn.NOTES)),
                tf.constant(new int[] {0, before}),
                tf.constant(new int[] {-1, -1}));
    Op finite =
        tf.withName("check_logits")
            .assertThat(
                GenerationTurn.as(after.get(GenerationTurn.FINITE)),
                List.of(
                    tf.constant(
                        "the network's logits must be finite; use the weights of an earlier"
                            + " checkpoint")));
    return new GenerationLoop(
        inputs,
        tf.withControlDependencies(List.of(finite)).withName("notes").identity(unchecked),
        given,
        unchecked);
  }

  /** Returns the states of a loop but for the weights. */
  private static List<State> states(
      Ops tf, Given given, Operand<TInt32> primer, List<State> remembered) {
    State[] states = new State[GenerationTurn.MEMORY];
    states[GenerationTurn.STEP] = new State(tf.constant(0), Shape.scalar());
    states[GenerationTurn.NOTES] = new State(primer, Shape.of(-1, -1));
    states[GenerationTurn.UNIFORMS] = new State(given.uniforms(), Shape.of(-1, -1));
    states[GenerationTurn.TEMPERATURE] = new State(given.temperature(), Shape.scalar());
    states[GenerationTurn.TOP_K] = new State(given.topK(), Shape.scalar());
    states[GenerationTurn.FINITE] = new State(tf.constant(true), Shape.scalar());
    return Stream.concat(Stream.of(states), remembered.stream()).toList();
  }

  /** Returns the states after the last token. */
  private static List<Output<?>> run(
      Ops tf, InferenceGraph model, GenerationTurn turn, List<State> states) {
    List<State> all = new ArrayList<>(states);
    for (Variable<?> variable : model.variables()) {
      all.add(new State(variable.read(), variable.shape()));
    }
    return WhileLoop.run(tf, "generate", all, turn::isNeeded, turn::next);
  }
}
