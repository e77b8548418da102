package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.nocturne.model.ModelSpec.DropoutSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The layers of a Keras model that do something in training alone, as the dropout of a network. Two
 * dropouts at one place are one that keeps what both keep.
 */
final class DropoutPlaces {
  private static final Set<String> NO_EFFECT =
      Set.of("GaussianNoise", "GaussianDropout", "AlphaDropout", "ActivityRegularization");

  private final List<Double> outputs = new ArrayList<>();
  private final List<Double> inputs = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private double embedding;
  private double nextInputs;

  /** Returns whether a layer only acts in training. */
  static boolean includes(Layer layer) {
    return layer.is("Dropout")
        || layer.is("SpatialDropout1D")
        || NO_EFFECT.stream().anyMatch(layer::is);
  }

  /** Adds a layer that only acts in training. */
  void add(Layer layer) {
    if (layer.is("SpatialDropout1D")) {
      nextInputs = both(nextInputs, rate(layer, "rate"));
    } else if (layer.is("Dropout")) {
      addToOutputs(rate(layer, "rate"));
      if (layer.object().has("noise_shape")) {
        notes.add("the noise_shape of layer %s has no effect in nocturne".formatted(layer.name()));
      }
    } else {
      notes.add("layer %s, %s, has no effect in nocturne".formatted(layer.name(), layer.kind()));
    }
  }

  /** Adds a recurrent layer, whose inputs are dropped by the layers before and by itself. */
  void add(GruLayer gru) {
    inputs.add(both(nextInputs, gru.inputDropout()));
    outputs.add(0.0);
    nextInputs = 0;
    notes.addAll(gru.dropoutNotes());
  }

  /** Returns the dropout of the network, after its last layer. */
  DropoutSpec spec(Layer last) {
    if (nextInputs > 0) {
      notes.add(
          "the SpatialDropout1D after layer %s drops single values in nocturne, not the same ones at all steps"
              .formatted(last.name()));
      addToOutputs(nextInputs);
    }
    return new DropoutSpec(outputs, embedding, inputs);
  }

  /** Returns what training in nocturne does differently, a sentence each. */
  List<String> notes() {
    return notes;
  }

  private void addToOutputs(double rate) {
    int last = outputs.size() - 1;
    if (last < 0) {
      embedding = both(embedding, rate);
    } else {
      outputs.set(last, both(outputs.get(last), rate));
    }
  }

  private static double both(double one, double other) {
    return one == 0 ? other : other == 0 ? one : 1 - (1 - one) * (1 - other);
  }

  /** Returns a rate of dropout; Keras's default is 0. */
  static double rate(Layer layer, String argument) {
    JsonNode rate = layer.object().config().path(argument);
    if (rate.isMissingNode()) {
      return 0;
    }
    if (!rate.isNumber() || !(rate.doubleValue() >= 0 && rate.doubleValue() < 1)) {
      throw layer.refused(
          "%s must be at least 0 and below 1, was %s; %s"
              .formatted(argument, Layer.shown(rate), Layer.REBUILD));
    }
    return rate.doubleValue();
  }
}
