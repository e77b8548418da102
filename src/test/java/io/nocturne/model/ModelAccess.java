package io.nocturne.model;

import java.util.Map;

/** For programs in other packages that check a model from outside: what only tests may do. */
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
}
