package io.nocturne.train;

import com.google.protobuf.ByteString;
import java.util.Map;

/**
 * A network that is not there.
 *
 * @param graphDef what it says its graph is
 * @param weights what it says its weights are
 * @param gradientNorms what it says of its last step
 */
record FakeModel(
    ByteString graphDef, Map<String, float[]> weights, Map<String, Float> gradientNorms)
    implements TrainedModel {

  /** One that has nothing. */
  static final TrainedModel EMPTY = new FakeModel(ByteString.EMPTY, Map.of(), Map.of());

  @Override
  public long weightCount() {
    return weights.values().stream().mapToLong(values -> values.length).sum();
  }

  @Override
  public float[][] logits(int[][] windows) {
    throw new UnsupportedOperationException("this network predicts nothing");
  }
}
