package io.nocturne.model;

import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
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

  /** The input of this name in {@link GenerationLoop.Inputs}; the same holds for the next two. */
  static final int STEPS = 2;

  static final int TEMPERATURE = 3;
  static final int TOP_K = 4;

  /** [], int64: the key of the random numbers, derived from the seed. */
  static final int KEY = 5;

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
            GenerationTurn.<TInt32>as(state.get(STEPS))));
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
    Operand<TInt64> key =
        tf.stack(
            List.of(GenerationTurn.<TInt64>as(state.get(KEY)), tf.dtypes.cast(step, TInt64.class)));
    NextToken next = new NextToken(ids, as(state.get(TEMPERATURE)), as(state.get(TOP_K)));
    Operand<TFloat32> possible = next.withoutPadding(tf, logits);
    List<Operand<?>> remembered = state.subList(MEMORY, firstWeight());
    Ops inMemory = tf.withSubScope("memory");
    Operand<TInt32> sampled =
        next.sample(
            tf, possible, memory.map(one -> one.mixture(inMemory, remembered, possible)), key);
    List<Operand<?>> after = new ArrayList<>(state);
    after.set(STEP, tf.math.add(step, tf.constant(1)));
    after.set(
        NOTES,
        tf.concat(List.of(GenerationTurn.<TInt32>as(state.get(NOTES)), sampled), tf.constant(1)));
    if (memory.isPresent()) {
      List<Operand<?>> read = memory.get().after(inMemory, remembered, sampled);
      for (int i = 0; i < read.size(); i++) {
        after.set(MEMORY + i, read.get(i));
      }
    }
    return after;
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
