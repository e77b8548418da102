package io.nocturne.train.callback;

import io.nocturne.model.ModelView;
import java.util.Map;

/** A network for callbacks that do not look at it. */
public enum UnbuiltModel implements ModelView {
  INSTANCE;

  @Override
  public long weightCount() {
    return 0;
  }

  @Override
  public long iterations() {
    return 0;
  }

  @Override
  public byte[] graphDef() {
    return new byte[0];
  }

  @Override
  public Map<String, float[]> weights() {
    return Map.of();
  }

  @Override
  public Map<String, Float> gradientNorms() {
    return Map.of();
  }

  @Override
  public float[][] logits(int[][] windows) {
    throw new UnsupportedOperationException("this network predicts nothing");
  }
}
