package io.nocturne.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A layer as Keras's {@code model.summary()} shows it.
 *
 * @param name of the layer, the prefix of its variables' names
 * @param type the kind of layer
 * @param outputShape such as [B, 40, 512]; B is the size of the batch
 * @param weights the number of weights
 */
public record LayerSummary(String name, String type, String outputShape, long weights) {

  /** Returns the layers of a network, from the input to the output. */
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

  /** Returns the number of weights of a network. */
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
