package io.nocturne.model;

import java.util.List;
import java.util.Map;
import org.tensorflow.op.Ops;

/** Lets tests in other packages change a model. */
public final class ModelAccess {
  private ModelAccess() {}

  /** Sets some weights by name, row-major. */
  public static void setWeights(TrainingModel model, Map<String, float[]> weights) {
    weights.forEach(model::setWeight);
  }

  /** The gradients of a batch's mean loss by the weights' names, row-major; takes no step. */
  public static Map<String, float[]> gradients(TrainingModel model, int[] batch, int rows) {
    return model.gradients(batch, rows);
  }

  /**
   * The weights of a bidirectional GRU layer as cuDNN has them.
   *
   * @param weights row-major, by {@code forward/kernel}, {@code backward/bias} and so on
   */
  public static float[] cudnnParameters(int inputs, int units, Map<String, float[]> weights) {
    GruShape shape = new GruShape(inputs, units, Directions.BOTH);
    try (LayerBench bench = new LayerBench()) {
      Ops tf = bench.tf();
      WeightSource given =
          (name, of, initializer) -> tf.reshape(tf.constant(weights.get(name)), tf.constant(of));
      List<GruWeights> both =
          List.of(
              GruWeights.of(given, "forward", shape, Initializers.zeros()),
              GruWeights.of(given, "backward", shape, Initializers.zeros()));
      return bench.value(new CudnnParameters(shape).pack(tf, both));
    }
  }
}
