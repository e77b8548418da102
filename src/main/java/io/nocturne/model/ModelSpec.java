package io.nocturne.model;

/**
 * The shape of a network; with the size of a vocabulary it determines every variable.
 *
 * @param embedding width of the token embedding, at least 1
 * @param units hidden units of each direction of a layer, at least 1
 * @param layers bidirectional GRU layers, 1 to 16
 * @param window tokens read at once, at least 1
 * @param dropout share of each layer's outputs set to zero while training, 0 to below 1
 * @param targets what is predicted
 */
public record ModelSpec(
    int embedding, int units, int layers, int window, double dropout, Targets targets) {

  /** Most layers: each is unrolled into the graph, which has to stay buildable. */
  public static final int MAX_LAYERS = 16;

  /** The published study's network: windows of 40 notes with the 41st as target. */
  public static final ModelSpec PAPER = new ModelSpec(128, 256, 2, 40, 0.2, Targets.LAST);

  public ModelSpec {
    requireAtLeastOne("embedding", embedding);
    requireAtLeastOne("units", units);
    requireAtLeastOne("window", window);
    if (layers < 1 || layers > MAX_LAYERS) {
      throw new IllegalArgumentException("layers must be 1 to " + MAX_LAYERS + ", was " + layers);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be at least 0 and below 1, was " + dropout);
    }
  }

  /** This with another share of dropped outputs, which changes no variable. */
  public ModelSpec withDropout(double other) {
    return new ModelSpec(embedding, units, layers, window, other, targets);
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }
}
