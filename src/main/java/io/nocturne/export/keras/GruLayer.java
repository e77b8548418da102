package io.nocturne.export.keras;

import io.nocturne.model.Directions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A GRU layer, bidirectional or not.
 *
 * @param layer the Bidirectional layer, or the GRU itself
 * @param directions in which it reads
 * @param units of each direction
 * @param returnSequences whether its output is the states of all steps, not only the final ones
 * @param inputDropout share of its inputs set to zero in training, at all steps of a window
 */
record GruLayer(
    Layer layer, Directions directions, int units, boolean returnSequences, double inputDropout) {

  /** The remedy for what Keras 2 up to 2.3 does unless it is asked otherwise. */
  private static final String RETRAIN_AS_KERAS_3 =
      "no other file of these weights can be imported; train the model with GRU(...,"
          + " reset_after=True, recurrent_activation=\"sigmoid\")";

  /**
   * Reads the layer.
   *
   * @param layer a Bidirectional or a GRU
   * @throws RefusedException if an argument has a value that nocturne's GRU does not support
   */
  static GruLayer read(Layer layer) {
    return layer.is("GRU") ? forward(layer) : bidirectional(layer);
  }

  private static GruLayer forward(Layer layer) {
    requireGru(layer);
    layer.require("go_backwards", false, Layer.RETRAIN);
    return of(layer, layer, Directions.FORWARD);
  }

  private static GruLayer bidirectional(Layer layer) {
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
    return of(layer, forward, Directions.BOTH);
  }

  private static GruLayer of(Layer layer, Layer gru, Directions directions) {
    return new GruLayer(
        layer,
        directions,
        gru.size("units"),
        gru.flag("return_sequences"),
        DropoutPlaces.rate(gru, "dropout"));
  }

  /** Returns what its dropout does differently in nocturne, a sentence each. */
  List<String> dropoutNotes() {
    List<String> notes = new ArrayList<>();
    if (inputDropout > 0 && directions == Directions.BOTH) {
      notes.add(
          "the dropout of layer %s drops the same inputs in both directions in nocturne"
              .formatted(layer.name()));
    }
    if (all().stream().anyMatch(gru -> DropoutPlaces.rate(gru, "recurrent_dropout") > 0)) {
      notes.add(
          "the recurrent_dropout of layer %s has no effect in nocturne".formatted(layer.name()));
    }
    return notes;
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
    gru.require("reset_after", true, RETRAIN_AS_KERAS_3);
    gru.require("use_bias", true, Layer.RETRAIN);
    gru.requireText("activation", "tanh", Layer.RETRAIN);
    gru.requireText("recurrent_activation", "sigmoid", RETRAIN_AS_KERAS_3);
    gru.require("time_major", false, Layer.REBUILD);
    gru.require("stateful", false, Layer.REBUILD);
    gru.require("return_state", false, Layer.REBUILD);
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
    if (DropoutPlaces.rate(backward, "dropout") != DropoutPlaces.rate(forward, "dropout")) {
      throw forward.refused(
          "dropout of its backward_layer must be that of its layer; " + Layer.REBUILD);
    }
  }
}
