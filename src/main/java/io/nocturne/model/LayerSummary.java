package io.nocturne.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A layer as Keras's {@code model.summary()} shows it.
 *
 * @param name of the layer, with which its variables' names begin
 * @param type what kind of layer
 * @param outputShape shape of what it puts out, such as [B, 40, 512]; B is the batch
 * @param weights how many weights it has
 */
public record LayerSummary(String name, String type, String outputShape, long weights) {

  /** The layers of a network, in the order of the data. */
  public static List<LayerSummary> of(ModelSpec spec, TokenIds ids) {
    List<LayerSummary> layers = new ArrayList<>();
    long width = spec.embedding();
    layers.add(
        new LayerSummary("embedding", "Embedding", sequence(spec, width), ids.count() * width));
    for (int i = 0; i < spec.layers(); i++) {
      boolean last = i == spec.layers() - 1 && spec.targets() == Targets.LAST;
      long outputs = (long) spec.directions().count() * spec.units();
      String shape = last ? single(outputs) : sequence(spec, outputs);
      // A direction has kernel [D, 3H], recurrent kernel [H, 3H] and bias [2, 3H].
      long weights = 3 * outputs * (width + spec.units() + 2);
      layers.add(
          new LayerSummary(spec.directions().layer(i), spec.directions().type(), shape, weights));
      layers.add(new LayerSummary("dropout_" + i, "Dropout " + spec.dropout(), shape, 0));
      width = outputs;
    }
    String shape =
        spec.targets() == Targets.LAST ? single(ids.count()) : sequence(spec, ids.count());
    layers.add(
        new LayerSummary("dense", "Dense, softmax", shape, (width + 1) * (long) ids.count()));
    return layers;
  }

  /** How many weights a network has. */
  public static long weights(ModelSpec spec, TokenIds ids) {
    return of(spec, ids).stream().mapToLong(LayerSummary::weights).sum();
  }

  private static String sequence(ModelSpec spec, long width) {
    return "[B, " + spec.window() + ", " + width + "]";
  }

  private static String single(long width) {
    return "[B, " + width + "]";
  }
}
