package io.nocturne.model;

import io.nocturne.model.ModelSpec.DropoutSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer as Keras's {@code model.summary()} shows it.
 *
 * @param kind of layer
 * @param name of the layer, the prefix of its variables' names
 * @param type its kind and settings for users
 * @param outputShape such as [B, 40, 512]; B is the size of the batch
 * @param weights the number of weights
 */
public record LayerSummary(Kind kind, String name, String type, String outputShape, long weights) {

  /** A kind of layer. */
  public enum Kind {
    EMBEDDING,
    DROPOUT,
    RECURRENT,
    DENSE
  }

  /** Returns the layers of a network, from the input to the output. */
  public static List<LayerSummary> of(ModelSpec spec, TokenIds ids) {
    return new LayerList(spec).of(ids);
  }

  /** The layers so far. */
  private record LayerList(ModelSpec spec, List<LayerSummary> layers) {
    LayerList(ModelSpec spec) {
      this(spec, new ArrayList<>());
    }

    List<LayerSummary> of(TokenIds ids) {
      DropoutSpec dropouts = spec.dropouts();
      String type = spec.maskPadding() ? "Embedding, masks padding" : "Embedding";
      String embedded = sequence(spec.embedding());
      long rows = ids.count();
      add(Kind.EMBEDDING, "embedding", type, embedded, rows * spec.embedding());
      if (dropouts.embeddingDropout() > 0) {
        addDropout("embedding_dropout", "Dropout", dropouts.embeddingDropout(), embedded);
      }
      for (int i = 0; i < spec.layers(); i++) {
        if (dropouts.spatialDropout(i) > 0) {
          addDropout(
              "spatial_dropout_" + i,
              "SpatialDropout1D",
              dropouts.spatialDropout(i),
              sequence(spec.inputWidth(i)));
        }
        boolean last = i == spec.layers() - 1 && spec.targets() == Targets.LAST;
        long outputs = spec.outputWidth(i);
        String shape = last ? single(outputs) : sequence(outputs);
        // A direction has kernel [D, 3H], recurrent kernel [H, 3H] and bias [2, 3H].
        long weights = 3 * outputs * (spec.inputWidth(i) + spec.units(i) + 2);
        Directions directions = spec.directions();
        add(Kind.RECURRENT, directions.layer(i), directions.type(), shape, weights);
        addDropout("dropout_" + i, "Dropout", dropouts.dropout(i), shape);
      }
      String shape = spec.targets() == Targets.LAST ? single(rows) : sequence(rows);
      long width = spec.outputWidth(spec.layers() - 1);
      add(Kind.DENSE, "dense", "Dense, softmax", shape, (width + 1) * rows);
      return layers;
    }

    private void add(Kind kind, String name, String type, String shape, long weights) {
      layers.add(new LayerSummary(kind, name, type, shape, weights));
    }

    private void addDropout(String name, String type, double rate, String shape) {
      add(Kind.DROPOUT, name, type + " " + rate, shape, 0);
    }

    private String sequence(long width) {
      return "[B, " + spec.window() + ", " + width + "]";
    }

    private static String single(long width) {
      return "[B, " + width + "]";
    }
  }

  /** Returns the number of weights of a network. */
  public static long weights(ModelSpec spec, TokenIds ids) {
    return of(spec, ids).stream().mapToLong(LayerSummary::weights).sum();
  }
}
