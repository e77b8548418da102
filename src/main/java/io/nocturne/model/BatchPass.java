package io.nocturne.model;

import io.nocturne.runtime.Variables;
import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A pass of a network over the rows of a batch.
 *
 * @param logits as {@link Network#logits} returns them
 * @param handedOn the states that rows hand on to the next batch; empty if the network is not
 *     stateful
 */
record BatchPass(LayerOutput logits, Optional<HandedOn> handedOn) {

  /**
   * The rows of the batches.
   *
   * @param count the maximum number of rows of a batch
   */
  record Rows(Graph graph, ModelSpec spec, TokenIds ids, BatchFeed feed, int count) {}

  /**
   * The states of a stateful network between two batches.
   *
   * @param variables those of the states, which are not among the weights
   * @param states [rows, S]
   * @param update assigns the states after a batch
   */
  record HandedOn(Variables variables, Variable<TFloat32> states, Op update) {}

  /**
   * Adds a pass. A stateful network reads each row from the state that the row of the batch before
   * has left, and from zeros where the row begins with padding, as a piece does. If a batch has
   * fewer rows than the one before, the states of the others stay.
   */
  static BatchPass of(Ops tf, Network network, Rows rows, Dropout dropout) {
    Operand<TInt32> windows = rows.feed().windows(tf.withSubScope("notes"));
    return rows.spec().stateful()
        ? stateful(tf, network, rows, dropout, windows)
        : new BatchPass(network.logits(tf, windows, dropout), Optional.empty());
  }

  private static BatchPass stateful(
      Ops tf, Network network, Rows rows, Dropout dropout, Operand<TInt32> windows) {
    Variables variables = new Variables(rows.graph());
    String name = tf.scope().makeOpName("states");
    Shape shape = Shape.of(rows.count(), CarriedStates.width(rows.spec()));
    Variable<TFloat32> states =
        variables.addFloat(name, shape, tf.fill(tf.constant(shape), tf.constant(0f)));
    Ops scope = tf.withSubScope("handed_on");
    Operand<TInt32> first = // [B, 1]
        scope.slice(windows, scope.constant(new int[] {0, 0}), scope.constant(new int[] {-1, 1}));
    Operand<TFloat32> kept =
        scope.dtypes.cast(
            scope.math.notEqual(first, scope.constant(rows.ids().pad())), TFloat32.class);
    Operand<TInt32> size =
        scope.math.mul(scope.shape(first), scope.constant(new int[] {1, 0})); // [B, 0]
    Operand<TInt32> width = scope.constant(new int[] {0, (int) shape.get(1)});
    Operand<TFloat32> before =
        scope.math.mul(
            scope.slice(
                states.read(), scope.constant(new int[] {0, 0}), scope.math.add(size, width)),
            kept);
    Network.Continued pass = network.continued(tf, windows, before, dropout);
    Operand<TFloat32> others = scope.slice(states.read(), size, scope.constant(new int[] {-1, -1}));
    Op update =
        scope.assignVariableOp(
            states.handle(), scope.concat(List.of(pass.states(), others), scope.constant(0)));
    return new BatchPass(pass.logits(), Optional.of(new HandedOn(variables, states, update)));
  }

  /** Returns the logits of the token after each row, [B, V], which is read from zeros. */
  Operand<TFloat32> nextLogits(Ops tf, Network network, Rows rows) {
    if (handedOn.isEmpty()) {
      return network.nextLogits(tf, logits.output());
    }
    Ops scope = tf.withSubScope("window");
    return network.nextLogits(
        scope, network.logits(scope, rows.feed().windows(scope), Dropout.none()).output());
  }

  /** Gives the states their initial value. */
  void initialize(Session session) {
    handedOn.ifPresent(states -> states.variables().initialize(session));
  }

  /** Adds the states' update to a run, if there are any. */
  Session.Runner handOn(Session.Runner runner) {
    handedOn.ifPresent(states -> runner.addTarget(states.update()));
    return runner;
  }

  /** Returns variables and the states. */
  List<Variable<?>> with(List<Variable<?>> others) {
    List<Variable<?>> all = new ArrayList<>(others);
    handedOn.ifPresent(states -> all.add(states.states()));
    return all;
  }
}
