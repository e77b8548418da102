package io.nocturne.model;

import io.nocturne.base.Require;

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
 */
public record ModelSpec(
    int embedding,
    int units,
    int layers,
    int window,
    double dropout,
    Targets targets,
    Directions directions) {

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
  }

  /** Creates the shape of a network whose layers read in both directions. */
  public ModelSpec(
      int embedding, int units, int layers, int window, double dropout, Targets targets) {
    this(embedding, units, layers, window, dropout, targets, Directions.BOTH);
  }

  /** Returns this with another number of units. */
  public ModelSpec withUnits(int other) {
    return new ModelSpec(embedding, other, layers, window, dropout, targets, directions);
  }

  /** Returns this with another number of layers. */
  public ModelSpec withLayers(int other) {
    return new ModelSpec(embedding, units, other, window, dropout, targets, directions);
  }

  /** Returns this with a window of another length, which changes no variable. */
  public ModelSpec withWindow(int other) {
    return new ModelSpec(embedding, units, layers, other, dropout, targets, directions);
  }

  /** Returns this with another dropout, which changes no variable. */
  public ModelSpec withDropout(double other) {
    return new ModelSpec(embedding, units, layers, window, other, targets, directions);
  }

  /** Returns this with other targets, which change no variable. */
  public ModelSpec with(Targets other) {
    return new ModelSpec(embedding, units, layers, window, dropout, other, directions);
  }

  /** Returns this with layers that read in other directions. */
  public ModelSpec with(Directions other) {
    return new ModelSpec(embedding, units, layers, window, dropout, targets, other);
  }

  /** Returns the width of a recurrent layer's output: the units of all of its directions. */
  public int stateWidth() {
    return Math.multiplyExact(directions.count(), units);
  }
}
