package io.nocturne.train;

import com.google.protobuf.ByteString;
import java.util.Map;

/**
 * What callbacks may know of the network: always as it is when they ask. To ask changes nothing,
 * neither the weights nor what any later step will do to them.
 */
public interface TrainedModel {

  /** How many weights it has. */
  long weightCount();

  /** Steps of the optimiser taken since the run was begun. */
  long iterations();

  /** The training graph, a serialised {@code tensorflow.GraphDef}. */
  ByteString graphDef();

  /** The weights by their names in a checkpoint, in the order of the layers; each row-major. */
  Map<String, float[]> weights();

  /**
   * Norms of the gradients of the last step's mean loss, before clipping, by the weights' names.
   *
   * @throws IllegalStateException if this process has taken no step
   */
  Map<String, Float> gradientNorms();

  /**
   * Logits of the token after each window, without dropout.
   *
   * @param windows [B][T] token ids, at least one window
   * @return [B][V]
   * @throws IllegalArgumentException if a window is of another length or a token is not of the
   *     vocabulary
   */
  float[][] logits(int[][] windows);
}
