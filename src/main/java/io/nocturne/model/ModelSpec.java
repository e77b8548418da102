package io.nocturne.model;

import io.nocturne.base.Labels;
import io.nocturne.base.Require;
import io.nocturne.base.UserException;

/**
 * The shape of a network; with the size of a vocabulary it determines every variable.
 *
 * @param embedding width of the token embedding, at least 1
 * @param units hidden units of each direction of a layer, at least 1
 * @param layers GRU layers, 1 to 16
 * @param window tokens read at once, at least 1
 * @param dropout share of each layer's outputs set to zero while training, 0 to below 1
 * @param targets which tokens are predicted
 * @param directions in which the layers read
 * @param stateful whether the windows of a batch's row follow each other in training and hand their
 *     state on, from a piece's beginning to its end: Keras's {@code stateful}. Only with {@link
 *     Directions#FORWARD} and {@link Targets#EVERY}. It changes no variable.
 */
public record ModelSpec(
    int embedding,
    int units,
    int layers,
    int window,
    double dropout,
    Targets targets,
    Directions directions,
    boolean stateful) {

  /** Maximum number of layers: each is unrolled into the graph, whose size is limited. */
  public static final int MAX_LAYERS = 16;

  /** The published study's network: windows of 40 notes with the 41st as target. */
  public static final ModelSpec PAPER = new ModelSpec(128, 256, 2, 40, 0.2, Targets.LAST);

  public ModelSpec {
    Require.atLeast("embedding", embedding, 1);
    Require.atLeast("units", units, 1);
    Require.atLeast("window", window, 1);
    if (layers < 1 || layers > MAX_LAYERS) {
      throw new IllegalArgumentException("layers must be 1 to " + MAX_LAYERS + ", was " + layers);
    }
    Require.fractionBelowOne("dropout", dropout);
    if (stateful && (directions != Directions.FORWARD || targets != Targets.EVERY)) {
      throw new IllegalArgumentException(
          "stateful must be with directions forward and targets every, was with directions %s and targets %s"
              .formatted(Labels.of(directions), Labels.of(targets)));
    }
  }

  /** Creates the shape of a network that is not stateful. */
  public ModelSpec(
      int embedding,
      int units,
      int layers,
      int window,
      double dropout,
      Targets targets,
      Directions directions) {
    this(embedding, units, layers, window, dropout, targets, directions, false);
  }

  /** Creates the shape of a network whose layers read in both directions. */
  public ModelSpec(
      int embedding, int units, int layers, int window, double dropout, Targets targets) {
    this(embedding, units, layers, window, dropout, targets, Directions.BOTH);
  }

  /** Returns this with another number of units. */
  public ModelSpec withUnits(int other) {
    return new ModelSpec(embedding, other, layers, window, dropout, targets, directions, stateful);
  }

  /** Returns this with another number of layers. */
  public ModelSpec withLayers(int other) {
    return new ModelSpec(embedding, units, other, window, dropout, targets, directions, stateful);
  }

  /** Returns this with a window of another length, which changes no variable. */
  public ModelSpec withWindow(int other) {
    return new ModelSpec(embedding, units, layers, other, dropout, targets, directions, stateful);
  }

  /** Returns this with another dropout, which changes no variable. */
  public ModelSpec withDropout(double other) {
    return new ModelSpec(embedding, units, layers, window, other, targets, directions, stateful);
  }

  /** Returns this with other targets, which change no variable. */
  public ModelSpec with(Targets other) {
    return new ModelSpec(embedding, units, layers, window, dropout, other, directions, stateful);
  }

  /** Returns this with layers that read in other directions. */
  public ModelSpec with(Directions other) {
    return new ModelSpec(embedding, units, layers, window, dropout, targets, other, stateful);
  }

  /** Returns this as a network whose windows hand their state on. */
  public ModelSpec asStateful() {
    return new ModelSpec(embedding, units, layers, window, dropout, targets, directions, true);
  }

  /**
   * Returns what the network reads before a prediction if nothing else is asked for. A network that
   * reads forward and has learned from every position predicts as well from the whole piece as from
   * a window (docs/results.md), and many times as fast; other networks need a full window.
   */
  public Context context() {
    return directions == Directions.FORWARD && targets == Targets.EVERY
        ? Context.PIECE
        : Context.WINDOW;
  }

  /**
   * Requires a network that can read in a context.
   *
   * @throws UserException if the context is a whole piece, but the network also reads backwards
   */
  public void requireSupport(Context context) {
    if (context == Context.PIECE && directions != Directions.FORWARD) {
      throw new UserException(
          "context piece: needs a network that reads forward, and this one reads in both"
              + " directions; choose context window, or train with --directions forward");
    }
  }

  /** Returns the width of a recurrent layer's output: the units of all of its directions. */
  public int stateWidth() {
    return Math.multiplyExact(directions.count(), units);
  }
}
