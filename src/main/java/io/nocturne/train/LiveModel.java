package io.nocturne.train;

import com.google.protobuf.ByteString;
import io.nocturne.model.TrainingModel;
import java.util.Map;

/** The network that is being trained, as callbacks see it. */
record LiveModel(TrainingModel model) implements TrainedModel {

  @Override
  public long weightCount() {
    return model.weightCount();
  }

  @Override
  public long iterations() {
    return model.iterations();
  }

  @Override
  public ByteString graphDef() {
    return ByteString.copyFrom(model.graphDef());
  }

  @Override
  public Map<String, float[]> weights() {
    return model.weights();
  }

  @Override
  public Map<String, Float> gradientNorms() {
    return model.gradientNorms();
  }

  @Override
  public float[][] logits(int[][] windows) {
    return model.logits(windows);
  }
}
