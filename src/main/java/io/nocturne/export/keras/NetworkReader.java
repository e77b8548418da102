package io.nocturne.export.keras;

import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Converts a chain of Keras layers to a network of nocturne's. Any other model is refused, with the
 * first layer that differs.
 */
final class NetworkReader {
  private static final String ORDER =
      "a model must be an Embedding or a one-hot input, one or more Bidirectional GRUs or GRUs, and"
          + " a Dense with a softmax; Dropout and SpatialDropout1D may be between them";

  private final Deque<Layer> layers;
  private final DropoutPlaces dropouts = new DropoutPlaces();
  private final List<String> notes = new ArrayList<>();

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
    Layer input = take("InputLayer");
    InputShape shape = InputShape.read(input, given);
    Optional<Layer> embedding = embedding(input, shape);
    List<GruLayer> grus = grus();
    Layer dense = dense();
    if (!layers.isEmpty()) {
      throw unexpected(layers.getFirst());
    }
    Layer reader = embedding.orElse(input);
    int tokens =
        embedding
            .map(layer -> layer.size("input_dim"))
            .orElseGet(() -> shape.vocabulary().orElseThrow());
    if (dense.size("units") != tokens) {
      throw dense.refused(
          "predicts %d tokens, but layer %s reads %d; %s"
              .formatted(dense.size("units"), reader.name(), tokens, Layer.RETRAIN));
    }
    List<Layer> trained =
        Stream.of(
                embedding.stream(),
                grus.stream().flatMap(gru -> gru.all().stream()),
                Stream.of(dense))
            .flatMap(each -> each)
            .toList();
    ModelSpec spec = spec(embedding, tokens, shape.window(), grus);
    trained.forEach(layer -> notes.addAll(layer.notes()));
    notes.addAll(dropouts.notes());
    return new ArchivedNetwork(
        spec,
        tokens,
        embedding.map(Layer::group),
        Stream.concat(grus.stream().map(GruLayer::layer), Stream.of(dense))
            .map(Layer::group)
            .toList(),
        trained.stream().anyMatch(Layer::isFrozen),
        notes.stream().distinct().toList());
  }

  /** Takes an Embedding; a one-hot input has none. */
  private Optional<Layer> embedding(Layer input, InputShape shape) {
    if (shape.vocabulary().isEmpty()) {
      Layer embedding = take("Embedding");
      embedding.requirePlain();
      takeDropouts();
      return Optional.of(embedding);
    }
    if (nextIs("Embedding")) {
      throw input.refused(
          "must be of shape (batch, window) before an Embedding; build the model on windows of"
              + " token ids");
    }
    notes.add(
        "layer %s reads one-hot tokens: here they have an embedding, which training changes from the identity, with a new optimizer"
            .formatted(input.name()));
    takeDropouts();
    return Optional.empty();
  }

  private List<GruLayer> grus() {
    List<GruLayer> grus = new ArrayList<>();
    do {
      GruLayer gru = GruLayer.read(take(nextIs("GRU") ? "GRU" : "Bidirectional"));
      grus.add(gru);
      dropouts.add(gru);
      takeDropouts();
    } while (nextIs("Bidirectional") || nextIs("GRU"));
    return grus;
  }

  private void takeDropouts() {
    while (!layers.isEmpty() && DropoutPlaces.includes(layers.getFirst())) {
      dropouts.add(layers.removeFirst());
    }
  }

  /** Takes a Dense and its softmax, which may be a layer of its own. */
  private Layer dense() {
    Layer dense = timeDistributedDense();
    dense.requirePlain();
    dense.require("use_bias", true, Layer.RETRAIN);
    // Without an activation its output is logits, and nocturne's softmax gives the same
    // probabilities.
    boolean linear = dense.text("activation", "linear").equals("linear");
    if (!linear) {
      dense.requireText("activation", "softmax", Layer.RETRAIN);
    }
    if (nextIs("Softmax") || nextIs("Activation")) {
      Layer softmax = layers.removeFirst();
      requireSoftmax(softmax);
      if (!linear) {
        throw softmax.refused(
            "is a second softmax after that of layer %s; %s"
                .formatted(dense.name(), Layer.RETRAIN));
      }
    }
    return dense;
  }

  private static void requireSoftmax(Layer layer) {
    layer.requirePlain();
    if (layer.is("Activation")) {
      layer.requireText("activation", "softmax", Layer.RETRAIN);
    } else if (!layer.text("axis", "-1").equals("-1")) {
      throw layer.refused(
          "axis must be -1, was %s; %s".formatted(layer.text("axis", "-1"), Layer.REBUILD));
    }
  }

  /** Takes a Dense, or one that a wrapper applies to every step, which is the same. */
  private Layer timeDistributedDense() {
    if (!nextIs("TimeDistributed")) {
      return take("Dense");
    }
    Layer wrapper = take("TimeDistributed");
    Layer wrapped =
        wrapper.inner("layer", "layer").orElseThrow(() -> wrapper.refused("wraps no layer"));
    if (!wrapped.is("Dense")) {
      throw wrapper.refused("must wrap a Dense, wraps " + wrapped.kind() + "; " + Layer.RETRAIN);
    }
    return wrapped;
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

  private ModelSpec spec(Optional<Layer> embedding, int tokens, int window, List<GruLayer> grus) {
    GruLayer first = grus.get(0);
    GruLayer last = grus.get(grus.size() - 1);
    grus.forEach(gru -> requireSameDirections(gru, first));
    for (GruLayer gru : grus.subList(0, grus.size() - 1)) {
      if (!gru.returnSequences()) {
        throw gru.layer().refused("return_sequences must be True, was False; " + Layer.RETRAIN);
      }
    }
    boolean masks = embedding.map(layer -> layer.flag("mask_zero")).orElse(false);
    if (masks && last.returnSequences()) {
      notes.add("Keras's loss leaves out positions that read padding, nocturne's those before it");
    }
    try {
      return new ModelSpec(
          embedding.map(layer -> layer.size("output_dim")).orElse(tokens),
          grus.stream().map(GruLayer::units).toList(),
          grus.size(),
          window,
          dropouts.spec(last.layer()),
          last.returnSequences() ? Targets.EVERY : Targets.LAST,
          first.directions(),
          masks,
          false);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(e.getMessage() + "; " + Layer.RETRAIN, e);
    }
  }

  private static void requireSameDirections(GruLayer gru, GruLayer first) {
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
  }
}
