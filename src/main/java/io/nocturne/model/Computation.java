package io.nocturne.model;

import io.nocturne.model.CudnnGru.Use;
import io.nocturne.runtime.Precision;
import io.nocturne.runtime.SessionSettings;
import java.util.List;

/**
 * The way in which a network is computed. Its variables do not depend on it, and its results only
 * in their last digits.
 *
 * @param hoist the treatment of values that depend on the weights alone
 * @param products the precision of matrix products
 * @param recurrence the ops of the recurrent layers
 */
record Computation(ConstantHoisting hoist, MatrixProduct products, Recurrence recurrence) {

  /** The ops of a recurrent layer. */
  enum Recurrence {
    /** Small ops, which every device and every other program has, for predictions. */
    PORTABLE,
    /** The same ops in functions, for training. */
    SEGMENTED,
    /** cuDNN's op, for training on a GPU. */
    CUDNN_TRAINING,
    /** cuDNN's op, for predictions on a GPU. */
    CUDNN_INFERENCE
  }

  /** Returns the computation of graphs that are exported or run on a CPU, in float32. */
  static Computation portable(ConstantHoisting hoist) {
    return new Computation(hoist, new MatrixProduct(Precision.FLOAT32), Recurrence.PORTABLE);
  }

  /** Returns the computation of a training in a session with these settings. */
  static Computation training(SessionSettings settings) {
    return new Computation(
        ConstantHoisting.NONE,
        new MatrixProduct(settings.precision()),
        settings.usesGpu() ? Recurrence.CUDNN_TRAINING : Recurrence.SEGMENTED);
  }

  /** Returns the computation of predictions in a session with these settings, in float32. */
  static Computation prediction(SessionSettings settings, ConstantHoisting hoist) {
    return new Computation(
        hoist,
        new MatrixProduct(Precision.FLOAT32),
        settings.usesGpu() ? Recurrence.CUDNN_INFERENCE : Recurrence.PORTABLE);
  }

  /** Returns this with small ops instead of cuDNN's, which has no masks. */
  Computation withMasks() {
    Recurrence ops =
        switch (recurrence) {
          case PORTABLE, CUDNN_INFERENCE -> Recurrence.PORTABLE;
          case SEGMENTED, CUDNN_TRAINING -> Recurrence.SEGMENTED;
        };
    return new Computation(hoist, products, ops);
  }

  /** Creates a recurrent layer with the weights {@code NAME/…}. */
  RecurrentLayer layer(
      WeightSource weights, String name, GruShape shape, Initializers initializers) {
    return switch (recurrence) {
      case PORTABLE -> portable(weights, name, shape, initializers);
      case SEGMENTED -> new SegmentedGru(weights, name, shape, initializers, products);
      case CUDNN_TRAINING ->
          cudnn(GruWeights.ofLayer(weights, name, shape, initializers), name, shape, Use.TRAINING);
      case CUDNN_INFERENCE ->
          cudnn(GruWeights.ofLayer(weights, name, shape, initializers), name, shape, Use.INFERENCE);
    };
  }

  private RecurrentLayer portable(
      WeightSource weights, String name, GruShape shape, Initializers initializers) {
    return switch (shape.directions()) {
      case BOTH -> new BidirectionalGru(weights, name, shape, initializers, products);
      case FORWARD -> new ForwardGru(weights, name, shape, initializers, products);
    };
  }

  private CudnnGru cudnn(List<GruWeights> weights, String name, GruShape shape, Use use) {
    return new CudnnGru(weights, name, shape, products.precision(), use);
  }
}
