package io.nocturne.model;

import java.util.Map;

/**
 * A network in training, to be read: always in its current state. Reading changes nothing, neither
 * the weights nor what any later step will do to them.
 */
public interface ModelView {

  /** Returns the number of weights. */
  long weightCount();

  /** Returns the number of optimizer steps taken since the run was begun. */
  long iterations();

  /** Returns the training graph, a serialized {@code tensorflow.GraphDef}. */
  byte[] graphDef();

  /**
   * Returns the weights by their names in a checkpoint, in the order of the layers, each row-major,
   * without the optimizer's state.
   */
  Map<String, float[]> weights();

  /**
   * Returns the norms of the gradients of the last step's mean loss, before clipping, by the
   * weights' names.
   *
   * @throws IllegalStateException if no step was taken since the model was created
   */
  Map<String, Float> gradientNorms();

  /**
   * Returns the logits of the token after each window, without dropout.
   *
   * @param windows [B][T] token ids, at least one window
   * @return [B][V]
   * @throws IllegalArgumentException if a window is of another length or a token is not of the
   *     vocabulary
   */
  float[][] logits(int[][] windows);
}
