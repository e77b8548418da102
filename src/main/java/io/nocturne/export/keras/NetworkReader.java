package io.nocturne.export.keras;

import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Converts a chain of Keras layers to a network of nocturne's. Any other model is refused, with the
 * first layer that differs.
 */
final class NetworkReader {
  private static final String ORDER =
      "a model must be an Embedding, one or more Bidirectional GRUs or GRUs, each optionally"
          + " followed by a Dropout, and a Dense";

  private final Deque<Layer> layers;

  private NetworkReader(List<Layer> chain) {
    layers = new ArrayDeque<>(chain);
  }

  /**
   * Returns the network.
   *
   * @param window length of the sequences, for a model that leaves it open
   * @throws RefusedException if nocturne does not support it, naming the layer
   */
  static ArchivedNetwork read(List<Layer> chain, OptionalInt window) {
    return new NetworkReader(chain).read(window);
  }

  private ArchivedNetwork read(OptionalInt given) {
    int window = InputShape.window(take("InputLayer"), given);
    Layer embedding = embedding();
    List<GruLayer> grus = grus();
    Layer dense = dense();
    if (!layers.isEmpty()) {
      throw unexpected(layers.getFirst());
    }
    int vocabularySize = embedding.size("input_dim");
    if (dense.size("units") != vocabularySize) {
      throw dense.refused(
          "predicts %d tokens, but layer %s reads %d; %s"
              .formatted(dense.size("units"), embedding.name(), vocabularySize, Layer.RETRAIN));
    }
    List<String> groups = new ArrayList<>(List.of(embedding.group()));
    grus.forEach(gru -> groups.add(gru.layer().group()));
    groups.add(dense.group());
    List<Layer> trained = new ArrayList<>(List.of(embedding));
    grus.forEach(gru -> trained.addAll(gru.all()));
    trained.add(dense);
    return new ArchivedNetwork(
        spec(embedding.size("output_dim"), window, grus),
        vocabularySize,
        groups,
        trained.stream().anyMatch(Layer::isFrozen),
        trained.stream().flatMap(layer -> layer.notes().stream()).distinct().toList());
  }

  private Layer embedding() {
    Layer embedding = take("Embedding");
    embedding.requirePlain();
    embedding.require("mask_zero", false, Layer.REBUILD);
    return embedding;
  }

  private List<GruLayer> grus() {
    List<GruLayer> grus = new ArrayList<>();
    do {
      Layer layer = take(nextIs("GRU") ? "GRU" : "Bidirectional");
      Optional<Layer> dropout = nextIs("Dropout") ? Optional.of(take("Dropout")) : Optional.empty();
      grus.add(GruLayer.read(layer, dropout));
    } while (nextIs("Bidirectional") || nextIs("GRU"));
    return grus;
  }

  /** Takes a Dense, or one that a wrapper applies to every step, which is the same. */
  private Layer dense() {
    if (!nextIs("TimeDistributed")) {
      return plainDense(take("Dense"));
    }
    Layer wrapper = take("TimeDistributed");
    Layer wrapped =
        wrapper.inner("layer", "layer").orElseThrow(() -> wrapper.refused("wraps no layer"));
    if (!wrapped.is("Dense")) {
      throw wrapper.refused("must wrap a Dense, wraps " + wrapped.kind() + "; " + Layer.RETRAIN);
    }
    return plainDense(wrapped);
  }

  private static Layer plainDense(Layer dense) {
    dense.requirePlain();
    dense.require("use_bias", true, Layer.RETRAIN);
    // Without an activation its output is logits, and nocturne's softmax gives the same
    // probabilities.
    if (!dense.text("activation", "linear").equals("linear")) {
      dense.requireText("activation", "softmax", Layer.RETRAIN);
    }
    return dense;
  }

  private Layer take(String type) {
    if (layers.isEmpty()) {
      throw new RefusedException("has no " + type + "; " + ORDER);
    }
    if (!nextIs(type)) {
      throw unexpected(layers.getFirst());
    }
    return layers.removeFirst();
  }

  private boolean nextIs(String type) {
    return !layers.isEmpty() && layers.getFirst().is(type);
  }

  private static RefusedException unexpected(Layer layer) {
    return layer.refused("%s is not supported here; %s".formatted(layer.kind(), ORDER));
  }

  private static ModelSpec spec(int embedding, int window, List<GruLayer> grus) {
    GruLayer first = grus.get(0);
    GruLayer last = grus.get(grus.size() - 1);
    grus.forEach(gru -> requireAlike(gru, first));
    for (GruLayer gru : grus.subList(0, grus.size() - 1)) {
      if (!gru.returnSequences()) {
        throw gru.layer().refused("return_sequences must be True, was False; " + Layer.RETRAIN);
      }
    }
    try {
      return new ModelSpec(
          embedding,
          first.units(),
          grus.size(),
          window,
          first.dropout(),
          last.returnSequences() ? Targets.EVERY : Targets.LAST,
          first.directions());
    } catch (IllegalArgumentException e) {
      throw new RefusedException(e.getMessage() + "; " + Layer.RETRAIN, e);
    }
  }

  private static void requireAlike(GruLayer gru, GruLayer first) {
    if (gru.directions() != first.directions()) {
      throw gru.layer()
          .refused(
              "is a %s, must be a %s as layer %s is; %s"
                  .formatted(
                      gru.layer().kind(),
                      first.layer().kind(),
                      first.layer().name(),
                      Layer.RETRAIN));
    }
    if (gru.units() != first.units()) {
      throw gru.layer()
          .refused(
              "has %d units, must have %d as layer %s has; %s"
                  .formatted(gru.units(), first.units(), first.layer().name(), Layer.RETRAIN));
    }
    if (gru.dropout() != first.dropout()) {
      throw gru.layer()
          .refused(
              "the dropout after it must be %s as after layer %s, was %s; %s"
                  .formatted(first.dropout(), first.layer().name(), gru.dropout(), Layer.REBUILD));
    }
  }
}
