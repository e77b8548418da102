package io.nocturne.bench;

import io.nocturne.model.ModelSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network and its input.
 *
 * @param model the shape of the network
 * @param vocabulary ids, at least 89: the piano's keys and the padding
 * @param batch windows at once, at least 1
 * @param notes number of tokens of the corpus
 */
record Workload(ModelSpec model, int vocabulary, int batch, int notes) {

  /** The network of all figures that name no other. */
  static final Workload REFERENCE = new Workload(ModelSpec.PAPER, 128, 64, 100_000);

  /** The minimum vocabulary: the corpora are of piano pitches. */
  static final int PIANO = 89;

  Workload {
    if (vocabulary < PIANO) {
      throw new IllegalArgumentException(
          "vocabulary must be at least " + PIANO + ", was " + vocabulary);
    }
    if (batch < 1) {
      throw new IllegalArgumentException("batch must be at least 1, was " + batch);
    }
    if (notes <= model.window()) {
      throw new IllegalArgumentException(
          "notes must be more than the window's " + model.window() + ", were " + notes);
    }
  }

  /**
   * Returns the floating-point operations of the matrix products of one prediction: each product of
   * [m, k] and [k, n] counts 2·m·k·n. A direction of a layer multiplies its input [B·T, D] by [D,
   * 3H] and at each of T steps its state [B, H] by [H, 3H]; the last layer's states [B, 2H] go to V
   * logits. The first step's state is zero, but its product counts, as every implementation here
   * computes it.
   */
  long forwardFlops() {
    long rows = (long) batch * model.window();
    long gates = 3L * model.units(0);
    long products = 0;
    long inputs = model.embedding();
    for (int layer = 0; layer < model.layers(); layer++) {
      long direction = rows * inputs * gates + rows * model.units(0) * gates;
      products += 2 * direction;
      inputs = 2L * model.units(0);
    }
    products += batch * inputs * vocabulary;
    return 2 * products;
  }

  /**
   * Returns the floating-point operations of one training step: for each product of the forward
   * pass, the backward pass has one for the gradient of either factor.
   */
  long trainingFlops() {
    return 3 * forwardFlops();
  }

  Workload withBatch(int value) {
    return new Workload(model, vocabulary, value, notes);
  }

  Workload withVocabulary(int value) {
    return new Workload(model, value, batch, notes);
  }

  Workload withNotes(int value) {
    return new Workload(model, vocabulary, batch, value);
  }

  Workload withUnits(int value) {
    return with(model.withUnits(value));
  }

  Workload withLayers(int value) {
    return with(model.withLayers(value));
  }

  Workload withWindow(int value) {
    return with(model.withWindow(value));
  }

  /** Returns the sizes by the names that workers use. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("embedding", model.embedding());
    settings.put("units", model.units(0));
    settings.put("layers", model.layers());
    settings.put("window", model.window());
    settings.put("dropout", model.dropouts().dropout(0));
    settings.put("vocabulary", vocabulary);
    settings.put("batch", batch);
    return settings;
  }

  private Workload with(ModelSpec other) {
    return new Workload(other, vocabulary, batch, notes);
  }
}
