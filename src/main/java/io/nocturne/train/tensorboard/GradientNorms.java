package io.nocturne.train.tensorboard;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The norms of the gradients over the steps of an epoch, before clipping: {@code
 * NAME/gradient_norm} for each weight, {@code gradient_norm} for all weights together.
 */
final class GradientNorms {
  private final Map<String, Values> norms = new LinkedHashMap<>();

  /** Adds the norms of a step, by the weights' names. */
  void add(Map<String, Float> ofStep) {
    double squares = 0;
    for (Map.Entry<String, Float> norm : ofStep.entrySet()) {
      add(norm.getKey() + "/gradient_norm", norm.getValue());
      squares += (double) norm.getValue() * norm.getValue();
    }
    add("gradient_norm", (float) Math.sqrt(squares));
  }

  /** Writes the histograms of the norms, and removes these. */
  void write(EventWriter writer, long step) throws IOException {
    for (Map.Entry<String, Values> norm : norms.entrySet()) {
      writer.histogram(norm.getKey(), step, norm.getValue().toArray());
    }
    norms.clear();
  }

  private void add(String tag, float norm) {
    norms.computeIfAbsent(tag, key -> new Values()).add(norm);
  }

  /** A growing array of numbers: an epoch may have a million steps. */
  private static final class Values {
    private float[] values = new float[256];
    private int size;

    private void add(float value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    private float[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
