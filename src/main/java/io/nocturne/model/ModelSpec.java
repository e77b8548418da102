package io.nocturne.model;

import io.nocturne.base.Labels;
import io.nocturne.base.Require;
import io.nocturne.base.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shape of a network; with the size of a vocabulary it determines every variable.
 *
 * @param embedding width of the token embedding, at least 1
 * @param units hidden units of a direction, at least 1: of each layer, or one number for all
 * @param layers GRU layers, 1 to 16
 * @param window tokens read at once, at least 1
 * @param dropouts the values set to zero while training; they change no variable
 * @param targets which tokens are predicted
 * @param directions in which the layers read
 * @param maskPadding whether the layers leave their state as it is at padding: Keras's {@code
 *     mask_zero}. It changes no variable.
 * @param stateful whether the windows of a batch's row follow each other in training and hand their
 *     state on, from a piece's beginning to its end: Keras's {@code stateful}. Only with {@link
 *     Directions#FORWARD} and {@link Targets#EVERY}. It changes no variable.
 */
public record ModelSpec(
    int embedding,
    List<Integer> units,
    int layers,
    int window,
    DropoutSpec dropouts,
    Targets targets,
    Directions directions,
    boolean maskPadding,
    boolean stateful) {

  /** Maximum number of layers: each is unrolled into the graph, whose size is limited. */
  public static final int MAX_LAYERS = 16;

  /** The published study's network: windows of 40 notes with the 41st as target. */
  public static final ModelSpec PAPER = new ModelSpec(128, 256, 2, 40, 0.2, Targets.LAST);

  public ModelSpec {
    Require.atLeast("embedding", embedding, 1);
    units = PerLayer.kept("units", units);
    units.forEach(number -> Require.atLeast("units", number, 1));
    Require.atLeast("window", window, 1);
    if (layers < 1 || layers > MAX_LAYERS) {
      throw new IllegalArgumentException("layers must be 1 to " + MAX_LAYERS + ", was " + layers);
    }
    PerLayer.requireFits("units", units, layers);
    PerLayer.requireFits("dropout", dropouts.dropout(), layers);
    PerLayer.requireFits("spatial dropout", dropouts.spatialDropout(), layers);
    if (stateful && (directions != Directions.FORWARD || targets != Targets.EVERY)) {
      throw new IllegalArgumentException(
          "stateful must be with directions forward and targets every, was with directions %s and targets %s"
              .formatted(Labels.of(directions), Labels.of(targets)));
    }
  }

  /**
   * Dropout at the places of a network: values that are set to zero while training, each with
   * probability {@code rate}; the others are divided by {@code 1 − rate}. All rates are at least 0
   * and below 1.
   *
   * @param dropout of the outputs of each layer, or one rate for all: Keras's {@code Dropout} after
   *     the layer
   * @param embeddingDropout of the embedding's outputs: Keras's {@code Dropout} after it
   * @param spatialDropout of the inputs of each layer, or one rate for all, the same ones at every
   *     step of a window: Keras's {@code SpatialDropout1D} before the layer, and {@code
   *     GRU(dropout=rate)}
   */
  public record DropoutSpec(
      List<Double> dropout, double embeddingDropout, List<Double> spatialDropout) {

    public DropoutSpec {
      dropout = PerLayer.kept("dropout", dropout);
      dropout.forEach(rate -> Require.fractionBelowOne("dropout", rate));
      Require.fractionBelowOne("embedding dropout", embeddingDropout);
      spatialDropout = PerLayer.kept("spatial dropout", spatialDropout);
      spatialDropout.forEach(rate -> Require.fractionBelowOne("spatial dropout", rate));
    }

    /** Returns a dropout after each layer and nowhere else. */
    public static DropoutSpec afterLayers(double rate) {
      return new DropoutSpec(List.of(rate), 0, List.of(0.0));
    }

    /** Returns the rate of a layer's outputs. */
    public double dropout(int layer) {
      return PerLayer.of(dropout, layer);
    }

    /** Returns the rate of a layer's inputs. */
    public double spatialDropout(int layer) {
      return PerLayer.of(spatialDropout, layer);
    }
  }

  /** Creates a network whose layers are alike, with dropout after each of them. */
  public ModelSpec(
      int embedding,
      int units,
      int layers,
      int window,
      double dropout,
      Targets targets,
      Directions directions) {
    this(
        embedding,
        List.of(units),
        layers,
        window,
        DropoutSpec.afterLayers(dropout),
        targets,
        directions,
        false,
        false);
  }

  /** Creates a network as above whose layers read in both directions. */
  public ModelSpec(
      int embedding, int units, int layers, int window, double dropout, Targets targets) {
    this(embedding, units, layers, window, dropout, targets, Directions.BOTH);
  }

  /** Returns this with other units, of each layer or one number for all. */
  public ModelSpec withUnits(int... others) {
    return new ModelSpec(
        embedding,
        Arrays.stream(others).boxed().toList(),
        layers,
        window,
        dropouts,
        targets,
        directions,
        maskPadding,
        stateful);
  }

  /** Returns this with another number of layers. */
  public ModelSpec withLayers(int other) {
    return new ModelSpec(
        embedding, units, other, window, dropouts, targets, directions, maskPadding, stateful);
  }

  /** Returns this with a window of another length, which changes no variable. */
  public ModelSpec withWindow(int other) {
    return new ModelSpec(
        embedding, units, layers, other, dropouts, targets, directions, maskPadding, stateful);
  }

  /** Returns this with other dropout, which changes no variable. */
  public ModelSpec with(DropoutSpec others) {
    return new ModelSpec(
        embedding, units, layers, window, others, targets, directions, maskPadding, stateful);
  }

  /** Returns this with another dropout of each layer's outputs. */
  public ModelSpec withDropout(double rate) {
    return with(
        new DropoutSpec(List.of(rate), dropouts.embeddingDropout(), dropouts.spatialDropout()));
  }

  /** Returns this with other targets, which change no variable. */
  public ModelSpec with(Targets other) {
    return new ModelSpec(
        embedding, units, layers, window, dropouts, other, directions, maskPadding, stateful);
  }

  /** Returns this with layers that read in other directions. */
  public ModelSpec with(Directions other) {
    return new ModelSpec(
        embedding, units, layers, window, dropouts, targets, other, maskPadding, stateful);
  }

  /** Returns this as a network whose layers leave their state as it is at padding. */
  public ModelSpec asMasked() {
    return new ModelSpec(
        embedding, units, layers, window, dropouts, targets, directions, true, stateful);
  }

  /** Returns this as a network whose windows hand their state on. */
  public ModelSpec asStateful() {
    return new ModelSpec(
        embedding, units, layers, window, dropouts, targets, directions, maskPadding, true);
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

  /** Returns the units of a direction of a layer. */
  public int units(int layer) {
    return PerLayer.of(units, layer);
  }

  /** Returns the width of a layer's output: the units of all of its directions. */
  public int outputWidth(int layer) {
    return Math.multiplyExact(directions.count(), units(layer));
  }

  /** Returns the width of a layer's input: that of the embedding or of the layer before. */
  public int inputWidth(int layer) {
    return layer == 0 ? embedding : outputWidth(layer - 1);
  }

  /** Returns the units of all layers as text: {@code 256}, or {@code 128,64} where they differ. */
  public String unitsText() {
    return String.join(",", units.stream().map(String::valueOf).toList());
  }

  /** Returns the widths of the layers' states, in the order of the layers. */
  int[] stateWidths() {
    return IntStream.range(0, layers).map(this::units).toArray();
  }
}
