package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.nocturne.model.Directions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A GRU layer, bidirectional or not, and the dropout after it.
 *
 * @param layer the Bidirectional layer, or the GRU itself
 * @param directions in which it reads
 * @param units of each direction
 * @param returnSequences whether its output is the states of all steps, not only the final ones
 * @param dropout share of its outputs set to zero in training
 */
record GruLayer(
    Layer layer, Directions directions, int units, boolean returnSequences, double dropout) {

  /**
   * Reads the layer.
   *
   * @param layer a Bidirectional or a GRU
   * @param dropout the layer after it, if that is a Dropout
   * @throws RefusedException if an argument has a value that nocturne's GRU does not support
   */
  static GruLayer read(Layer layer, Optional<Layer> dropout) {
    double rate = dropout.map(GruLayer::rate).orElse(0.0);
    return layer.is("GRU") ? forward(layer, rate) : bidirectional(layer, rate);
  }

  private static GruLayer forward(Layer layer, double rate) {
    requireGru(layer);
    layer.require("go_backwards", false, Layer.RETRAIN);
    return new GruLayer(
        layer, Directions.FORWARD, layer.size("units"), layer.flag("return_sequences"), rate);
  }

  private static GruLayer bidirectional(Layer layer, double rate) {
    layer.requirePlain();
    layer.requireText("merge_mode", "concat", Layer.RETRAIN);
    Layer forward =
        layer
            .inner("layer", "forward_layer")
            .orElseThrow(() -> layer.refused("wraps no layer; save it again"));
    requireGru(forward, "layer");
    forward.require("go_backwards", false, Layer.RETRAIN);
    Optional<Layer> backward = layer.inner("backward_layer", "backward_layer");
    backward.ifPresent(given -> requireMirrored(forward, given));
    return new GruLayer(
        layer, Directions.BOTH, forward.size("units"), forward.flag("return_sequences"), rate);
  }

  /** Returns the layer and those that it wraps, if it is Bidirectional. */
  List<Layer> all() {
    return Stream.of(
            Optional.of(layer),
            layer.inner("layer", "forward_layer"),
            layer.inner("backward_layer", "backward_layer"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static void requireGru(Layer gru, String argument) {
    if (!gru.is("GRU")) {
      throw gru.refused(
          "its %s must be a GRU, was %s; %s".formatted(argument, gru.kind(), Layer.RETRAIN));
    }
    requireGru(gru);
  }

  private static void requireGru(Layer gru) {
    gru.requirePlain();
    gru.require("reset_after", true, Layer.RETRAIN);
    gru.require("use_bias", true, Layer.RETRAIN);
    gru.requireText("activation", "tanh", Layer.RETRAIN);
    gru.requireText("recurrent_activation", "sigmoid", Layer.RETRAIN);
    gru.require("stateful", false, Layer.REBUILD);
    gru.require("return_state", false, Layer.REBUILD);
    gru.requireZero("dropout", Layer.REBUILD);
    gru.requireZero("recurrent_dropout", Layer.REBUILD);
  }

  /** Requires an equal backward layer; Keras allows any recurrent layer that reads backward. */
  private static void requireMirrored(Layer forward, Layer backward) {
    requireGru(backward, "backward_layer");
    backward.require("go_backwards", true, Layer.RETRAIN);
    if (backward.size("units") != forward.size("units")) {
      throw forward.refused(
          "its backward_layer must have %d units as its layer has, had %d; %s"
              .formatted(forward.size("units"), backward.size("units"), Layer.RETRAIN));
    }
    if (backward.flag("return_sequences") != forward.flag("return_sequences")) {
      throw forward.refused(
          "return_sequences of its backward_layer must be that of its layer; " + Layer.RETRAIN);
    }
  }

  private static double rate(Layer dropout) {
    dropout.requireNone("noise_shape", Layer.REBUILD);
    JsonNode rate = dropout.object().config().path("rate");
    if (!rate.isNumber() || !(rate.doubleValue() >= 0 && rate.doubleValue() < 1)) {
      throw dropout.refused(
          "rate must be at least 0 and below 1, was " + Layer.shown(rate) + "; " + Layer.REBUILD);
    }
    return rate.doubleValue();
  }
}
