package io.nocturne.model;

import io.nocturne.runtime.Variables.Variable;
import io.nocturne.runtime.WhileLoop;
import io.nocturne.runtime.WhileLoop.State;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * One iteration of {@link GenerationLoop} for a network that carries its state. The loop has the
 * values of {@link GenerationTurn}, but that the states of the layers, [B, S], float32, after the
 * tokens that were read, are before the weights.
 *
 * @param turn the sampling
 * @param opening the tokens before the first sampled one
 */
record CarriedTurn(GenerationTurn turn, Opening opening) {
  /**
   * The tokens before the first sampled one: the primer, and one pad before it if the network is
   * stateful, since its training begins each piece so.
   *
   * @param notes [B, length]
   */
  record Opening(Operand<TInt32> notes, int length) {
    static Opening of(Ops tf, InferenceGraph model, Operand<TInt32> primer) {
      int window = model.spec().window();
      if (!model.spec().stateful()) {
        return new Opening(primer, window);
      }
      Operand<TInt32> column =
          tf.slice(primer, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1}));
      Operand<TInt32> pads = tf.fill(tf.shape(column), tf.constant(model.ids().pad()));
      return new Opening(tf.concat(List.of(pads, primer), tf.constant(1)), window + 1);
    }
  }

  /**
   * Returns the states after the last token.
   *
   * @param states those of {@link GenerationTurn}, but for the weights
   */
  List<Output<?>> run(Ops tf, InferenceGraph model, List<State> states) {
    int width = CarriedStates.width(model.spec());
    Operand<TInt32> rows =
        tf.slice(tf.shape(opening.notes()), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TFloat32> zeros =
        tf.fill(
            tf.concat(List.of(rows, tf.constant(new int[] {width})), tf.constant(0)),
            tf.constant(0f));
    List<State> reading = new ArrayList<>(states);
    addCarried(reading, model, zeros);
    Operand<TFloat32> read =
        GenerationTurn.as(
            WhileLoop.run(tf, "read", reading, this::isUnread, this::read).get(carried()));
    List<State> generating = new ArrayList<>(states);
    addCarried(generating, model, read);
    return WhileLoop.run(tf, "generate", generating, turn::isNeeded, this::next);
  }

  /** Returns the index of the layers' states. */
  private int carried() {
    return turn.firstWeight();
  }

  private static void addCarried(
      List<State> states, InferenceGraph model, Operand<TFloat32> carried) {
    states.add(new State(carried, Shape.of(-1, CarriedStates.width(model.spec()))));
    for (Variable<?> variable : model.variables()) {
      states.add(new State(variable.read(), variable.shape()));
    }
  }

  /** Returns whether tokens of the opening remain to be read, but for its last one. */
  private List<Operand<?>> isUnread(Ops tf, List<Operand<?>> state) {
    return List.of(
        tf.math.less(
            GenerationTurn.<TInt32>as(state.get(GenerationTurn.STEP)),
            tf.constant(opening.length() - 1)));
  }

  /** Reads the token of the opening at the step's place, but not its last one. */
  private List<Operand<?>> read(Ops tf, List<Operand<?>> state) {
    Operand<TInt32> step = GenerationTurn.as(state.get(GenerationTurn.STEP));
    List<Operand<?>> after = new ArrayList<>(state);
    after.set(GenerationTurn.STEP, tf.math.add(step, tf.constant(1)));
    after.set(carried(), continued(tf, step, state).states());
    return after;
  }

  /** Reads the last token, and samples the one after it. */
  private List<Operand<?>> next(Ops tf, List<Operand<?>> state) {
    Operand<TInt32> step = GenerationTurn.as(state.get(GenerationTurn.STEP));
    Network.Continued continued =
        continued(tf, tf.math.add(step, tf.constant(opening.length() - 1)), state);
    List<Operand<?>> after = new ArrayList<>(turn.sampled(tf, continued.logits().output(), state));
    after.set(carried(), continued.states());
    return after;
  }

  private Network.Continued continued(Ops tf, Operand<TInt32> place, List<Operand<?>> state) {
    Operand<TInt32> token = // [B, 1]
        tf.slice(
            GenerationTurn.<TInt32>as(state.get(GenerationTurn.NOTES)),
            tf.stack(List.of(tf.constant(0), place)),
            tf.constant(new int[] {-1, 1}));
    Network network = turn.network(turn.spec().withWindow(1), state, carried() + 1);
    return network.continued(
        tf.withSubScope("network"), token, before(tf, token, state), Dropout.none());
  }

  /**
   * Returns the states; zeros where a stateful network reads padding, with which a piece begins.
   */
  private Operand<TFloat32> before(Ops tf, Operand<TInt32> token, List<Operand<?>> state) {
    Operand<TFloat32> carried = GenerationTurn.as(state.get(carried()));
    if (!turn.spec().stateful()) {
      return carried;
    }
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.notEqual(token, tf.constant(turn.ids().pad())), TFloat32.class);
    return tf.math.mul(carried, kept);
  }
}
