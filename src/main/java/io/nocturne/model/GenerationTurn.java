package io.nocturne.model;

import io.nocturne.runtime.Conditional;
import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * One iteration of {@link GenerationLoop}. Its state is six values, at the indexes that are named
 * here, the values of the memory and the weights.
 *
 * @param names the weights' names, in the order in which they follow the other values
 * @param memory of the pieces
 */
record GenerationTurn(
    ModelSpec spec, TokenIds ids, List<String> names, Optional<LoopMemory> memory) {
  /** [], int32: the number of tokens sampled so far. */
  static final int STEP = 0;

  /** [B, T + step], int32: the primer and the sampled tokens. */
  static final int NOTES = 1;

  /** The value of this name in {@link GenerationLoop.Given}; the same holds for the next two. */
  static final int UNIFORMS = 2;

  static final int TEMPERATURE = 3;
  static final int TOP_K = 4;

  /** [], bool: whether all logits so far were finite. */
  static final int FINITE = 5;

  /** The index of the memory's first value, if there is a memory. */
  static final int MEMORY = 6;

  static GenerationTurn of(InferenceGraph model, Optional<LoopMemory> memory) {
    List<String> names = model.variables().stream().map(Variable::name).toList();
    return new GenerationTurn(model.spec(), model.ids(), names, memory);
  }

  /** Returns the index of the first weight. */
  int firstWeight() {
    return MEMORY + (memory.isPresent() ? LoopMemory.STATES : 0);
  }

  /** Returns whether tokens remain to be sampled. */
  List<Operand<?>> isNeeded(Ops tf, List<Operand<?>> state) {
    return List.of(
        tf.math.less(
            GenerationTurn.<TInt32>as(state.get(STEP)),
            tf.gather(
                tf.shape(GenerationTurn.<TFloat32>as(state.get(UNIFORMS))),
                tf.constant(1),
                tf.constant(0))));
  }

  /** Returns the state after one more token. */
  List<Operand<?>> next(Ops tf, List<Operand<?>> state) {
    Operand<TInt32> step = as(state.get(STEP));
    Operand<TInt32> notes = as(state.get(NOTES));
    Operand<TInt32> window =
        tf.slice(
            notes,
            tf.stack(List.of(tf.constant(0), step)),
            tf.constant(new int[] {-1, spec.window()}));
    Network network = network(spec, state, firstWeight());
    Operand<TFloat32> logits =
        network.nextLogits(
            tf, network.logits(tf.withSubScope("network"), window, Dropout.none()).output());
    return sampled(tf, logits, state);
  }

  /** Returns the state after one more token, with the same weights. */
  List<Operand<?>> sampled(Ops tf, Operand<TFloat32> logits, List<Operand<?>> state) {
    Operand<TInt32> step = as(state.get(STEP));
    Operand<TFloat32> uniform = // [B, 1]
        tf.slice(
            GenerationTurn.<TFloat32>as(state.get(UNIFORMS)),
            tf.stack(List.of(tf.constant(0), step)),
            tf.constant(new int[] {-1, 1}));
    List<Operand<?>> sampling = List.of(logits, uniform, state.get(TEMPERATURE), state.get(TOP_K));
    List<? extends Operand<?>> chosen = chosen(tf, sampling, state.subList(MEMORY, firstWeight()));
    List<Operand<?>> after = new ArrayList<>(state);
    after.set(STEP, tf.math.add(step, tf.constant(1)));
    after.set(
        NOTES,
        tf.concat(
            List.of(
                GenerationTurn.<TInt32>as(state.get(NOTES)),
                GenerationTurn.<TInt32>as(chosen.get(0))),
            tf.constant(1)));
    after.set(FINITE, tf.math.logicalAnd(as(state.get(FINITE)), NextToken.areFinite(tf, logits)));
    for (int i = 1; i < chosen.size(); i++) {
      after.set(MEMORY + i - 1, chosen.get(i));
    }
    return after;
  }

  /**
   * Returns the next tokens, [B, 1], and the values of the memory after them.
   *
   * @param sampling logits, uniform numbers, temperature and top-k
   * @param remembered the values of the memory
   */
  private List<? extends Operand<?>> chosen(
      Ops tf, List<Operand<?>> sampling, List<Operand<?>> remembered) {
    if (memory.isEmpty()) {
      return List.of(sampled(tf, sampling, Optional.empty()));
    }
    LoopMemory pieces = memory.get();
    return Conditional.run(
        tf,
        "remember",
        LoopMemory.isTrusted(tf, remembered),
        Stream.concat(sampling.stream(), remembered.stream()).toList(),
        (branch, values) -> {
          List<Operand<?>> before = values.subList(sampling.size(), values.size());
          Operand<TInt32> next = sampled(branch, values, Optional.of(before));
          return Stream.concat(Stream.of(next), pieces.after(branch, before, next).stream())
              .toList();
        },
        (branch, values) ->
            Stream.concat(
                    Stream.of(sampled(branch, values, Optional.empty())),
                    values.subList(sampling.size(), values.size()).stream())
                .toList());
  }

  private Operand<TInt32> sampled(
      Ops tf, List<Operand<?>> sampling, Optional<List<Operand<?>>> remembered) {
    NextToken next = new NextToken(ids, as(sampling.get(2)), as(sampling.get(3)));
    Operand<TFloat32> possible = next.withoutPadding(tf, as(sampling.get(0)));
    return next.sample(
        tf,
        possible,
        remembered.map(values -> memory.get().mixture(tf, values, possible)),
        as(sampling.get(1)));
  }

  /**
   * Returns the network of an iteration.
   *
   * @param shape of the network, which may read another number of tokens than the model
   * @param first the index of the first weight
   */
  Network network(ModelSpec shape, List<Operand<?>> state, int first) {
    Map<String, Operand<TFloat32>> weights = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      weights.put(names.get(i), as(state.get(first + i)));
    }
    return new Network(
        WeightSource.given(weights),
        shape,
        ids,
        Initializers.zeros(),
        Computation.portable(ConstantHoisting.NONE));
  }

  /** Casts a value whose type is known from its index. */
  @SuppressWarnings("unchecked")
  static <T extends TType> Operand<T> as(Operand<?> value) {
    return (Operand<T>) value;
  }
}
